"""Many units at once: only what changed is built, by several processes, and comes out as if built one by one."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT, files_in
from tests.cchc.section.rich import run as run_alone
from tests.command import run
from tests.school import School

from cchc.reading.tree import survey
from cchc_cli.building import batch, crew
from cchc_cli.building.batch import Batch, Builder, Outcome
from cchc_cli.building.order import batches

SCHOOLS = ("a", "b", "c", "d", "e", "f")
TWO = ("--workers", "2")


@pytest.fixture
def fleet(folder: Path, school: School, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Sở whose procedures come down to six schools with news of their own; batches are small."""
    school.unit(ma="so", loai="so", duong_day_nong="0299 3 000 301", email_phan_anh="so@so.example")
    for number in range(3):
        school.procedure(f"thu-tuc-{number}", ten=f"Thủ tục {number}")
    for ma in SCHOOLS:
        school.unit(f"don-vi/{ma}", duong_day_nong="0299 3 000 301", email_phan_anh="a@a.example")
        school.news("mot", f"don-vi/{ma}", tieu_de=f"Tin của {ma}")
        school.news("hai", f"don-vi/{ma}", tieu_de=f"Tin nữa của {ma}", ngay="06/11/2026")
    monkeypatch.setattr("cchc_cli.building.order.BATCH", 10)
    monkeypatch.setattr("cchc_cli.build.BATCH", 10)
    return folder


def sections(folder: Path, site: str = "site") -> dict[str, bytes]:
    return {path: data for path, data in files_in(folder / site).items() if not path.startswith(".cchc/")}


def whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What one process makes of everything at once, from nothing."""
    with monkeypatch.context() as one:
        one.setattr("cchc_cli.build.BATCH", 10**6)
        run(folder, "build", "-o", str(folder / "whole"), "--fresh", "--workers", "1")
    return sections(folder, "whole")


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time stamp of every published file."""
    found = (path for path in (folder / "site").rglob("*") if path.is_file() and ".cchc" not in path.parts)
    return {str(path.relative_to(folder / "site")): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def touched(folder: Path, before: dict[str, tuple[int, int]]) -> set[str]:
    now = marks(folder)
    return {path.partition("/")[0] for path in now.keys() | before.keys() if now.get(path) != before.get(path)}


def test_units_are_built_after_those_below_them_in_batches_of_one_parent(school: School) -> None:
    school.unit(ma="so", loai="so")
    for commune in ("x", "y"):
        school.unit(f"don-vi/{commune}", loai="xa")
        for ma in ("a", "b"):
            school.unit(f"don-vi/{commune}/don-vi/{commune}{ma}")
    seen = survey(school.root)

    rounds = [[batch.units for batch in one] for one in batches(seen, tuple(seen.units), {})]

    assert rounds == [[("xa", "xb"), ("ya", "yb")], [("x", "y")], [("so",)]]


def test_two_processes_make_what_one_makes(fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert run(fleet, "build", *TWO) == 0
    told = capsys.readouterr().out

    assert sections(fleet) == whole(fleet, monkeypatch)
    assert all(f"{ma}: " in told for ma in ("so", *SCHOOLS))


@pytest.mark.parametrize("ma", ["so", "c"])
def test_a_unit_of_a_fleet_is_what_mkdocs_alone_makes_of_it(fleet: Path, tmp_path: Path, ma: str) -> None:
    run(fleet, "build", *TWO)

    done = run_alone(
        fleet, "build", "-f", str(fleet / "mkdocs.yml"), "-d", str(tmp_path / "alone"), module="mkdocs",
        CCHC_UNIT=ma, CCHC_NOW=NOW_TEXT,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert files_in(tmp_path / "alone" / ma) == files_in(fleet / "site" / ma)


def test_processes_that_begin_by_themselves_make_the_same(fleet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_FORKS", False)

    assert run(fleet, "build", *TWO) == 0

    monkeypatch.setattr(crew, "_FORKS", True)
    assert sections(fleet) == whole(fleet, monkeypatch)


def test_nothing_is_made_where_nothing_changed(fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    run(fleet, "build", *TWO)
    before = marks(fleet)
    capsys.readouterr()
    monkeypatch.setattr(Builder, "build", None)

    assert run(fleet, "build", *TWO) == 0

    assert marks(fleet) == before
    assert capsys.readouterr().out.count("không có gì đổi") == 7


def test_one_news_touches_its_school_and_the_office_that_shows_it(
    fleet: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(fleet, "build", *TWO)
    before = marks(fleet)
    school.news("mot", "don-vi/c", tieu_de="Tin mới sửa")

    assert run(fleet, "build", *TWO) == 0

    assert touched(fleet, before) == {"so", "c"}
    assert sections(fleet) == whole(fleet, monkeypatch)


def test_what_is_shared_reaches_all_and_touches_only_pages_that_show_it(
    fleet: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(fleet, "build", *TWO)
    before = marks(fleet)
    school.procedure("thu-tuc-1", ten="Thủ tục có tên khác")

    assert run(fleet, "build", *TWO) == 0

    assert touched(fleet, before) == {"so", *SCHOOLS}
    assert marks(fleet)["a/thu-tuc/thu-tuc-2/index.html"] == before["a/thu-tuc/thu-tuc-2/index.html"]
    assert sections(fleet) == whole(fleet, monkeypatch)


@pytest.mark.parametrize("hurt", ["a file is gone", "a file was changed", "the stamp is damaged", "the theme changed"])
def test_a_section_is_made_again_where_anything_was_touched(
    fleet: Path, monkeypatch: pytest.MonkeyPatch, hurt: str
) -> None:
    run(fleet, "build", *TWO)
    wanted = sections(fleet)
    page = fleet / "site/b/thu-tuc/index.html"
    if hurt == "a file is gone":
        page.unlink()
    elif hurt == "a file was changed":
        page.write_text("lạ")
    elif hurt == "the stamp is damaged":
        (fleet / "site/.cchc/built/b").write_bytes(b"{")
        page.write_text("lạ")
    else:
        theme = (fleet / "theme").resolve()
        (fleet / "theme").unlink()
        (fleet / "theme").mkdir()
        for one in theme.iterdir():
            (fleet / "theme" / one.name).symlink_to(one)
        (fleet / "theme/la.html").write_text("lạ")
        page.write_text("lạ")
        with monkeypatch.context() as same:
            same.setattr("cchc.publishing.stamps.still_stands", lambda stamp, sources, *_: stamp.sources == sources)
            assert run(fleet, "build", *TWO) == 0
        assert sections(fleet) == wanted
        return

    assert run(fleet, "build", *TWO) == 0
    assert sections(fleet) == wanted


def test_the_next_day_and_the_hour_of_a_news_are_noticed(fleet: Path, school: School, capsys) -> None:
    school.news("hen", "don-vi/a", tieu_de="Tin hẹn giờ", ngay="20/11/2026", dang_tu="2026-11-20 09:00")
    run(fleet, "build", *TWO)
    capsys.readouterr()

    from cchc_cli.__main__ import main

    assert main(["-C", str(fleet), "build", *TWO, "--now", "2026-11-20T09:00"]) == 0

    assert (fleet / "site/a/tin-tuc/2026/hen/index.html").exists()
    assert "b: không có gì đổi" in capsys.readouterr().out


def test_a_school_in_error_keeps_its_section_and_the_others_go_on(fleet: Path, school: School, capsys) -> None:
    run(fleet, "build", *TWO)
    before = marks(fleet)
    school.news("mot", "don-vi/c", ngay="hôm nào đó")
    school.news("mot", "don-vi/d", tieu_de="Tin mới sửa")

    assert run(fleet, "build", *TWO) == 3

    assert touched(fleet, before) == {"so", "d"}
    told = capsys.readouterr().err
    assert "content/don-vi/c/tin-tuc/2026/mot.md:" in told
    assert "c: GIỮ chuyên mục cũ" in told
    assert "Còn 1 lỗi; 1/7 đơn vị chưa dựng được." in told
    assert "Tin của c" not in (fleet / "site/so/index.html").read_text("utf-8")
    again = run(fleet, "build", *TWO)
    assert (again, touched(fleet, before)) == (3, {"so", "d"})


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_mistake_of_ours_in_one_unit_leaves_that_unit_alone(
    fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys, workers: str
) -> None:
    real = batch.build_section

    def wrong(tree, held, ma, *arguments, **options):  # type: ignore[no-untyped-def]
        if ma == "c":
            raise KeyError("một lỗi của phần mềm")
        return real(tree, held, ma, *arguments, **options)

    monkeypatch.setattr(batch, "build_section", wrong)

    assert run(fleet, "build", "--workers", workers) == 3

    assert f"c: chương trình gặp lỗi (gửi tệp {fleet / 'cchc-loi.txt'}" in capsys.readouterr().err
    assert "một lỗi của phần mềm" in (fleet / "cchc-loi.txt").read_text("utf-8")
    assert {path.partition("/")[0] for path in sections(fleet)} == {"so", *SCHOOLS} - {"c"}


def test_an_error_above_stops_all_below_and_is_said_once(fleet: Path, school: School, capsys) -> None:
    school.procedure("thu-tuc-1", ngay_cap_nhat="hôm nào đó")

    assert run(fleet, "build", *TWO) == 1

    told = capsys.readouterr().err
    assert told.count("content/thu-tuc/thu-tuc-1.md:") == 1
    assert told.count("CHƯA CÓ chuyên mục") == 7


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Processes die when they come to school `c`, as often as this file has letters."""
    lives = tmp_path / "lives"
    build = Builder.build

    def dies(self: Builder, batch: Batch) -> Outcome:
        if "c" in batch.units and (left := lives.read_text()):
            lives.write_text(left[1:])
            os.kill(os.getpid(), signal.SIGKILL)
        return build(self, batch)

    monkeypatch.setattr(Builder, "build", dies)
    return lives


@pytest.mark.needs("posix")
def test_a_process_that_is_killed_costs_nothing_but_time(
    fleet: Path, deadly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly.write_text("††")

    assert run(fleet, "build", *TWO) == 0

    assert deadly.read_text() == ""
    assert sections(fleet) == whole(fleet, monkeypatch)


@pytest.mark.needs("posix")
def test_a_school_that_kills_each_time_is_left_alone(
    fleet: Path, deadly: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    deadly.write_text("†" * 99)

    assert run(fleet, "build", *TWO) == 3

    assert "c: CHƯA CÓ chuyên mục" in capsys.readouterr().err
    assert {path.partition("/")[0] for path in sections(fleet)} == {"so", *SCHOOLS} - {"c"}
    deadly.write_text("")
    assert run(fleet, "build", *TWO) == 0
    assert sections(fleet) == whole(fleet, monkeypatch)


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    with monkeypatch.context() as pressed:

        def press(*_: object) -> None:
            raise KeyboardInterrupt

        pressed.setattr("cchc_cli.build._Run.tell", press)
        assert run(fleet, "build", *TWO) == 3
    assert "đã dừng theo yêu cầu" in capsys.readouterr().err

    assert run(fleet, "build", *TWO) == 0
    assert sections(fleet) == whole(fleet, monkeypatch)


def test_many_units_are_told_in_few_words(fleet: Path, school: School, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("cchc_cli.build.FEW", 3)
    run(fleet, "build", *TWO)
    capsys.readouterr()
    school.news("mot", "don-vi/c", body="Lời khác.")

    run(fleet, "build", *TWO)

    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told] == ["c", "so", "5 đơn vị không có gì đổi"]


def test_workers_are_a_number_of_at_least_one(fleet: Path, capsys) -> None:
    for wrong in ("0", "-1", "hai"):
        with pytest.raises(SystemExit):
            run(fleet, "build", "--workers", wrong)
    assert "ghi một số từ 1 trở lên" in capsys.readouterr().err
