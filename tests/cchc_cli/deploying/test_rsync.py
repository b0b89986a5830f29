"""rsync, over a real ssh server and to a folder: what only it has to prove (the rest: `test_targets.py`)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.crawler import whole
from tests.cchc_cli.deploying.servers import PASSWORD, Server, sshd
from tests.school import NOW

from cchc.model.unit import DeployTarget
from cchc_cli.deploying import rsync as module
from cchc_cli.deploying.host import HostBusy, HostFailed
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.rsync import Rsync
from cchc_cli.deploying.secrets import Secret

Releases = dict[str, Release]
pytestmark = pytest.mark.needs("rsync")


class Cut(BaseException):
    """The process is gone."""


def here(root: Path, owner: str = "máy-a") -> Rsync:
    target = DeployTarget(kieu="rsync", dich=f"{root}/web")
    return Rsync(target, root, lambda: None, owner, NOW, sleep=lambda _: None)


def shown(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".cchc" not in path.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def files_of(release: Release) -> dict[str, bytes]:
    return {path: (release.folder / path).read_bytes() for path in release.files}


def over_ssh(server: Server, secret: str | None, **fields: object) -> Rsync:
    target = server.target(kieu="rsync", **fields)
    known = Secret(secret) if secret else None
    return Rsync(target, Path("/"), lambda: known, "máy-a", NOW, sleep=lambda _: None)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with sshd(shell=True) as running:
        yield running


@pytest.mark.needs("sshd", "nss-wrapper")
@pytest.mark.parametrize("way", ["password", "key"])
def test_a_section_travels_over_ssh_and_only_pieces_of_it_the_second_time(
    server: Server, releases: Releases, way: str
) -> None:
    target = over_ssh(server, PASSWORD if way == "password" else server.key, dich=f"127.0.0.1/{way}")
    first, second = releases["first"], releases["second"]

    whole_section = target.publish(first)
    edited = target.publish(second)

    assert shown(server.home / way) == files_of(second)
    assert whole(server.home / way, second.url) == []
    assert 0 < edited.bytes < whole_section.bytes / 2
    assert target.publish(second).files == ()
    assert target.read(["index.html", "khong-co"]).keys() == {"index.html"}


@pytest.mark.needs("sshd", "nss-wrapper")
def test_a_host_with_another_key_gets_nothing_and_its_fingerprint_is_shown(server: Server, releases: Releases) -> None:
    target = over_ssh(server, server.key, dich="127.0.0.1/la", khoa_may_chu="SHA256:" + "A" * 43)

    with pytest.raises(HostFailed, match="không phải là khoá ghi ở khoa_may_chu") as caught:
        target.publish(releases["first"])

    assert server.fingerprint in str(caught.value)
    assert not caught.value.transient
    assert not (server.home / "la").exists()


@pytest.mark.needs("sshd", "nss-wrapper")
def test_a_wrong_password_ends_the_turn_and_is_in_no_message(server: Server, releases: Releases) -> None:
    with pytest.raises(HostFailed, match="không nhận tài khoản, mật khẩu hoặc khoá") as caught:
        over_ssh(server, "sai-mật-khẩu-này").publish(releases["first"])

    assert "sai-mật-khẩu-này" not in str(caught.value)
    assert not caught.value.transient


@pytest.mark.needs("sshd", "nss-wrapper")
def test_a_host_without_room_says_so_and_the_old_section_stays_whole(releases: Releases) -> None:
    first = releases["first"]
    with sshd(largest=max(first.sizes.values()) - 1, shell=True) as server:
        with pytest.raises(HostFailed, match="hết chỗ chứa"):
            over_ssh(server, server.key).publish(first)

        assert whole(server.home / "cchc", first.url) == []


@pytest.mark.parametrize("sign", ["$(touch x)", "a b", "a;b", "`x`", "a'b", 'a"b', "-x", "a\nb"])
def test_a_folder_whose_name_a_shell_would_read_is_refused(sign: str) -> None:
    target = DeployTarget.model_construct(kieu="rsync", dich=f"may-chu/{sign}", tai_khoan=None, cong=None)

    with pytest.raises(HostFailed, match="chỉ gồm chữ"):
        Rsync(target, Path("/"), lambda: None, "a", NOW)


def test_names_a_shell_would_read_arrive_as_they_are(tmp_path: Path, releases: Releases) -> None:
    first = releases["first"]
    copy = shutil.copytree(first.folder, tmp_path / "ban")
    names = ["tep/$(touch x).pdf", "tep/a b'\"`c`.pdf", "tep/-rf", "tep/*.pdf", "tep/Đơn xin.docx"]
    (copy / "tep").mkdir()
    for name in names:
        (copy / name).write_bytes(name.encode())
    digests = dict.fromkeys(names, "x")
    hostile = replace(
        first, folder=copy, files={**first.files, **digests}, sizes={**first.sizes, **dict.fromkeys(names, 1)}
    )
    target = here(tmp_path)

    target.publish(hostile)
    assert all((tmp_path / "web" / name).read_bytes() == name.encode() for name in names)
    target.publish(first)

    assert shown(tmp_path / "web") == files_of(first)
    assert not (tmp_path / "web/tep").exists()


def test_files_of_others_stay_and_what_somebody_changed_is_put_right(tmp_path: Path, releases: Releases) -> None:
    first, second = releases["first"], releases["second"]
    target, web = here(tmp_path), tmp_path / "web"
    target.publish(first)
    (web / "google123.html").write_text("của người khác")
    (web / "tin-tuc/anh-rieng.jpg").write_text("của người khác")
    (web / "index.html").write_text("bị sửa")

    plan = target.look(second)
    target.publish(second)

    assert "index.html" in plan.repair
    others = {"google123.html": "của người khác".encode(), "tin-tuc/anh-rieng.jpg": "của người khác".encode()}
    assert shown(web) == files_of(second) | others


def test_cut_off_after_any_step_the_site_is_whole_and_the_next_run_finishes(
    tmp_path: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = releases["first"], releases["second"]
    here(tmp_path / "mau").publish(first)
    real, steps, limit = module.run, 0, -1

    def counted(*arguments: object, **named: object) -> object:
        nonlocal steps
        steps += 1
        if steps > limit:
            raise Cut
        return real(*arguments, **named)

    finished = False
    while not finished:
        limit, steps = limit + 1, 0
        shutil.rmtree(tmp_path / "web", ignore_errors=True)
        shutil.copytree(tmp_path / "mau/web", tmp_path / "web")
        monkeypatch.setattr(module, "run", counted)
        try:
            here(tmp_path).publish(second)
            finished = True
        except Cut:
            assert whole(tmp_path / "web", first.url) == []
            monkeypatch.setattr(module, "run", real)
            if limit % 3 == 0:
                here(tmp_path).publish(releases["third"])
                assert shown(tmp_path / "web") == files_of(releases["third"])
    assert limit > 8
    assert shown(tmp_path / "web") == files_of(second)


def test_two_machines_do_not_publish_at_once_and_a_dead_one_is_followed(tmp_path: Path, releases: Releases) -> None:
    web = tmp_path / "web"
    here(tmp_path).publish(releases["first"])
    (web / ".cchc/khoa").write_text("máy-b")

    with pytest.raises(HostBusy, match="“máy-b” đang đăng lên đây"):
        here(tmp_path).publish(releases["second"])
    assert shown(web) == files_of(releases["first"])
    old = (web / ".cchc").stat().st_mtime - 3 * 3600
    os.utime(web / ".cchc/khoa", (old, old))
    here(tmp_path).publish(releases["second"])

    assert shown(web) == files_of(releases["second"])
    assert sorted(path.name for path in (web / ".cchc").iterdir()) == ["state.json.gz", "tam"]


def test_a_machine_without_rsync_is_told_how_to_get_it(
    tmp_path: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(HostFailed, match="chưa có chương trình rsync; cài bằng: sudo apt install rsync"):
        here(tmp_path).publish(releases["first"])


def test_no_process_is_left_behind() -> None:
    assert subprocess.run(["pgrep", "-f", "ssh-agent -D -a /tmp/cchc-"], capture_output=True, check=False).returncode
