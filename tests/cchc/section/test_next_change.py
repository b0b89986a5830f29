"""`next_change`: until then no byte differs, and then one does (design §5)."""

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cchc.section.rich import TRUONG, XA, three_units
from tests.school import NOW, THEME, School, at

from cchc.checking.verdict import judge
from cchc.products.manifest import manifest, next_change_of
from cchc.publishing.section import build_section
from cchc.reading.tree import Tree
from cchc.section.public import public

SOON = [
    "2026-11-18",
    "2026-11-20",
    "2026-11-20 07:59",
    "2026-11-20 08:01",
    "2026-11-21",
    "2026-12-01 10:00",
    "2027-01-01",
]
MAYBE = st.none() | st.sampled_from(SOON)
DAYS = st.sampled_from(SOON)
MONTH = at("2026-12-01")
"""The statistics count by month: no section stays as it is longer."""
TABLE = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 3 |"
DUE = TABLE.replace("Tháng 3", "Trước ngày 25/11/2026")


def looks(tree: Tree, ma: str, now: datetime) -> tuple[dict[str, object], datetime]:
    """What a section looks like, but for the instant it names, and that instant."""
    verdict = judge(tree, now)
    section = build_section(tree, verdict.held, ma, now, THEME, left_out=verdict.stopped)
    pages: dict[str, object] = {
        page.file: f"{page.html}{page.article[1:]}{section.frame(page)}" for page in section.pages
    }
    return pages | dict(section.files), section.public.next_change


