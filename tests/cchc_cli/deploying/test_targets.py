"""What every target on this machine promises, told once: a folder, a zip, rsync to a folder, a branch of git."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.cchc_cli.deploying.crawler import whole
from tests.school import NOW

from cchc.model.unit import DeployTarget
from cchc_cli.deploying.folder import Folder
from cchc_cli.deploying.git import Git
from cchc_cli.deploying.host import HostFailed, Target
from cchc_cli.deploying.packed import Packed
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.rsync import Rsync

Releases = dict[str, Release]


@dataclass
class Place:
    """A target, and the folder in which its visitors see what it holds."""

    root: Path
    target: Target

    def shown(self) -> dict[str, bytes]:
        seen = self.seen()
        found = (path for path in seen.rglob("*") if path.is_file() and ".cchc" not in path.parts)
        return {path.relative_to(seen).as_posix(): path.read_bytes() for path in found}

    def seen(self) -> Path:
        return self.root


class InFolder(Place):
    def __init__(self, root: Path) -> None:
        super().__init__(root, Folder(root / "web", keep=3, now=NOW))

    def seen(self) -> Path:
        return (self.root / "web/current").resolve()


class ByRsync(Place):
    def __init__(self, root: Path) -> None:
        target = DeployTarget(kieu="rsync", dich=str(root / "web"))
        super().__init__(root, Rsync(target, root, lambda: None, "máy-a", NOW, sleep=lambda _: None))

    def seen(self) -> Path:
        return self.root / "web"


class InBranch(Place):
    def __init__(self, root: Path) -> None:
        subprocess.run(["git", "init", "--quiet", "--bare", str(root / "kho.git")], check=True)
        target = DeployTarget(kieu="git", dich=f"file://{root}/kho.git#trang")
        super().__init__(root, Git(target, root, lambda: None, root / "copies", sleep=lambda _: None))

    def seen(self) -> Path:
        out = self.root / "out"
        subprocess.run(["rm", "-rf", str(out)], check=True)
        subprocess.run(["git", "clone", "-q", "-b", "trang", str(self.root / "kho.git"), str(out)], check=True)
        subprocess.run(["rm", "-rf", str(out / ".git"), str(out / ".nojekyll")], check=True)
        return out


class InZip(Place):
    def __init__(self, root: Path) -> None:
        super().__init__(root, Packed(root / "cchc.zip", NOW))

    def seen(self) -> Path:
        subprocess.run(["rm", "-rf", str(self.root / "out")], check=True)
        with ZipFile(self.root / "cchc.zip") as packed:
            packed.extractall(self.root / "out")
        return self.root / "out"


KINDS: dict[str, Callable[[Path], Place]] = {"folder": InFolder, "rsync": ByRsync, "git": InBranch, "zip": InZip}


@pytest.fixture(params=[pytest.param(kind, marks=pytest.mark.needs(*({kind} & {"rsync"}))) for kind in KINDS])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return KINDS[request.param](tmp_path)


def files_of(release: Release) -> dict[str, bytes]:
    return {path: (release.folder / path).read_bytes() for path in release.files}


def test_looking_changes_nothing_and_the_first_release_arrives_whole(place: Place, releases: Releases) -> None:
    first = releases["first"]
    before = sorted(place.root.rglob("*"))

    plan = place.target.look(first)

    assert set(plan.send) == set(first.files)
    assert (plan.remove, plan.repair, plan.history) == ((), (), ())
    assert plan.bytes == sum(first.sizes.values())
    assert [path for path in sorted(place.root.rglob("*")) if "copies" not in path.parts] == before
    place.target.publish(first)
    assert place.shown() == files_of(first)
    assert whole(place.seen(), first.url) == []


def test_the_next_release_sends_and_removes_what_changed_and_then_there_is_nothing_to_do(
    place: Place, releases: Releases
) -> None:
    first, second = releases["first"], releases["second"]
    place.target.publish(first)

    plan = place.target.look(second)
    sent = place.target.publish(second)

    assert set(plan.send) == {path for path in second.files if first.files.get(path) != second.files[path]}
    assert set(plan.remove) == first.files.keys() - second.files.keys()
    assert [one.release for one in plan.history] == [first.hash]
    assert place.shown() == files_of(second)
    assert sent.bytes
    again = place.target.publish(second)
    assert (again.files, again.bytes, again.removed) == ((), 0, ())
    assert place.target.look(second).send == ()


def test_going_back_and_forth_leaves_each_time_exactly_the_release(place: Place, releases: Releases) -> None:
    for name in ("first", "second", "first", "third", "second"):
        place.target.publish(releases[name])

        assert place.shown() == files_of(releases[name])
        assert place.target.look(releases[name]).history[-1].release == releases[name].hash


def test_the_section_of_another_unit_is_never_overwritten(place: Place, releases: Releases) -> None:
    import dataclasses

    place.target.publish(releases["first"])
    other = dataclasses.replace(releases["second"], ma="truong-khac")

    for act in (place.target.look, place.target.publish):
        with pytest.raises(HostFailed, match="“truong”, không phải “truong-khac”"):
            act(other)
    assert place.shown() == files_of(releases["first"])
