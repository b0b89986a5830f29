"""Building a unit reads what decides about it and no more, and says and makes the same."""

import random
from pathlib import Path

import pytest
from tests.cchc.section.rich import rich_content
from tests.school import NOW, THEME, School, family

from cchc.checking.verdict import Verdict, judge, judge_units
from cchc.publishing.gathering import gather
from cchc.publishing.section import build_section
from cchc.reading.tree import Tree, read, survey
from cchc.section.reach import reach

SAMPLE = THEME.parent / "content"


def alone(root: Path, ma: str, stopped: frozenset[str]) -> tuple[Tree, Verdict, frozenset[str]]:
    """A unit judged by what decides about it alone; `stopped`: what is known of the units below."""
    tree, verdict = judge_units(survey(root), [ma], NOW)
    return tree, verdict, verdict.stopped | (stopped & {unit.ma for unit in tree.below(ma)})


def assert_each_alone_is_as_among_all(root: Path) -> None:
    whole = read(survey(root))
    verdict = judge(whole, NOW)
    for ma in whole.units:
        tree, mine, stopped = alone(root, ma, verdict.stopped)
        assert (ma in stopped) == (ma in verdict.stopped), ma
        assert [c for c in mine.complaints if c.unit == ma] == [c for c in verdict.complaints if c.unit == ma]
        if ma in verdict.stopped:
            continue
        gathered = gather(tree, ma, NOW, left_out=stopped)
        small = build_section(tree, mine.held, ma, NOW, THEME, left_out=stopped, gathered=gathered)
        large = build_section(whole, verdict.held, ma, NOW, THEME, left_out=verdict.stopped)
        assert [(page.file, page.html) for page in small.pages] == [(page.file, page.html) for page in large.pages]
        assert dict(small.files) == dict(large.files)
        assert small.public.next_change == large.public.next_change


def test_a_school_is_decided_by_itself_and_those_above(school: School) -> None:
    units = family(school).load()

    assert reach(units, "xa") == {"so", "x", "xa"}
    assert reach(units, "x") == {"so", "x", "xa", "xb"}
    assert reach(units, "so") == set(units.units)


def test_and_by_whom_it_was_merged_with_and_those_above_them(school: School) -> None:
    family(school)
    school.unit("don-vi/x/don-vi/xa", sap_nhap_vao="yb", ngung_tu="01/08/2026")
    school.unit("don-vi/y/don-vi/yb", dinh_danh_cu="xa.example,2026")
    units = school.load()

    assert reach(units, "xa") == reach(units, "yb") == {"so", "x", "y", "xa", "yb"}
    assert reach(units, "ya") == {"so", "y", "ya"}
    assert reach(units, "x") == {"so", "x", "xa", "xb", "y", "yb"}


def test_the_sample_and_a_rich_province_come_out_the_same(school: School) -> None:
    assert_each_alone_is_as_among_all(SAMPLE)
    rich_content(school.root)
    assert_each_alone_is_as_among_all(school.root)


@pytest.mark.parametrize("seed", range(12))
def test_provinces_made_at_random_come_out_the_same(school: School, seed: int) -> None:
    chance = random.Random(seed)
    family(school)
    places = ["", "don-vi/x", "don-vi/y", *(f"don-vi/{ma[0]}/don-vi/{ma}" for ma in ("xa", "xb", "ya", "yb"))]
    if chance.random() < 0.5:
        school.unit("", ma="so", loai="so", bang_cong_khai=True)
    if chance.random() < 0.5:
        school.unit("don-vi/x/don-vi/xa", sap_nhap_vao="yb", ngung_tu=chance.choice(["01/08/2026", "01/12/2026"]))
        school.unit("don-vi/y/don-vi/yb", dinh_danh_cu="xa.example,2026")
    if chance.random() < 0.3:
        school.unit("don-vi/x/don-vi/xb", dinh_danh="ya.example,2026")
    for number in range(30):
        place = chance.choice(places)
        name = f"muc-{chance.randrange(8)}"
        kind = chance.choice(["news", "news", "procedure", "override", "plan", "document", "wrong", "gone"])
        if kind == "news":
            body = chance.choice(["Nội dung.", "Xem [bài](muc-1.md), [kia](/thu-tuc/muc-2/).", "Kế hoạch 3/KH-UBND."])
            fields = {"minh_chung": "3/KH-UBND#1"} if chance.random() < 0.3 else {}
            school.news(name, place, body, ngay=f"{chance.randint(1, 28)}/1{chance.randint(0, 2)}/2026", **fields)
        elif kind == "procedure":
            school.procedure(name, place, ten=f"Thủ tục {number}")
        elif kind == "override":
            school.write(f"{place}/thu-tuc/{name}.md".lstrip("/"), "## Hướng dẫn\n\nRiêng.\n", ghi_de=True)
        elif kind == "plan":
            table = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Quý IV/2026 |"
            above = {"ke_hoach_cap_tren": ["3/KH-UBND"]} if chance.random() < 0.5 else {}
            number_of = chance.choice(["3/KH-UBND", "25/KH-THCS"])
            school.write(
                f"{place}/ke-hoach/{name}.md".lstrip("/"), table, trich_yeu="Kế hoạch", nam=2026,
                so_ky_hieu=number_of, ngay_ban_hanh="10/01/2026", ke_thua=chance.random() < 0.5, **above,
            )  # fmt: skip
        elif kind == "document":
            school.write(
                f"{place}/van-ban/{name}.md".lstrip("/"), "Lời.", trich_yeu="Văn bản", loai="quyet_dinh",
                so_ky_hieu=f"{number}/QĐ", ngay_ban_hanh="10/01/2026", co_quan_ban_hanh="UBND", ke_thua=True,
            )  # fmt: skip
        elif kind == "wrong":
            school.file(
                f"{place}/{chance.choice(['thu-tuc', 'tin-tuc/2026'])}/{name}.md".lstrip("/"), "---\nten: [\n---\n"
            )
        else:
            school.write(f"{place}/thu-tuc/{name}.md".lstrip("/"), "", go_bo="15/11/2026")

    assert_each_alone_is_as_among_all(school.root)
