"""A new file is whole, a draft, and at an address of its own, whatever its title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.school import NOW, School

from cchc.model.types import CONTENT_TYPES, UNITS_FOLDER
from cchc.model.unit import Unit
from cchc.model.vocabulary import LoaiDonVi
from cchc.reading.drafts import NEW_TYPES, draft
from cchc.reading.front_matter import read_front_matter, read_yaml
from cchc.reading.validation import validate
from cchc.vietnamese.slug import is_id

UNIT = Unit(ma="truong", ten='Trường "Hoa Sen": cơ sở 2', loai=LoaiDonVi.TRUONG)


@pytest.mark.parametrize("kind", NEW_TYPES)
def test_a_new_file_is_read_without_a_complaint_and_is_not_public(school: School, kind: str):
    path, text = draft(kind, "Họp: phụ huynh “đầu năm”", UNIT, NOW)
    school.file(path, text)

    assert school.rules(errors=True) == []
    if kind != UNITS_FOLDER:
        [item] = school.load().items["truong"]
        assert (item.title, item.id, item.nhap) == ("Họp: phụ huynh “đầu năm”", "hop-phu-huynh-dau-nam", True)
        assert school.public().everything == ()


@pytest.mark.parametrize("kind", NEW_TYPES)
def test_every_line_offered_as_a_comment_may_be_used(kind: str):
    path, text = draft(kind, "Một", UNIT, NOW)
    used = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and line.split(":")[0][2:].isidentifier() else line
        for line in text.split("\n")
    )

    read = (read_front_matter if path.endswith(".md") else read_yaml)(used)
    model = CONTENT_TYPES.get(kind, Unit)
    made, refusals = validate(model, read, folder=path.rpartition("/")[0], extra={})

    assert refusals == ()
    assert made is not None


@given(st.sampled_from(NEW_TYPES), st.text(max_size=200))
def test_any_title_makes_a_file_or_is_refused(kind: str, title: str):
    try:
        path, text = draft(kind, title, UNIT, NOW)
    except ValueError:
        return
    read = (read_front_matter if path.endswith(".md") else read_yaml)(text)
    name = path.rpartition("/")[2].rpartition(".")[0] if kind != UNITS_FOLDER else path.split("/")[1]
    assert is_id(name)
    assert len(name) <= 80
    assert title in (
        read.values.get("tieu_de"),
        read.values.get("ten"),
        read.values.get("trich_yeu"),
        read.values.get("noi_dung"),
    )


@pytest.mark.parametrize("title", ["Trang", "Năm", "Thẻ", "Loại", "Lĩnh vực"])
def test_a_title_that_is_a_reserved_address_gets_another(school: School, title: str):
    school.file(*draft("trang", title, UNIT, NOW))

    assert school.rules(errors=True) == []


def test_a_title_without_a_letter_is_refused():
    with pytest.raises(ValueError, match="…"):
        draft("trang", "…", UNIT, NOW)
