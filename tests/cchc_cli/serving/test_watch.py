"""Changes on the disk as editors and people make them."""

import queue
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.school import School
from watchdog.observers.polling import PollingObserver

from cchc_cli.project import Project
from cchc_cli.serving import watch as watching
from cchc_cli.serving.watch import Watch


@pytest.fixture
def watch(folder: Path, school: School, project: Path) -> Iterator[Watch]:
    (folder / "theme").unlink()
    shutil.copytree(project / "theme", folder / "theme")
    school.news()
    with Watch(Project(folder)) as found:
        yield found


def write(path: Path) -> None:
    path.write_text("a", encoding="utf-8")


def renamed_over(path: Path) -> None:
    """How vim, Word and many others save."""
    draft = path.with_name("4913~")
    draft.write_text("a", encoding="utf-8")
    draft.replace(path)


@pytest.mark.parametrize("save", [write, renamed_over, Path.unlink])
def test_a_save_is_told(watch: Watch, school: School, save: Callable[[Path], None]) -> None:
    save(school.root / "tin-tuc/2026/tin.md")

    assert watch.next_change() is False


def test_the_theme_and_mkdocs_yml_are_told_apart_from_content(watch: Watch, folder: Path) -> None:
    write(folder / "mkdocs.yml")
    assert watch.next_change() is True
    write(folder / "theme/assets/css/2-frame.css")
    assert watch.next_change() is True


def test_a_renamed_folder_is_told_and_what_is_in_it_is_watched_on(watch: Watch, school: School) -> None:
    (school.root / "tin-tuc").rename(school.root / "tin")
    assert watch.next_change() is False

    write(school.root / "tin/2026/tin.md")
    assert watch.next_change() is False


def test_a_content_folder_replaced_as_a_whole_is_watched_on(watch: Watch, school: School, folder: Path) -> None:
    school.root.rename(folder / "cu")
    shutil.copytree(folder / "cu", school.root)
    watch.next_change()
    while not watch.events.empty():
        watch.next_change()

    write(school.root / "tin-tuc/2026/tin.md")

    assert watch.next_change() is False


def test_reading_and_what_lies_elsewhere_are_no_changes(watch: Watch, school: School, folder: Path) -> None:
    (school.root / "tin-tuc/2026/tin.md").read_bytes()
    (folder / "site").mkdir()
    write(folder / "site/index.html")
    write(folder / "content.txt")

    with pytest.raises(queue.Empty):
        watch.events.get(timeout=0.5)


def test_where_no_more_folders_can_be_watched_they_are_looked_through(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching, "Observer", full)
    path = school.root / school.news()
    with Watch(Project(folder)) as watch:
        assert isinstance(watch.observer, PollingObserver)
        write(path)
        assert watch.next_change() is False
