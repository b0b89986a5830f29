"""What templates are given is told apart wherever it could change a byte."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from cchc.model.vocabulary import LinhVuc
from cchc.publishing.kept_pages import Untold, told


class Pair(NamedTuple):
    one: Any
    other: Any


class Couple(NamedTuple):
    one: Any
    other: Any


@dataclass(frozen=True, slots=True)
class Facts:
    one: Any
    other: Any


@dataclass(frozen=True)
class Alone:
    one: Any


@dataclass(frozen=True)
class Nothing:
    pass


class Kind(Enum):
    A = "a"
    B = "b"


LEAVES = st.one_of(
    st.text(), st.text().map(Markup), st.integers(), st.booleans(), st.none(), st.dates(), st.sampled_from(Kind)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text(), inner),
        *(st.tuples(inner, inner).map(lambda two, kind=kind: kind(*two)) for kind in (Pair, Couple, Facts)),
        inner.map(Alone),
        st.builds(Nothing),
    ),
    max_leaves=12,
)


@given(VALUES, VALUES)
def test_two_values_are_told_apart_just_where_python_writes_them_differently(one: object, other: object) -> None:
    assert (told(one) == told(other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", Markup("a")),
        ("1", 1),
        (1, True),
        (None, "None"),
        ("", ()),
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), ("a", ("b",))),
        (["a"], ("a",)),
        ({"a": "b"}, ["a", "b"]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Pair("a", "b"), Facts("a", "b")),
        (date(2026, 11, 20), "2026-11-20"),
        ("t1:a", "a"),
        (LinhVuc.THE_CHE, LinhVuc.THE_CHE.value),
        ("\ud800", "?"),
    ],
)
def test_what_templates_write_differently_is_told_apart(one: object, other: object) -> None:
    assert told((one, "x")) != told((other, "x"))


@pytest.mark.parametrize("value", [object(), print, lambda: None, iter(()), {"a"}, b"a", (1, [object()])])
def test_of_what_nobody_can_tell_nothing_is_said(value: object) -> None:
    with pytest.raises(Untold):
        told(value)