def fields(**choices: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    made = st.fixed_dictionaries({}, optional=choices)
    return made.map(lambda found: {key: value for key, value in found.items() if value is not None})


COMMON: dict[str, Any] = {
    "dang_tu": MAYBE, "het_han": MAYBE, "ngay_cap_nhat": MAYBE, "nhap": st.sampled_from(["true", "false"]),
    "pham_vi": st.sampled_from(["cong_khai", "noi_bo"]), "nguoi_duyet": st.just("Ai"), "ngay_duyet": MAYBE,
}  # fmt: skip
NEWS = fields(ngay=DAYS, minh_chung=st.just("25/KH#1"), ghim=st.just("true"), **COMMON)
REPLY = fields(ngay_tra_loi=MAYBE, han_tra_loi=MAYBE, **COMMON)
DOCUMENT = fields(
    ngay_ban_hanh=MAYBE, hieu_luc_tu=MAYBE, het_hieu_luc=MAYBE | st.just("2027-02-20"), lay_y_kien_tu=MAYBE,
    lay_y_kien_den=MAYBE, thay_the=st.just("1/QĐ"), **COMMON,
)  # fmt: skip
OVERRIDE = fields(khong_ap_dung=st.sampled_from(["true", "false"]), tai_don_vi=st.just({"gio": "7h"}), **COMMON)
UNIT = fields(
    ten_cu=DAYS.map(lambda day: [{"ten": "Tên cũ", "den": day[:10]}]), ngung_tu=MAYBE,
    cap_tren=st.tuples(MAYBE, MAYBE).map(
        lambda pair: [{"ten": "Phòng", **{k: v for k, v in zip(("tu", "den"), pair, strict=True) if v}}]
    ),
    chu_de_nam=st.sampled_from([2026, 2027]).map(lambda year: [{"nam": year, "noi_dung": "Chủ đề"}]),
    yeu_cau_duyet=st.just("true"), bang_cong_khai=st.just("true"),
)  # fmt: skip
ANYWHERE = st.sampled_from(["", XA, TRUONG])
FACTS = st.one_of(
    st.tuples(st.just("don-vi"), ANYWHERE, UNIT),
    st.tuples(st.just("tin-tuc"), ANYWHERE, NEWS),
    st.tuples(st.just("phan-anh"), st.just(TRUONG), REPLY),
    st.tuples(st.just("van-ban"), ANYWHERE, DOCUMENT),
    st.tuples(st.just("thu-tuc"), st.sampled_from([XA, TRUONG]), OVERRIDE),
    st.tuples(st.just("ke-hoach"), st.just(TRUONG), fields(**COMMON)),
    st.tuples(st.just("chi-so"), st.just(TRUONG), fields(cong_bo=MAYBE, **COMMON)),
)


def write(place: School, number: int, kind: str, where: str, more: dict[str, Any]) -> None:
    """One fact among others: a file, or what a unit says of itself."""
    ma = where.rpartition("/")[2] or "so"
    path = f"{where}/{kind}/{number}.md".lstrip("/")
    if kind == "don-vi":
        place.unit(where, ma=ma, loai="khac", **more)
    elif kind == "tin-tuc":
        place.news(f"tin-{number}", where, **more)
    elif kind == "phan-anh":
        place.write(path, "Trả lời.", noi_dung="Hỏi", ngay_nhan="2026-11-01", **more)
    elif kind == "van-ban":
        named = {"loai": "luat", "trich_yeu": "Luật", "co_quan_ban_hanh": "Nước", "so_ky_hieu": f"{number}/QĐ"}
        place.write(path, **(named | more))
    elif kind == "thu-tuc":
        place.write(f"{where}/thu-tuc/2.002854.md", ghi_de="true", **more)
    elif kind == "ke-hoach":
        place.write(f"{where}/ke-hoach/kh.md", TABLE, trich_yeu="Kế hoạch", nam=2026, so_ky_hieu="25/KH", **more)
    else:
        row = {"nam": 2025, "hang": 1} | ({"ngay_cong_bo": more.pop("cong_bo")} if "cong_bo" in more else {})
        place.write(path.replace(".md", ".yml"), ten="Chỉ số", nguon_cong_bo="Bộ", so_lieu=[row], **more)


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(facts=st.lists(FACTS, max_size=4), ma=st.sampled_from(["so", "xa", "truong", "truong"]))
def test_nothing_differs_before_the_next_change(facts: list[tuple[str, str, dict[str, Any]]], ma: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = three_units(Path(folder))
        place.procedure(body="## Kết quả\n\nXem [tin](../tin-tuc/2026/tin-0.md) và [tin](/tin-tuc/2026/tin-1/).")
        write(place, 9, "ke-hoach", TRUONG, {})
        for number, (kind, where, more) in enumerate(facts):
            write(place, number, kind, where, dict(more))
        tree = place.load()
        assert [c for c in tree.complaints if c.error] == []

        today, change_at = looks(tree, ma, NOW)

        assert NOW < change_at <= MONTH
        assert looks(tree, ma, change_at - timedelta(seconds=1))[0] == today


def news(**more: str) -> Callable[[School], object]:
    return lambda place: place.news(folder=TRUONG, **more)


def document(**more: str) -> Callable[[School], object]:
    named = {"loai": "luat", "trich_yeu": "Luật", "co_quan_ban_hanh": "Nước", "ngay_ban_hanh": "2020-01-01"}
    return lambda place: place.write(f"{TRUONG}/van-ban/a.md", **(named | more))


def reply(**more: str) -> Callable[[School], object]:
    return lambda place: place.write(f"{TRUONG}/phan-anh/a.md", "Đáp.", noi_dung="Hỏi", ngay_nhan="2026-11-01", **more)


def unit(where: str, **more: Any) -> Callable[[School], object]:
    return lambda place: place.unit(where, **({"ma": "so", "loai": "so"} if where == "" else {}), **more)


@pytest.mark.parametrize(
    ("add", "expected"),
    [
        (news(dang_tu="2026-11-20 08:01"), "2026-11-20 08:01"),
        (news(ngay="2026-11-21"), "2026-11-21"),
        (news(het_han="2026-11-20"), "2026-11-21"),
        (news(het_han="2026-11-20 12:00"), "2026-11-20 12:01"),
        (news(dang_tu="2026-11-25", het_han="2026-11-22"), None),
        (news(ngay_cap_nhat="2026-11-25"), None),
        (news(nhap="true", dang_tu="2026-11-25"), None),
        (document(hieu_luc_tu="2026-11-24"), "2026-11-24"),
        (document(het_hieu_luc="2026-11-24"), "2026-11-25"),
        (document(het_hieu_luc="2027-02-24"), "2026-11-26"),
        (document(hieu_luc_tu="2026-11-28", het_hieu_luc="2027-02-20"), "2026-11-28"),
        (document(lay_y_kien_tu="2026-11-24", lay_y_kien_den="2026-11-28"), "2026-11-24"),
        (document(lay_y_kien_den="2026-11-28"), "2026-11-29"),
        (reply(han_tra_loi="2026-11-25"), "2026-11-26"),
        (reply(dang_tu="2026-11-01", ngay_tra_loi="2026-11-25 09:00"), "2026-11-25 09:00"),
        (reply(ngay_tra_loi="2026-11-05", han_tra_loi="2026-11-25"), None),
        (unit(TRUONG, ten_cu=[{"ten": "Cũ", "den": "2026-11-25"}]), "2026-11-26"),
        (unit("", ten_cu=[{"ten": "Sở cũ", "den": "2026-11-25"}]), "2026-11-26"),
        (unit(TRUONG, ngung_tu="2026-11-25"), "2026-11-25"),
        (
            unit(TRUONG, cap_tren=[{"ten": "Phòng", "den": "2026-11-24"}, {"ten": "Xã", "tu": "2026-11-25"}]),
            "2026-11-25",
        ),
    ],
)
def test_the_section_differs_at_the_next_change(
    tmp_path: Path, add: Callable[[School], object], expected: str | None
) -> None:
    place = three_units(tmp_path)
    place.procedure()
    add(place)
    tree = place.load()

    today, change_at = looks(tree, "truong", NOW)

    assert change_at == (at(expected) if expected else MONTH)
    assert looks(tree, "truong", change_at)[0] != today
    assert looks(tree, "truong", change_at - timedelta(seconds=1))[0] == today


def test_the_theme_of_a_year_comes_with_it(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.unit(XA, loai="xa", chu_de_nam=[{"nam": 2027, "noi_dung": "Mai"}])

    _, change_at = looks(place.load(), "truong", at("2026-12-15"))

    assert change_at == at("2027-01-01")
    assert "Mai" in str(looks(place.load(), "truong", change_at)[0]["index.html"])


@pytest.mark.parametrize(
    ("add", "expected"),
    [
        (reply(han_tra_loi="2026-11-25"), "2026-11-26"),
        (lambda place: write(place, 1, "ke-hoach", TRUONG, {"ngay_ban_hanh": "2026-11-25"}), "2026-11-25"),
        (lambda place: place.write(f"{TRUONG}/ke-hoach/kh.md", DUE, trich_yeu="Kế hoạch", nam=2026), "2026-11-26"),
        (unit(TRUONG, ten_cu=[{"ten": "Cũ", "den": "2026-11-25"}]), "2026-11-26"),
    ],
)
def test_the_board_of_an_office_changes_with_what_is_late_or_new_below(
    tmp_path: Path, add: Callable[[School], object], expected: str
) -> None:
    place = three_units(tmp_path)
    place.unit(ma="so", loai="so", ten="Sở", bang_cong_khai="true")
    add(place)
    tree = place.load()

    today, change_at = looks(tree, "so", NOW)

    assert change_at == at(expected)
    board = "don-vi/bang/index.html"
    assert looks(tree, "so", change_at)[0][board] != today[board]
    assert looks(tree, "so", change_at - timedelta(seconds=1))[0] == today


def test_a_parent_changes_when_news_below_come_and_when_a_stopped_child_ends(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.unit(XA, loai="xa", ngung_tu="2026-11-24", ten="Phường")
    place.news(folder=TRUONG, dang_tu="2026-11-25")
    tree = place.load()
    held = judge(tree, NOW).held

    assert public(tree, held, "so", NOW).next_change == at("2026-11-24")
    assert public(tree, held, "so", NOW, left_out=frozenset({"xa", "truong"})).next_change == at("2026-11-24")
    assert public(tree, held, "so", at("2026-11-24"), left_out=frozenset({"xa", "truong"})).next_change == MONTH
    assert public(tree, held, "so", at("2026-11-24")).next_change == at("2026-11-25")


def test_the_manifest_says_when(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    assert next_change_of(manifest(place.public("truong"), b"")) == MONTH

    place.news(folder=TRUONG, dang_tu="2026-11-25 07:30")

    assert next_change_of(manifest(place.public("truong"), b"")) == at("2026-11-25 07:30")
