"""Many units at once: only what changed is built, by several processes, and comes out as if built one by one."""

from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT, files_in
from tests.cchc.section.rich import run as run_alone
from tests.cchc_cli.building.fleets import SCHOOLS, TWO, marks, sections, touched, whole
from tests.command import run
from tests.school import School, family

from cchc.reading.markdown import _convert, let_go
from cchc.reading.tree import survey
from cchc_cli.building import crew
from cchc_cli.building.batch import Builder
from cchc_cli.building.order import batches


def test_units_are_built_after_those_below_them_in_batches_of_one_parent(school: School) -> None:
    seen = survey(family(school).root)

    rounds = [[batch.units for batch in one] for one in batches(seen, tuple(seen.units), {})]

    assert rounds == [[("xa", "xb"), ("ya", "yb")], [("x", "y")], [("so",)]]


def test_two_processes_make_what_one_makes(fleet: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert run(fleet, "build", *TWO) == 0
    told = capsys.readouterr().out

    assert sections(fleet) == whole(fleet, monkeypatch)
    assert all(f"{ma}: " in told for ma in ("so", *SCHOOLS))


def test_an_office_is_made_of_shares_gathered_by_two_processes(fleet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as two:
        two.setattr("cchc.reading.tree.ROOM", 1)
        assert run(fleet, "build", *TWO) == 0

    assert sections(fleet) == whole(fleet, monkeypatch)


def test_texts_of_one_batch_are_not_held_for_the_next(fleet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []

    def watched() -> None:
        let_go(few=10)
        held.append(_convert.cache_info().currsize)

    monkeypatch.setattr("cchc_cli.building.batch.let_go", watched)
    monkeypatch.setattr("cchc_cli.build.BATCH", 1)
    monkeypatch.setattr("cchc_cli.building.order.BATCH", 1)
    run(fleet, "build", "--workers", "1")

    assert len(held) == 1 + len(SCHOOLS)
    assert max(held) <= 10


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


@pytest.mark.usefixtures("small_batches")
def test_a_commune_of_many_schools_may_be_merged_into_one_that_has_none(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    family(school)
    school.unit("don-vi/x", loai="xa", ngung_tu="01/08/2026", sap_nhap_vao="z")
    school.unit("don-vi/z", loai="xa", dinh_danh_cu="x.example,2026")
    for ma in ("x", "z"):
        school.news(f"tin-{ma}", f"don-vi/{ma}", tieu_de=f"Tin của {ma}", ngay="05/03/2026")

    assert run(folder, "build", *TWO) == 0

    made = sections(folder)
    assert {path.partition("/")[0] for path in made} == {"so", "x", "y", "z", "xa", "xb", "ya", "yb"}
    assert "Nội dung của Trường x" in made["z/tin-tuc/2026/tin-x/index.html"].decode()
    assert "z.example/cchc/tin-tuc/2026/tin-x/" in made["x/tin-tuc/2026/tin-x/index.html"].decode()
    assert made == whole(folder, monkeypatch)


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
