"""A new file is whole, a draft, and at an address of its own, whatever its title and whatever the unit has."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import PROJECT
from tests.school import NOW, School

from cchc.checking.verdict import judge
from cchc.drafting.drafts import Draft, draft, taken
from cchc.drafting.models import PROMPT
from cchc.drafting.proposals import Shelf
from cchc.model.types import CONTENT_TYPES, NEW_TYPES, UNITS_FOLDER
from cchc.model.unit import Unit
from cchc.reading.complaints import Complaint
from cchc.reading.front_matter import FrontMatter, read_front_matter, read_yaml
from cchc.reading.tree import Tree, load
from cchc.reading.validation import validate
from cchc.section.inheritance import holdings
from cchc.vietnamese.slug import is_id

TITLES = (
    "Họp: giao ban “tháng 11”",
    "Tập huấn chữ ký số cho giáo viên",
    "Công bố thủ tục 2.002854",
    "Thông báo thủ tục mới của nhà trường",
    "Bãi bỏ thủ tục 1.005099",
    "Tấm gương cô văn thư",
    "Kiểm tra phòng tiếp nhận",
    "Phát động thi tìm hiểu cải cách",
    "Trả lời phản ánh của cha mẹ học sinh",
    "Kế hoạch cải cách hành chính năm 2027",
    "Kế hoạch năm học 2027-2028",
    "Cây phượng trước cổng",
)
"""One for each model, and what belongs to none."""
NEWS_TITLES = "tieu_de", "ten", "trich_yeu", "noi_dung"


def shelf_of(tree: Tree, ma: str) -> Shelf:
    return Shelf(tree.units[ma], holdings(tree), NOW)


def made(school: School, kind: str, title: str) -> Draft:
    return draft(kind, title, shelf_of(school.load(), "truong"))


@cache
def sample() -> Shelf:
    return shelf_of(load(PROJECT / "content"), "thcs-hoa-sen")


def said(root: Path) -> set[Complaint]:
    return set(judge(load(root), NOW).complaints)


def read(path: str, text: str) -> FrontMatter:
    return (read_front_matter if path.endswith(".md") else read_yaml)(text)


@pytest.mark.parametrize("kind", NEW_TYPES)
@pytest.mark.parametrize("title", TITLES)
def test_in_an_empty_school_every_draft_is_read_without_a_complaint_and_is_not_public(
    school: School, kind: str, title: str
):
    new = made(school, kind, title)
    school.file(new.path, new.text)

    assert school.rules(errors=True) == []
    if kind != UNITS_FOLDER:
        [item] = school.load().items["truong"]
        assert (item.title, item.id, item.nhap) == (title, new.id, True)
        assert school.public().everything == ()


@pytest.mark.parametrize("kind", NEW_TYPES)
def test_in_the_sample_no_draft_of_any_model_makes_a_complaint_of_its_own(tmp_path: Path, kind: str):
    root = tmp_path / "content"
    shutil.copytree(PROJECT / "content", root)
    before = said(root)
    folder = sample().unit.folder
    for title in TITLES:
        new = draft(kind, title, sample())
        (root / folder / new.path).parent.mkdir(parents=True, exist_ok=True)
        (root / folder / new.path).write_text(new.text, "utf-8")

    # What a new procedure does not say yet, and what a new unit lacks, are warnings as ever.
    fresh = {one for one in said(root) - before if (one.rule != "thu-tuc" and kind != UNITS_FOLDER) or one.error}
    assert fresh == set()


@pytest.mark.parametrize("kind", NEW_TYPES)
@pytest.mark.parametrize("title", ["Họp chuyển trường", "Tấm gương", "Kế hoạch năm 2026"])
def test_every_line_offered_as_a_comment_may_be_used(kind: str, title: str):
    new = draft(kind, title, sample())
    lines = new.text.split("\n")
    offered = [
        place for place, line in enumerate(lines) if line.startswith("# ") and line[2:].split(":")[0].isidentifier()
    ]
    model = CONTENT_TYPES.get(kind, Unit)

    assert offered
    for place in offered:
        used = "\n".join([*lines[:place], lines[place].removeprefix("# "), *lines[place + 1 :]])
        item, refusals = validate(model, read(new.path, used), folder=new.path.rpartition("/")[0], extra={})
        assert refusals == (), lines[place]
        assert item is not None


def test_every_task_offered_as_evidence_is_found_by_check(tmp_path: Path):
    root = tmp_path / "content"
    shutil.copytree(PROJECT / "content", root)
    new = draft("tin-tuc", "Họp giao ban", sample())
    tasks = [line for line in new.text.split("\n") if line.startswith("# minh_chung: ")]
    before = said(root)

    assert len(tasks) == 5
    for task in tasks:
        text = new.text.replace(task, task.removeprefix("# "))
        (root / sample().unit.folder / new.path).write_text(text, "utf-8")
        assert said(root) == before, task


@given(st.sampled_from(NEW_TYPES), st.text(max_size=200))
def test_any_title_makes_a_file_or_is_refused(kind: str, title: str):
    try:
        new = draft(kind, title, sample())
    except ValueError:
        return
    values = read(new.path, new.text).values
    name = new.path.rpartition("/")[2].rpartition(".")[0] if kind != UNITS_FOLDER else new.path.split("/")[1]
    assert is_id(name)
    assert new.id == name == values["ma" if kind == UNITS_FOLDER else "id"]
    assert len(name) <= 80
    assert title in [values.get(field) for field in NEWS_TITLES]


@pytest.mark.parametrize("title", ["Trang", "Năm", "Thẻ", "Loại", "Lĩnh vực"])
def test_a_title_that_is_a_reserved_address_gets_another(school: School, title: str):
    new = made(school, "trang", title)
    school.file(new.path, new.text)

    assert school.rules(errors=True) == []


def test_a_title_without_a_letter_is_refused(school: School):
    with pytest.raises(ValueError, match="…"):
        made(school, "trang", "…")


@pytest.mark.parametrize("kind", [kind for kind in NEW_TYPES if kind not in ("chi-so", UNITS_FOLDER)])
def test_a_draft_made_public_with_its_prompts_left_stops_the_unit(school: School, kind: str):
    new = made(school, kind, "Họp giao ban")
    school.file(new.path, new.text.replace("nhap: true\n", "").replace("# ngay_tra_loi", "ngay_tra_loi"))

    complaints = [one for one in school.complaints() if one.rule == "chua-viet"]

    assert len(complaints) == len(PROMPT.findall(new.text)) > 0
    assert all(one.error for one in complaints)


def test_a_report_may_wait_in_public_with_the_model_of_its_answer_below(school: School):
    new = made(school, "phan-anh", "Bao giờ trả hồ sơ?")
    school.file(new.path, new.text.replace("nhap: true\n", ""))

    assert [one for one in school.complaints() if one.path == new.path] == []
    [shown] = school.public().replies
    assert shown.item.body.text == ""


@pytest.mark.parametrize("kind", ["tin-tuc", "thu-tuc", "chi-so"])
def test_an_address_that_is_taken_is_told_even_where_the_file_is_called_otherwise(school: School, kind: str):
    new = made(school, kind, "Một việc")
    other = new.path.replace("mot-viec", "ten-khac")
    school.file(other, new.text)

    tree = school.load()

    assert taken(tree, kind, new, shelf_of(tree, "truong")) == other
    assert taken(tree, kind, made(school, kind, "Việc khác"), shelf_of(tree, "truong")) is None


def test_an_address_is_taken_by_a_refused_file_an_inherited_one_one_below_and_a_unit(school: School):
    school.unit("don-vi/a")
    school.news("hong", id="mot-viec", ngay="32/13/2026")
    school.procedure("chung")
    school.procedure("rieng", folder="don-vi/a")
    tree = school.load()

    def holder(kind: str, title: str, ma: str) -> str | None:
        shelf = shelf_of(tree, ma)
        return taken(tree, kind, draft(kind, title, shelf), shelf)

    assert holder("tin-tuc", "Một việc", "truong") == "tin-tuc/2026/hong.md"
    assert holder("thu-tuc", "Chung", "a") == "thu-tuc/chung.md"
    assert holder("thu-tuc", "Riêng", "truong") == "don-vi/a/thu-tuc/rieng.md"
    assert holder("trang", "Riêng", "truong") is None
    assert holder("don-vi", "A", "truong") == "don-vi/a/don-vi.yml"
    assert holder("don-vi", "B", "truong") is None


def test_the_same_content_and_instant_make_the_same_file():
    again = shelf_of(load(PROJECT / "content"), "thcs-hoa-sen")

    assert [draft(kind, title, sample()) for kind in NEW_TYPES for title in TITLES] == [
        draft(kind, title, again) for kind in NEW_TYPES for title in TITLES
    ]
