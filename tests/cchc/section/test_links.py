"""Links of authors, and the short cuts to them."""

from datetime import date
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from cchc.model.item import Origin
from cchc.section.assets import Assets
from cchc.section.links import Linker, Paper, is_settled

PIECES = (
    *("<p>", "</p>", "<abbr>", "<code>", "</code>", '<a href="/tin-tuc/">', "</a>", "76/NQ-CP", " ngày "),
    *("15/07/2021", " ngày 15/07/2021", ", ", "24/7 ", "A & B"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_what_is_settled_is_left_as_it_is(pieces: list[str]) -> None:
    html = "".join(pieces)
    held = {("76/nq-cp", date(2021, 7, 15)): (Paper("Nghị quyết", "van-ban/a/"),)}
    linker = Linker(cast(Assets, None), {}, {}, {}, frozenset(), held)

    linked = linker.html(html, origin=Origin(), page="b/", here="b/", base="", show=lambda *_: "")

    assert linked == html or not is_settled(html)
    assert ("76/NQ-CP ngày 15/07/2021" in html) <= (not is_settled(html))
