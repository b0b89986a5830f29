"""Links of authors, and the short cuts to them."""

from datetime import date
from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from cchc.model.item import Origin
from cchc.reading.citing import papers_in
from cchc.section.assets import Assets
from cchc.section.links import Linker, Paper, is_settled

PIECES = (
    *("<p>", "</p>", "<abbr>", "<code>", "</code>", '<a href="/tin-tuc/">', "</a>", "76/NQ-CP", " ngày "),
    *("15/07/2021", " ngày 15/07/2021", ", ", "24/7 ", "A & B"),
)


HELD = {("76/nq-cp", date(2021, 7, 15)): (Paper("Nghị quyết", "van-ban/a/"),)}


def linked(html: str, named: tuple[tuple[str, date], ...] | None = None) -> str:
    beside = SimpleNamespace(folder=SimpleNamespace(files={"a.jpg": None}))
    linker = Linker(cast(Assets, beside), {}, {}, {}, frozenset(), HELD)
    return linker.html(
        html, origin=Origin(), page="b/", here="b/", base="", show=lambda *_: "<picture></picture>", named=named
    )


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_what_is_settled_is_left_as_it_is(pieces: list[str]) -> None:
    html = "".join(pieces)

    assert linked(html) == html or not is_settled(html)
    assert ("76/NQ-CP ngày 15/07/2021" in html) <= (not is_settled(html))


@given(
    st.lists(
        st.sampled_from((*PIECES, '<img src="a.jpg" alt="b">', '<a href="../ngoai.md">', "<pre>", "</pre>")), max_size=9
    )
)
def test_what_is_known_to_be_named_spares_looking_and_changes_nothing(pieces: list[str]) -> None:
    html = "".join(pieces)

    assert linked(html, papers_in(html)) == linked(html)


def test_a_text_that_names_no_paper_held_is_not_searched() -> None:
    html = "<p>Theo 76/NQ-CP ngày 15/07/2021</p>"

    assert linked(html, (("77/nq-cp", date(2021, 7, 15)),)) == html
    assert papers_in(html * 2) == tuple(HELD)
