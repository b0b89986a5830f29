"""Progress of tasks as a section knows it: evidence of its own, and the instants at which a state changes by itself."""

from pathlib import Path

from tests.cchc.section.rich import TRUONG, three_units
from tests.school import School, at

from cchc.section.public import Public

TABLE = "| TT | Nội dung | Thời gian |\n|---|---|---|\n"


def plan(school: School, *schedules: str, folder: str = "", **fields: object) -> None:
    rows = "\n".join(f"| {number} | Việc {number} | {when} |" for number, when in enumerate(schedules, start=1))
    values = {"trich_yeu": "Kế hoạch", "nam": 2026, "ngay_ban_hanh": "10/01/2026", **fields}
    school.write(f"{folder}/ke-hoach/kh.md".lstrip("/"), TABLE + rows, **values)


def state(view: Public, tt: str) -> str | None:
    found = view.progress.get(f"ke-hoach/kh#{tt}")
    return found.state if found else None


def test_news_of_a_quarter_prove_its_task_and_an_internal_item_does_too(school: School) -> None:
    plan(school, "Quý II", "Quý I", "Theo tình hình")
    school.news("a", ngay="05/04/2026", minh_chung="kh#1")
    school.news("b", ngay="05/02/2026", minh_chung="kh#2", pham_vi="noi_bo")

    view = school.public(now=at("2026-05-01"))

    assert [state(view, tt) for tt in "123"] == ["da_co_minh_chung", "hoan_thanh", None]


def test_an_item_to_come_proves_nothing_yet(school: School) -> None:
    plan(school, "Quý II")
    school.news("a", ngay="05/06/2026", minh_chung="kh#1")

    assert state(school.public(now=at("2026-05-01")), "1") == "dang_thuc_hien"


def test_a_plan_asks_nothing_of_the_days_before_it_was_signed(school: School) -> None:
    plan(school, "Hằng tháng", ngay_ban_hanh="10/03/2026")

    found = school.public(now=at("2026-04-15")).progress["ke-hoach/kh#1"]

    assert found.missed(at("2026-04-15").date()) == "tháng 3"


def test_the_plan_of_a_superior_is_not_the_schools_to_answer_for(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    plan(place, "Quý I", folder="don-vi/xa", ke_thua=True)
    plan(place, "Quý I", folder=TRUONG, id="kh-truong")

    assert list(place.public("xa").progress) == ["ke-hoach/kh#1"]
    assert list(place.public("truong").progress) == ["ke-hoach/kh-truong#1"]


def test_the_next_change_is_never_later_than_that_of_a_task(school: School) -> None:
    plan(school, "Quý II", "Trước ngày 20/02/2026")

    assert school.public(now=at("2026-02-15")).next_change in (at("2026-02-20"), at("2026-02-21"))
    plan(school, "Quý II")
    assert school.public(now=at("2026-03-15")).next_change == at("2026-04-01")
    assert school.public(now=at("2026-06-15")).next_change == at("2026-07-01")
