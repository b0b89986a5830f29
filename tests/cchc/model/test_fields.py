"""The kinds of values an author writes: what is understood, what is refused."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cchc.model import vocabulary
from cchc.model.fields import (
    BaseUrl,
    Colour,
    File,
    FileRef,
    Id,
    Mail,
    Many,
    Number,
    OldAddress,
    Phone,
    SchoolYear,
    Text,
    Video,
    Web,
    When,
    Whole,
    Year,
    YesNo,
    choices,
    folder_of_unit,
    path_within,
)
from cchc.model.vocabulary import CapThucHien, CoKhong, LinhVuc, MotCua, QuyenKy
from cchc.vietnamese.calendar import Moment

HERE = {"folder": "don-vi/a/tin-tuc/2026"}
DAY = Moment(date(2026, 11, 5))


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, context=HERE)


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (Text, "a", "a"),
        (Id, "2.002854", "2.002854"),
        (YesNo, "true", True),
        (YesNo, "Có", True),
        (YesNo, " X ", True),
        (YesNo, "Đúng", True),
        (YesNo, "không", False),
        (YesNo, "0", False),
        (YesNo, True, True),
        (When, "05/11/2026", DAY),
        (When, "2026-11-05 08:30", Moment(date(2026, 11, 5), time(8, 30))),
        (When, DAY, DAY),
        (Whole, " 34 ", 34),
        (Whole, 34, 34),
        (Year, "2026", 2026),
        (SchoolYear, "2026 – 2027", "2026-2027"),
        (Number, "88,37%", Decimal("88.37")),
        (Number, "1.234,5", Decimal("1234.5")),
        (Number, "88.37", Decimal("88.37")),
        (Number, "-3", Decimal(-3)),
        (Web, "https://x.vn/a", "https://x.vn/a"),
        (BaseUrl, "https://x.vn/cchc", "https://x.vn/cchc/"),
        (BaseUrl, "https://x.vn/cchc/", "https://x.vn/cchc/"),
        (Mail, "phan.anh+1@thcs-hoa-sen.edu.vn", "phan.anh+1@thcs-hoa-sen.edu.vn"),
        (Phone, "+84 (203) 3825.000", "+84 (203) 3825.000"),
        (Colour, "#1B5E20", "#1b5e20"),
        (File, "a.pdf", FileRef("don-vi/a/tin-tuc/2026/a.pdf")),
        (File, FileRef("x"), FileRef("x")),
        (Video, "https://x.vn/v", "https://x.vn/v"),
        (Video, "v.mp4", FileRef("don-vi/a/tin-tuc/2026/v.mp4")),
        (OldAddress, "/tin-tuc/cu", "tin-tuc/cu/"),
        (OldAddress, "https://cu.vn/a/b.html?c#d", "a/b.html"),
        (Many[Text], "a", ("a",)),
        (Many[Text], ["a", "b"], ("a", "b")),
        (Many[Text], None, ()),
        (Many[Whole], 3, (3,)),
    ],
)
def test_what_is_typed_is_understood(kind: Any, typed: object, meant: object):
    assert read(kind, typed) == meant


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Text, ["a"]),
        (Text, {"a": "b"}),
        (Id, "A b"),
        (Id, "the"),
        (YesNo, "có lẽ"),
        (When, "hôm nay"),
        (When, 20261105),
        (Whole, "ba"),
        (Whole, "1.000"),
        (Whole, True),
        (Year, "1944"),
        (SchoolYear, "2026"),
        (SchoolYear, "2026-2028"),
        (Number, "88.370"),
        (Number, "1.234.567"),
        (Number, "cao"),
        (Number, "1,2,3"),
        (Web, "x.vn"),
        (Web, "javascript:alert(1)"),
        (Web, "https://"),
        (Web, "https://x.vn/<b>"),
        (Web, "https://[x"),
        (BaseUrl, "https://x.vn/#a"),
        (BaseUrl, "https://x.vn/?a=b"),
        (Mail, "a@b"),
        (Mail, "a b@c.vn"),
        (Mail, "a@b.vn\n"),
        (Phone, "không"),
        (Phone, "().()"),
        (Colour, "green"),
        (File, ["a"]),
        (Video, "javascript:x"),
        (OldAddress, ""),
        (OldAddress, "/a/../b"),
        (OldAddress, "/a/./b"),
        (OldAddress, "/" + "a" * 201),
        (OldAddress, "/a b"),
        (OldAddress, "/%2e%2e/a"),
    ],
)
def test_what_cannot_be_is_refused(kind: Any, typed: object):
    with pytest.raises(ValidationError):
        read(kind, typed)


@pytest.mark.parametrize(
    ("typed", "folder", "path"),
    [
        ("a.pdf", "", "a.pdf"),
        ("./a.pdf", "trang", "trang/a.pdf"),
        ("../a.pdf", "trang", "a.pdf"),
        ("a\\b.pdf", "trang", "trang/a/b.pdf"),
        ("/a.pdf", "trang", "a.pdf"),
        ("/a.pdf", "don-vi/x/trang", "don-vi/x/a.pdf"),
        ("../logo.png", "don-vi/x/trang", "don-vi/x/logo.png"),
        ("a//b/./c.pdf", "trang", "trang/a/b/c.pdf"),
    ],
)
def test_a_file_is_found_from_the_folder_of_the_item(typed: str, folder: str, path: str):
    assert path_within(typed, folder) == path


@pytest.mark.parametrize(
    "typed",
    ["../../a.pdf", "../../../../a", "/../../a", "C:\\a.jpg", "a\x00b", "a?b", "..\\..\\..\\a", "//../../b", "a|b"],
)
def test_a_path_that_leaves_the_unit_is_refused(typed: str):
    with pytest.raises(Exception, match="chỉ ra ngoài thư mục của đơn vị"):
        path_within(typed, "don-vi/x/trang")


@pytest.mark.parametrize(
    ("folder", "unit"),
    [
        ("", ""),
        ("tin-tuc/2026", ""),
        ("don-vi", ""),
        ("don-vi/a", "don-vi/a"),
        ("don-vi/a/tin-tuc", "don-vi/a"),
        ("don-vi/a/don-vi/b/x", "don-vi/a/don-vi/b"),
        ("tin-tuc/don-vi/a", ""),
    ],
)
def test_a_folder_knows_its_unit(folder: str, unit: str):
    assert folder_of_unit(folder) == unit


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (LinhVuc, "the_che", LinhVuc.THE_CHE),
        (LinhVuc, "the-che", LinhVuc.THE_CHE),
        (LinhVuc, "Cải cách thể chế", LinhVuc.THE_CHE),
        (LinhVuc, "THỂ CHẾ", LinhVuc.THE_CHE),
        (LinhVuc, "TTHC", LinhVuc.THU_TUC_HANH_CHINH),
        (CapThucHien, "Cấp bộ/ngành", CapThucHien.BO),
        (CoKhong, "true", CoKhong.CO),
        (MotCua, "co", MotCua.MOT_CUA),
        (QuyenKy, "KT.", QuyenKy.KT),
        (QuyenKy, "tm", QuyenKy.TM),
    ],
)
def test_a_choice_is_known_by_value_label_and_old_spellings(kind: Any, typed: str, meant: object):
    assert read(kind, typed) is meant


def test_every_choice_is_known_by_its_label():
    kinds = [
        kind for kind in vars(vocabulary).values() if isinstance(kind, type) and kind.__module__ == vocabulary.__name__
    ]

    assert len(kinds) > 15
    assert all(kind(member.label) is member is kind(member.value) for kind in kinds for member in kind)


def test_a_file_knows_its_name():
    assert FileRef("a/b/c.pdf").name == "c.pdf"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xa, tinh", ("xa", "tinh")),
        ("Cấp xã; Trường", ("xa", "co_so")),
        ("the_che; Chỉ đạo, điều hành", None),
        (["xa"], ("xa",)),
        ("Cấp xã, xa, Trường", ("xa", "co_so")),
        (["tinh", "Cấp tỉnh"], ("tinh",)),
        ("", ()),
    ],
)
def test_choices_may_stand_on_one_line(typed: object, meant: tuple[str, ...] | None):
    kind = LinhVuc if meant is None else CapThucHien
    found = read(Annotated[Many[kind], choices(kind)], typed)

    assert found == (("the_che", "chi_dao_dieu_hanh") if meant is None else meant)
