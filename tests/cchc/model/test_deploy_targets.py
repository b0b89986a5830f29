"""Where a section is published to, as a clerk writes it in don-vi.yml."""

import pytest
from pydantic import ValidationError

from cchc.model.unit import DeployTarget


def target(**fields: object) -> DeployTarget:
    return DeployTarget.model_validate({"kieu": "sftp", "dich": "may-chu.edu.vn/cchc"} | fields)


def refused(**fields: object) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    with pytest.raises(ValidationError) as found:
        target(**fields)
    [error] = found.value.errors()
    return error["ctx"]["what"], error["ctx"]["how"]


@pytest.mark.parametrize(
    ("dich", "host", "path"),
    [
        ("may-chu.edu.vn/public_html/cchc", "may-chu.edu.vn", "public_html/cchc"),
        ("127.0.0.1//var/www/cchc", "127.0.0.1", "/var/www/cchc"),
        ("may-chu.edu.vn/.", "may-chu.edu.vn", "."),
        ("may-chu/Chuyên mục", "may-chu", "Chuyên mục"),
    ],
)
@pytest.mark.parametrize("kieu", ["sftp", "ftp", "ftps"])
def test_a_place_is_a_host_and_a_folder(kieu: str, dich: str, host: str, path: str) -> None:
    found = target(kieu=kieu, dich=dich)

    assert (found.host, found.path) == (host, path)


@pytest.mark.parametrize(
    ("dich", "how"),
    [
        ("sftp://may-chu.edu.vn/cchc", "may-chu.edu.vn/cchc"),
        ("thcs@may-chu.edu.vn/cchc", "may-chu.edu.vn/cchc, tai_khoan: thcs"),
        ("ftp://thcs:bimat@may-chu.edu.vn:2121/a/b", "may-chu.edu.vn/a/b, tai_khoan: thcs, cong: 2121"),
        ("sftp://may-chu.edu.vn", "may-chu.edu.vn/cchc"),
    ],
)
def test_an_address_with_more_in_it_is_taken_apart(dich: str, how: str) -> None:
    what, told = refused(dich=dich)

    assert told == f"chỉ ghi máy chủ và thư mục: {how}"
    assert "bimat" not in what + told


@pytest.mark.parametrize(
    "dich", ["may-chu.edu.vn", "may-chu.edu.vn/", "/var/www", "C:\\www", "-x/cchc", "máy chủ/cchc"]
)
def test_a_place_without_host_or_folder_is_refused_with_an_example(dich: str) -> None:
    assert "may-chu.edu.vn/public_html/cchc" in refused(dich=dich)[1] or "chỉ ghi máy chủ" in refused(dich=dich)[1]


@pytest.mark.parametrize("dich", ["may-chu/../cchc", "may-chu/a\\b", "may-chu/a\x07b"])
def test_a_path_that_climbs_or_hides_something_is_refused(dich: str) -> None:
    assert ".." in refused(dich=dich)[0]


@pytest.mark.parametrize("kieu", ["thu_muc", "git", "zip", "rsync"])
def test_other_kinds_write_their_place_their_own_way(kieu: str) -> None:
    assert target(kieu=kieu, dich="C:/www/../x").dich == "C:/www/../x"


@pytest.mark.parametrize("cong", ["0", "65536"])
def test_a_port_no_host_has_is_refused(cong: str) -> None:
    assert refused(cong=cong)[0] == f"“{cong}” không phải là cổng."


def test_a_fingerprint_is_taken_as_openssh_writes_it() -> None:
    written = "SHA256:xbtHlKVC4Qo0lIk1n0qMVbmsTKlzqSWkRpmeNSlFtgM"

    assert target(khoa_may_chu=written).khoa_may_chu == written
    assert target(khoa_may_chu=written + "=").khoa_may_chu == written


@pytest.mark.parametrize("written", ["MD5:aa:bb", "SHA256:ngắn", "xbtHlKVC4Qo0lIk1n0qMVbmsTKlzqSWkRpmeNSlFtgM"])
def test_anything_else_is_no_fingerprint(written: str) -> None:
    assert "dấu vân tay" in refused(khoa_may_chu=written)[0]
