"""Many units at once, and something goes wrong: it costs what it must, and nothing else."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cchc_cli.building.fleets import SCHOOLS, TWO, marks, sections, touched, whole
from tests.command import run
from tests.school import School

from cchc_cli.building import batch
from cchc_cli.building.batch import Batch, Builder, Outcome


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
