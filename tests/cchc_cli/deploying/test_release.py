"""What may be published: a section that is whole, made for a host, and the unit's own."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.hosts import Releases

from cchc.products.manifest import sha256_of
from cchc_cli.deploying.release import Release, ReleaseRefused, kind_of, read_release, standing_release


@pytest.fixture
def folder(releases: Releases, tmp_path: Path) -> Path:
    """A copy of the first edition, to be damaged, in a folder of sections."""
    return Path(shutil.copytree(releases["first"].folder, tmp_path / "site/truong"))


def refused(folder: Path) -> str:
    with pytest.raises(ReleaseRefused) as refusal:
        read_release(folder, "truong")
    return str(refusal.value)


def change(folder: Path, **fields: object) -> None:
    manifest = json.loads((folder / "cchc.json").read_bytes())
    (folder / "cchc.json").write_text(json.dumps(manifest | fields))


def test_a_section_is_read_with_every_file_of_it(folder: Path, releases: Releases) -> None:
    release = standing_release(folder.parent, "truong")

    assert release == Release(**{**_fields(releases["first"]), "folder": folder})
    assert release.files.keys() == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert release.sizes["index.html"] == (folder / "index.html").stat().st_size
    assert release.hash == releases["first"].hash != releases["second"].hash
    assert str(release.next_change) == "2026-12-01 00:00:00+07:00"


def test_a_section_never_built_is_refused_with_the_command_that_builds_it(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "truong") == f"chưa có chuyên mục nào trong {tmp_path / 'truong'}. Chạy: cchc build truong"
    )


def test_a_build_that_was_cut_off_is_refused(folder: Path) -> None:
    (folder.parent / ".cchc/journal").mkdir(parents=True)
    (folder.parent / ".cchc/journal/truong").write_text("{}")

    with pytest.raises(ReleaseRefused, match=r"bị ngắt giữa chừng[.] Chạy: cchc build truong"):
        standing_release(folder.parent, "truong")


def test_a_file_that_is_not_as_it_was_built_is_refused_by_name(folder: Path) -> None:
    (folder / "thu-tuc/index.html").write_text("bị sửa tay")

    assert "1 tệp không còn như lúc dựng (thu-tuc/index.html, …). Chạy: cchc build --fresh truong" in refused(folder)


def test_a_list_that_is_not_the_manifests_own_is_refused(folder: Path) -> None:
    change(folder, files="0" * 64)

    assert "cchc-files.json, …" in refused(folder)


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "tin-tuc/index.html").unlink()

    assert f"{folder}/tin-tuc/index.html (không có tệp hay thư mục này). Chạy: cchc build --fresh" in refused(folder)


@pytest.mark.parametrize("content", ["", "[]", "{"])
@pytest.mark.parametrize("name", ["cchc.json", "cchc-files.json"])
def test_a_manifest_nobody_can_read_is_refused(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content)

    assert "tệp kê cchc.json hoặc cchc-files.json hỏng" in refused(folder)


@pytest.mark.parametrize("path", ["../kin.txt", "/etc/hostname", "a//b", ".cchc/state.json.gz", "a\\..\\b", ""])
def test_a_list_that_names_what_is_not_the_sections_is_refused(folder: Path, path: str) -> None:
    (folder / "cchc-files.json").write_text(json.dumps({path: "0" * 64}))

    assert "hỏng" in refused(folder)


def test_what_opens_by_double_click_is_refused(folder: Path) -> None:
    change(folder, ngoai_tuyen=True)

    assert "bản mở bằng nhấp đúp" in refused(folder)


def test_another_units_section_is_refused(folder: Path) -> None:
    change(folder, ma="mn-hoa-mai")

    assert "của đơn vị “mn-hoa-mai”, không phải “truong”" in refused(folder)


def test_a_section_without_an_address_is_refused(folder: Path) -> None:
    change(folder, url=None)

    assert "don-vi.yml của truong chưa ghi `url`" in refused(folder)


def test_a_section_without_feeds_is_refused(folder: Path) -> None:
    files = json.loads((folder / "cchc-files.json").read_bytes())
    del files["atom.xml"]
    (folder / "cchc-files.json").write_text(json.dumps(files))
    change(folder, files=sha256_of(folder / "cchc-files.json"))

    assert "không có kênh tin" in refused(folder)


def test_the_kind_of_a_file_shows_in_its_path() -> None:
    kinds = {
        "cchc.json": "manifest",
        "tin-tuc/rss.xml": "feed",
        "rss/opml.xml": "feed",
        "sitemap.xml": "list",
        "tin-tuc/2026/a/index.html": "page",
        "tin-tuc/2026/a/cchc.json": "asset",
        "assets/cchc.1.css": "asset",
    }

    assert {path: kind_of(path) for path in kinds} == kinds


def _fields(release: Release) -> dict[str, object]:
    return {name: getattr(release, name) for name in release.__slots__}
