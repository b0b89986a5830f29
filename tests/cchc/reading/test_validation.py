"""Refusals name the nearest right word, and every field that may be missing has a name and an example."""

import pytest
from tests.school import School

from cchc.model.types import CONTENT_TYPES, author_fields
from cchc.reading.front_matter import read_yaml
from cchc.reading.validation import line_of, nearest_key, validate


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("title", "tin-tuc", "tieu_de"),
        ("title", "thu-tuc", "ten"),
        ("title", "van-ban", "trich_yeu"),
        ("Tiêu đề", "tin-tuc", "tieu_de"),
        ("date", "tin-tuc", "ngay"),
        ("date", "van-ban", "ngay_ban_hanh"),
        ("tags", "trang", "the"),
        ("số hiệu", "van-ban", "so_ky_hieu"),
        ("linhvuc", "tin-tuc", "linh_vuc"),
        ("slug", "trang", "id"),
        ("hình ảnh", "tin-tuc", "anh"),
        ("summary", "van-ban", None),
        ("xyz", "tin-tuc", None),
        ("", "tin-tuc", None),
    ],
)
def test_an_unknown_key_is_taken_for_the_nearest_known_one(typed: str, kind: str, meant: str | None):
    assert nearest_key(typed, author_fields(CONTENT_TYPES[kind])) == meant


@pytest.mark.parametrize("folder", CONTENT_TYPES)
def test_whatever_is_required_can_be_asked_for_with_an_example(folder: str):
    kind = CONTENT_TYPES[folder]
    model, refusals = validate(kind, read_yaml("x:\n"), folder=folder, extra={"id": "a"})

    required = {name for name, info in kind.model_fields.items() if info.is_required()} - {"id"}
    assert model is None
    assert {refusal.what.split("`")[1] for refusal in refusals} == required
    assert all(refusal.how.startswith("thêm dòng, ví dụ: ") and refusal.line == 1 for refusal in refusals)


@pytest.mark.parametrize("folder", CONTENT_TYPES)
def test_adding_the_examples_one_is_given_makes_the_file_whole(folder: str):
    kind = CONTENT_TYPES[folder]
    _, refusals = validate(kind, read_yaml("x:\n"), folder=folder, extra={"id": "a"})
    text = "".join(f"{refusal.how.removeprefix('thêm dòng, ví dụ: ')}\n" for refusal in refusals)

    model, left = validate(kind, read_yaml(text), folder=folder, extra={"id": "a"})

    assert left == ()
    assert model is not None


def test_a_value_inside_a_list_is_named_by_its_place():
    text = "ten: a\nnguon_cong_bo: b\nso_lieu:\n  - nam: 2025\n  - năm: 2026\n    hang: 1\n"

    _, refusals = validate(CONTENT_TYPES["chi-so"], read_yaml(text), folder="chi-so", extra={"id": "a"})

    assert [(refusal.line, refusal.what) for refusal in refusals] == [
        (5, "Thiếu `so_lieu[2].nam` (Năm)."), (5, "Không có trường `so_lieu[2].năm`."),
    ]  # fmt: skip
    assert refusals[1].mend is not None


def test_a_choice_inside_a_list_is_named_with_all_it_may_be():
    text = "tieu_de: a\nngay: 05/11/2026\nlinh_vuc: [the_che, xyz, " + "y" * 90 + "]\n"

    _, [first, second] = validate(CONTENT_TYPES["tin-tuc"], read_yaml(text), folder="tin-tuc/2026", extra={"id": "a"})

    assert first.what == "`linh_vuc[2]` là “xyz”, không có trong 7 giá trị được dùng."
    assert first.how.startswith("ghi một trong: chi_dao_dieu_hanh")
    assert "…”" in second.what


def test_an_unknown_place_has_the_line_of_what_is_above_it():
    assert line_of(("a", 3, "b"), {("a",): 7}) == 7
    assert line_of(("x",), {}) == 1


def test_one_wrong_word_in_a_list_is_one_mistake(school: School):
    school.news(linh_vuc="cải cách")

    assert school.rules(errors=True) == ["gia-tri"]
