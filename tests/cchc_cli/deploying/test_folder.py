"""A folder target: releases beside each other and one link, switched at once."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.tiny import tiny_release
from tests.school import NOW

from cchc_cli.deploying.folder import Folder
from cchc_cli.deploying.host import HostBusy, HostFailed
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.standing import alone

Releases = dict[str, Release]


class Killed(BaseException):
    """The process is gone."""


@contextmanager
def struck(monkeypatch: pytest.MonkeyPatch, count: int) -> Iterator[list[str]]:
    """The first `count` steps that leave a trace succeed; from then on each is the last. A copy struck is half one."""
    done: list[str] = []

    def wrap(module: object, name: str) -> None:
        real = getattr(module, name)

        def step(*arguments: object, **named: object) -> object:
            done.append(name)
            if len(done) <= count:
                return real(*arguments, **named)
            if name == "copyfile":
                Path(str(arguments[1])).write_bytes(b"half")
            raise Killed(name)

        patched.setattr(module, name, step)

    with monkeypatch.context() as patched:
        for name in ("link", "symlink", "replace", "mkdir", "unlink", "rmdir", "chmod", "utime", "fsync"):
            wrap(os, name)
        wrap(shutil, "copyfile")
        yield done


def shown(root: Path) -> dict[str, bytes]:
    """What visitors get."""
    live = (root / "current").resolve()
    return {path.relative_to(live).as_posix(): path.read_bytes() for path in live.rglob("*") if path.is_file()}


def files_of(release: Release) -> dict[str, bytes]:
    return {path: (release.folder / path).read_bytes() for path in release.files}


def test_only_what_changed_takes_room(tmp_path: Path, releases: Releases) -> None:
    first, second = releases["first"], releases["second"]
    folder = Folder(tmp_path, 3, NOW)
    folder.publish(first)

    sent = folder.publish(second)

    same = [path for path in second.files if first.files.get(path) == second.files[path]]
    old, new = sorted((tmp_path / "releases").iterdir())
    assert same
    assert all((old / path).samefile(new / path) for path in same)
    assert sent.bytes == sum(second.sizes[path] for path in second.files if path not in same)


def test_as_many_releases_stay_as_asked_and_the_public_one_always(tmp_path: Path, releases: Releases) -> None:
    for turn in range(7):
        Folder(tmp_path, 3, NOW).publish(releases["first" if turn % 2 else "second"])
    assert [path.name[:4] for path in sorted((tmp_path / "releases").iterdir())] == ["0005", "0006", "0007"]

    Folder(tmp_path, 0, NOW).publish(releases["third"])

    assert [path.name[:4] for path in (tmp_path / "releases").iterdir()] == ["0008"]
    assert shown(tmp_path) == files_of(releases["third"])


def test_killed_at_any_step_the_old_or_the_new_release_is_public_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tiny_release(tmp_path / "1", tin_1="Một", tin_2="Hai", tin_3="Ba")
    new = tiny_release(tmp_path / "2", tin_1="Một", tin_2="Hai sửa", tin_4="Bốn")
    root, seen, count = tmp_path / "web", [], 0
    while seen[-1:] != ["done"]:
        shutil.rmtree(root, ignore_errors=True)
        Folder(root, 1, NOW).publish(old)
        with struck(monkeypatch, count):
            try:
                Folder(root, 1, NOW).publish(new)
                seen.append("done")
            except Killed:
                seen.append("old" if shown(root) == files_of(old) else "new")
        assert shown(root) == files_of(old if seen[-1] == "old" else new), count
        Folder(root, 1, NOW).publish(new)
        assert shown(root) == files_of(new)
        assert len(list((root / "releases").iterdir())) == 1
        count += 1

    assert seen.count("old") > 20
    assert seen.count("new") > 5


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_release_public_and_is_said(
    tmp_path: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = Folder(tmp_path, 3, NOW)
    folder.publish(releases["first"])

    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(HostFailed, match=r"ổ đĩa đã đầy|hết dung lượng"):
            folder.publish(releases["second"])

    assert shown(tmp_path) == files_of(releases["first"])
    folder.publish(releases["second"])
    assert shown(tmp_path) == files_of(releases["second"])


def test_files_of_others_go_along_and_what_somebody_changed_is_put_right(tmp_path: Path, releases: Releases) -> None:
    first, second = releases["first"], releases["second"]
    folder = Folder(tmp_path, 3, NOW)
    folder.publish(first)
    live = tmp_path / "current"
    (live / "google123.html").write_text("của người khác")
    (live / "tin-tuc/anh.lien-ket").symlink_to("/khong/co")
    (live / "index.html").write_text("bị sửa")

    plan = folder.look(second)
    folder.publish(second)

    assert plan.repair == ("index.html",)
    assert shown(tmp_path) == files_of(second) | {"google123.html": "của người khác".encode()}
    assert (live / "tin-tuc/anh.lien-ket").readlink() == Path("/khong/co")


def test_a_file_of_others_where_the_release_needs_a_folder_gives_way_and_stays_in_the_old_one(
    tmp_path: Path, releases: Releases
) -> None:
    first, second = releases["first"], releases["second"]
    folder = Folder(tmp_path, 3, NOW)
    folder.publish(first)
    new = next(path for path in second.files if path not in first.files and "/" in path)
    above = tmp_path / "current" / new.rpartition("/")[0]
    if not above.exists():
        above.parent.mkdir(parents=True, exist_ok=True)
        above.write_text("của người khác")

    folder.publish(second)

    assert shown(tmp_path) == files_of(second)


def test_a_link_a_person_has_set_back_is_respected_in_the_history(tmp_path: Path, releases: Releases) -> None:
    folder = Folder(tmp_path, 3, NOW)
    for name in ("first", "second"):
        folder.publish(releases[name])
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(sorted((tmp_path / "releases").iterdir())[0])

    assert [one.release for one in folder.look(releases["third"]).history] == [
        releases["second"].hash,
        releases["first"].hash,
    ]


def test_a_real_folder_where_the_link_should_be_is_never_removed(tmp_path: Path, releases: Releases) -> None:
    (tmp_path / "current").mkdir()
    (tmp_path / "current/index.html").write_text("trang cũ của trường")

    for act in (Folder(tmp_path, 3, NOW).look, Folder(tmp_path, 3, NOW).publish):
        with pytest.raises(HostFailed, match="không phải liên kết do cchc đặt; dời nó đi"):
            act(releases["first"])
    assert (tmp_path / "current/index.html").read_text() == "trang cũ của trường"


def test_two_at_once_are_one_after_the_other_or_one_leaves(tmp_path: Path, releases: Releases) -> None:
    with alone(tmp_path / ".cchc/lock"), pytest.raises(HostBusy, match="đang đăng vào đây"):
        Folder(tmp_path, 3, NOW).publish(releases["first"])

    assert not (tmp_path / "current").exists()


def test_visitors_may_read_what_was_published_whatever_the_mask(tmp_path: Path, releases: Releases) -> None:
    old = os.umask(0o077)
    try:
        Folder(tmp_path / "web", 3, NOW).publish(releases["first"])
    finally:
        os.umask(old)

    for path in (tmp_path / "web/current").resolve().rglob("*"):
        assert path.stat().st_mode & (0o005 if path.is_dir() else 0o004), path


def test_where_links_cannot_be_made_files_are_copied(
    tmp_path: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for name in ("first", "second"):
        Folder(tmp_path, 3, NOW).publish(releases[name])

    assert shown(tmp_path) == files_of(releases["second"])
