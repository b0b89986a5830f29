"""`cchc deploy` where something goes wrong: a host, this machine, we ourselves, or somebody else at the same time."""

import errno
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.browser.sample import behind_nginx
from tests.cchc_cli.deploying.servers import PASSWORD, sshd
from tests.cchc_cli.published import FOLDER, NOWHERE, ZIP, build, edit, shown, write_unit
from tests.command import run
from tests.school import School

from cchc_cli.deploying.release import Release
from cchc_cli.deploying.secrets import Secret
from cchc_cli.deploying.standing import alone
from cchc_cli.deploying.store import Store

pytestmark = pytest.mark.usefixtures("nobody_waits")


@pytest.mark.usefixtures("unreachable")
def test_one_bad_host_of_three_stops_nobody_and_the_code_is_three(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, FOLDER, NOWHERE, ZIP)
    edit(school, "Tin")
    build(folder)
    capsys.readouterr()

    assert run(folder, "deploy") == 3

    said = capsys.readouterr()
    assert "truong: git file:///khong/co/kho.git: HỎNG: " in said.err
    assert "Còn 1 chỗ chưa xong, 2 chỗ xong" in said.err
    assert "Tin" in shown(folder)
    with ZipFile(folder / "cchc.zip") as packed:
        assert packed.testzip() is None
        assert "tin-tuc/2026/tin/index.html" in packed.namelist()


@pytest.mark.usefixtures("unreachable")
def test_going_back_again_after_a_host_failed_takes_only_that_host_back(folder: Path, school: School) -> None:
    write_unit(school, FOLDER, ZIP)
    for words in ("Một", "Hai", "Ba"):
        edit(school, words)
        build(folder)
        assert run(folder, "deploy") == 0
    (folder / "web/current").rename(folder / "web/giu")
    (folder / "web/current").mkdir()
    assert run(folder, "deploy", "--rollback") == 3
    (folder / "web/current").rmdir()
    (folder / "web/giu").rename(folder / "web/current")

    assert run(folder, "deploy", "--rollback") == 0

    assert "Hai" in shown(folder)
    with ZipFile(folder / "cchc.zip") as packed:
        assert "Hai" in packed.read("tin-tuc/2026/tin/index.html").decode()


def test_two_commands_at_once_do_not_mix(folder: Path, school: School, capsys: pytest.CaptureFixture[str]) -> None:
    write_unit(school, FOLDER)
    build(folder)

    with alone(folder / ".cchc/deploy.lock"):
        assert run(folder, "deploy") == 3

    assert "Một lệnh deploy khác đang chạy" in capsys.readouterr().err
    assert not (folder / "web").exists()


@pytest.mark.needs("sshd", "nss-wrapper")
def test_a_password_is_in_nothing_that_is_left_or_said(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cchc_cli.deploying.patience.WAITS", ())
    with sshd() as server:
        fields = {"cong": server.port, "tai_khoan": server.user, "khoa_may_chu": server.fingerprint}
        good = {"kieu": "sftp", "dich": "127.0.0.1/cchc", "mat_khau_tu": "CCHC_DUNG", **fields}
        bad = {"kieu": "sftp", "dich": "127.0.0.1/khac", "mat_khau_tu": "CCHC_SAI", **fields}
        write_unit(school, good, bad)
        monkeypatch.setenv("CCHC_DUNG", PASSWORD)
        monkeypatch.setenv("CCHC_SAI", "khong-phai-mat-khau")
        monkeypatch.setattr("cchc_cli.deploying.delivery.over_http", lambda _: (_ for _ in ()).throw(OSError("x")))
        edit(school, "Tin")
        build(folder)

        assert run(folder, "deploy") == 3

        said = capsys.readouterr()
        assert "Tin" in (server.home / "cchc/tin-tuc/2026/tin/index.html").read_text("utf-8")
        places = [folder / name for name in ("content", "site", ".cchc")] + [server.home]
        left = [path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()]
        for secret in (PASSWORD, "khong-phai-mat-khau"):
            assert secret not in said.out + said.err
            assert not any(secret.encode() in content for content in left)


@pytest.mark.usefixtures("unreachable")
def test_a_mistake_of_ours_at_one_host_is_written_down_without_secrets_and_stops_nobody(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Secret("bí-mật-trong-lỗi")

    def broken(*_: object) -> None:
        raise RuntimeError("bí-mật-trong-lỗi")

    monkeypatch.setattr("cchc_cli.deploying.packed.Packed.look", broken)
    write_unit(school, ZIP, FOLDER)
    edit(school, "Tin")
    build(folder)

    assert run(folder, "deploy") == 3

    assert "Tin" in shown(folder)
    assert f"gửi tệp {folder}/cchc-loi.txt" in capsys.readouterr().err
    story = (folder / "cchc-loi.txt").read_text("utf-8")
    assert "RuntimeError: •••" in story
    assert "bí-mật" not in story


@pytest.mark.needs("nginx")
def test_a_host_that_shows_something_else_is_said_and_the_code_is_three(
    folder: Path, school: School, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    with behind_nginx(other, tmp_path_factory.mktemp("nginx")) as url:
        write_unit(school, FOLDER, url=url, dinh_danh="truong.example,2026")
        edit(school, "Tin")
        build(folder)

        assert run(folder, "deploy") == 3

    assert f"truong: {url}: HỎNG: đã đăng, nhưng " in capsys.readouterr().err


@pytest.mark.usefixtures("unreachable")
def test_a_full_disk_on_this_machine_is_one_line_and_the_other_units_go(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, ma="so", loai="so")
    for name in ("mot", "hai"):
        write_unit(school, {"kieu": "thu_muc", "dich": f"hosts/{name}"}, folder=f"don-vi/{name}")
    build(folder)
    real = Store.keep

    def full(store: Store, release: Release) -> Release:
        if store.ma == "hai":
            raise OSError(errno.ENOSPC, "full", "releases")
        return real(store, release)

    monkeypatch.setattr(Store, "keep", full)
    assert run(folder, "deploy") == 3

    assert "hai: HỎNG: không đọc, ghi được releases trên máy này (ổ đĩa đã đầy)" in capsys.readouterr().err
    assert (folder / "hosts/mot/current/index.html").is_file()
