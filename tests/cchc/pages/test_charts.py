"""A drawing keeps its values inside, in their order, and readable."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.pages.charts import FOOT, HEIGHT, LETTER, TOP, WIDTH, Chart, chart, number

VALUES = st.dictionaries(
    st.integers(1945, 2100), st.decimals(-(10**15), 10**15, places=6) | st.integers(0, 100).map(Decimal), min_size=2
)


def draw(*values: float | str, first: int = 2020, **how: object) -> Chart:
    made = chart("Giá trị", {first + place: Decimal(str(v)) for place, v in enumerate(values)}, **how)  # type: ignore[arg-type]
    assert made is not None
    return made


@given(VALUES, st.none() | st.decimals(-(10**15), 10**15, places=6), st.sampled_from(["", "%"]))
def test_everything_drawn_is_inside_and_as_high_as_it_is_great(
    values: dict[int, Decimal], target: Decimal | None, unit: str
) -> None:
    made = chart("Giá trị", values, target, unit=unit)

    assert made is not None
    told = [values[year] for year in sorted(values)]
    assert [dot.text for dot in made.dots] == [number(value, unit) for value in told]
    assert all(a.x <= b.x for a, b in pairwise(made.dots))
    assert all(made.edges[0] < dot.x <= WIDTH and TOP <= dot.y <= FOOT for dot in made.dots)
    for (a, low), (b, high) in pairwise(sorted(zip(made.dots, told, strict=True), key=lambda one: one[1])):
        assert a.y >= b.y or low == high
    assert 2 <= len(made.levels) <= 7
    assert all(0 < mark.y <= HEIGHT for mark in (*made.levels, *made.years, *made.names))
    assert (made.target is None) == (target is None)


@given(st.dictionaries(st.integers(1945, 2100), st.integers(1, 10**6).map(Decimal), min_size=2))
def test_the_first_rank_is_on_top_and_there_is_none_before_it(ranks: dict[int, Decimal]) -> None:
    made = chart("Thứ hạng", ranks, ranks=True)

    assert made is not None
    best = min(ranks.values())
    assert min(dot.y for dot in made.dots) == next(dot.y for dot in made.dots if dot.text == str(best))
    assert all(int(level.text) >= 1 for level in made.levels)
    assert all(TOP <= dot.y <= FOOT for dot in made.dots)


def test_less_than_two_values_are_no_drawing() -> None:
    assert chart("Giá trị", {}) is None
    assert chart("Giá trị", {2025: Decimal(3)}, Decimal(5)) is None


@pytest.mark.parametrize(
    ("values", "how", "expected"),
    [
        ((84, 93.1), {"unit": "%"}, ["80%", "85%", "90%", "95%"]),
        ((0.58, 0.71), {}, ["0,55", "0,60", "0,65", "0,70", "0,75"]),
        ((81.4, 81.4), {}, ["80", "90"]),
        ((100, 100), {"unit": "%"}, ["90%", "100%"]),
        ((0, 0), {}, ["0,0", "0,1"]),
        ((-3, 4), {}, ["-4", "-2", "0", "2", "4"]),
        ((58, 11), {"ranks": True}, ["1", "20", "40", "60"]),
        ((3, 3), {"ranks": True}, ["3", "4"]),
        ((23, 14), {"ranks": True, "target": Decimal(10)}, ["10", "15", "20", "25"]),
    ],
)
def test_levels_are_round_numbers(values: tuple[float, ...], how: dict[str, object], expected: list[str]) -> None:
    assert [level.text for level in draw(*values, **how).levels] == expected


def test_the_line_breaks_where_a_year_has_no_value() -> None:
    made = chart("Giá trị", {year: Decimal(year) for year in (2020, 2021, 2023, 2024)})

    assert made is not None
    assert re.sub(r"[\d ]+", "", made.line) == "MLML"


def test_of_many_years_the_first_and_the_last_are_named_and_few_years_written() -> None:
    made = draw(*range(60, 85), first=2001)

    assert [name.text for name in made.names] == ["60", "84"]
    assert made.years[0].text == "2025"
    assert all(a.x - b.x >= 4 * LETTER for a, b in pairwise(made.years))


def test_a_value_in_a_dip_is_written_below_it() -> None:
    high, dip, higher = draw(5, 1, 10).names

    assert (high.y, dip.y > FOOT, higher.y) == (draw(5, 1, 10).dots[0].y - 10, True, TOP - 10)


def test_numbers_are_written_as_people_do() -> None:
    assert [number(Decimal("88.5"), "%"), number(Decimal("1E+2"), "điểm"), number(7), number(None, "%")] == [
        "88,5%", "100 điểm", "7", "",
    ]  # fmt: skip
