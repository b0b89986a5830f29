"""`cchc build --offline`: where it goes, what it says, what it never overwrites."""

from pathlib import Path

from tests.cchc.section.rich import files_in
from tests.command import run
from tests.school import School


def test_it_goes_into_a_folder_of_its_own_and_says_what_to_open(folder: Path, school: School, capsys) -> None:
    school.news()
    assert run(folder, "build") == 0
    online = files_in(folder / "site/truong")

    assert run(folder, "build", "--offline") == 0

    first = folder / "site-offline/truong/index.html"
    assert f"Nhấp đúp để mở: {first}" in capsys.readouterr().out
    assert 'href="tin-tuc/index.html"' in first.read_text("utf-8")
    assert files_in(folder / "site/truong") == online


def test_it_never_takes_the_place_of_what_is_published(folder: Path, school: School, capsys) -> None:
    school.unit("don-vi/a")
    assert run(folder, "build", "truong") == 0
    published = files_in(folder / "site/truong")

    assert run(folder, "build", "--offline", "-o", str(folder / "site")) == 2

    assert "sẽ không ghi đè" in capsys.readouterr().err
    assert files_in(folder / "site/truong") == published
    assert not (folder / "site/a").exists(), "nothing is begun where part of it cannot be done"
    assert run(folder, "build") == 0


def test_nor_is_a_stick_turned_into_something_that_does_not_open(folder: Path, capsys) -> None:
    assert run(folder, "build", "--offline", "-o", str(folder / "usb")) == 0
    assert run(folder, "build", "--offline", "-o", str(folder / "usb")) == 0

    assert run(folder, "build", "-o", str(folder / "usb")) == 2

    assert "đang giữ bản mở bằng nhấp đúp" in capsys.readouterr().err
