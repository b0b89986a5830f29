"""The search, in real Chromium: what people type, by every way they type it, finds its page."""

import json
import statistics
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.portal import page
from tests.school import THEME
from tests.search.queries import QUERIES, SPELLINGS
from tests.search.sample import indexes

from cchc.products.search_index import _gaps
from cchc.vietnamese.slug import fold
from cchc.vietnamese.spelling import spelled, squeezed, unaccented, words

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]
SCRIPTS = THEME / "assets/js"


Find = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    """The scripts alone, with the index of every section of the sample."""
    opened = browser.new_page()
    for name in ("words.js", "ranking.js"):
        opened.add_script_tag(path=SCRIPTS / name)
    opened.evaluate("window.sections = {}")
    for ma, index in indexes().items():
        opened.evaluate(
            f"() => {{ window.cchcIndex = raw => {{ sections[{json.dumps(ma)}] = cchcRanking.unpack(raw) }} }}"
        )
        opened.add_script_tag(content=index.decode())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def find(bench: Page) -> Find:
    asking = "([query, ma]) => cchcRanking.search(query, sections[ma]).pages.map(page => page.address)"
    return lambda query, ma="thcs-hoa-sen": list(bench.evaluate(asking, [query, ma]))


# --- the same words in Python and in the browser


def test_both_sides_cut_and_spell_words_alike(bench: Page) -> None:
    typed = [one for row in SPELLINGS for one in row]
    typed += [one for script in indexes().values() for one in script.decode().split('"')]
    told = bench.evaluate(
        "all => all.map(text => [cchcWords.words(text), cchcWords.words(text).map(cchcWords.spelled),"
        " cchcWords.words(text).map(cchcWords.unaccented), cchcWords.squeezed(text)])",
        typed,
    )

    ours = [[(cut := words(one)), [*map(spelled, cut)], [*map(unaccented, cut)], squeezed(one)] for one in typed]
    assert told == ours
    assert sum(len(one[0]) for one in ours) > 10_000, "every word of the sample"


def test_the_script_counts_the_gaps_as_they_were_written(bench: Page) -> None:
    lists = [[], [0], [79], [80], [81], [0, 1, 2, 959, 960, 961], [5000], list(range(0, 4000, 7))]

    assert bench.evaluate("all => all.map(cchcRanking.places)", [_gaps(one) for one in lists]) == lists


# --- what is found


def test_the_sixty_searches_find_their_pages(find: Find) -> None:
    """Written before the ranker. Measured when this was written: 55 first, 59 among the first three."""
    places = {(ma, query): [*find(query, ma)[:3], *[""] * 3] for ma, query, _ in QUERIES}
    first = [query for ma, query, wanted in QUERIES if places[ma, query][0] not in wanted]
    third = [query for ma, query, wanted in QUERIES if not set(wanted) & set(places[ma, query])]

    assert len(QUERIES) == 60
    assert len(first) <= 7, first
    assert len(third) <= 2, third


def test_every_page_the_searches_want_is_in_the_sample() -> None:
    gone = [(ma, one) for ma, _, wanted in QUERIES for one in wanted if one not in indexes()[ma].decode()]

    assert gone == []


def test_every_title_without_accents_finds_its_page(bench: Page) -> None:
    counts, lost = [], []
    for ma in indexes():
        titles = bench.evaluate("ma => sections[ma].pages.map(page => [page.title, page.address])", ma)
        found = bench.evaluate(
            "([ma, titles]) => titles.map(one => cchcRanking.search(one, sections[ma]).pages.map(one => one.address))",
            [ma, [fold(title) for title, _ in titles]],
        )
        counts += [len(pages) for pages in found]
        lost += [(ma, title) for (title, address), pages in zip(titles, found, strict=True) if address not in pages[:3]]

    assert lost == []
    assert statistics.median(counts) <= 20


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("thu tuc chuyen truong", "thu-tuc/2.002854/"),
        ("25/KH-THCS", "ke-hoach/25-kh-thcs/"),
        ("25 kh thcs", "ke-hoach/25-kh-thcs/"),
        ("kế hoạch 25/KH–THCS", "ke-hoach/25-kh-thcs/"),
        ("2.002854", "thu-tuc/2.002854/"),
        ("2002854", "thu-tuc/2.002854/"),
        ("224/2026/NĐ-CP", "van-ban/224-2026-nd-cp/"),
        ("chuyentruong", "thu-tuc/2.002854/"),
        ("chuyn truong", "thu-tuc/2.002854/"),
        ("chuyển trừơng", "thu-tuc/2.002854/"),
        ("CHUYỂN TRƯỜNG", "thu-tuc/2.002854/"),
        ("TTHC", "thu-tuc/"),
        ("duong day nong", "trang/lien-he/"),
    ],
)
def test_what_is_meant_comes_first(find: Find, query: str, wanted: str) -> None:
    assert find(query, "thcs-hoa-sen")[0] == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("kỹ", "kĩ"), ("thủy", "thuỷ"), ("quý", "quí"), ("tthc", "TTHC"), ("Ðiện", "điện")],
)
def test_two_spellings_find_the_same(find: Find, one: str, other: str) -> None:
    assert find(one, "thcs-hoa-sen") == find(other, "thcs-hoa-sen") != []


@pytest.mark.parametrize(
    ("typed", "others"), [("hoa", "hòa hóa"), ("ky", "kỹ kỳ ký"), ("dieu kien", "điều_kiện"), ("duong", "đường")]
)
def test_without_accents_every_accent_is_meant(find: Find, typed: str, others: str) -> None:
    found = set(find(typed, "thcs-hoa-sen"))

    assert found
    for other in others.split():
        exact = find(other.replace("_", " "), "thcs-hoa-sen")
        assert exact
        assert set(exact) <= found


def test_the_accents_that_were_typed_come_first(bench: Page) -> None:
    """Pages with the very word, wherever it stands, before those with its letters alone, even in their titles."""
    bench.evaluate(
        """window.toy = cchcRanking.unpack({kinds: [["trang"], ["Trang"]], kind: [0, 0, 0, 0],
        address: "a\\nb\\nc\\nd", title: "Hoa sen\\nHoá đơn\\nHội trường\\nHòa giải", day: "\\n\\n20260101\\n20250101",
        number: "\\n\\n\\n", summary: "\\n\\n\\n", terms: "hoà", body: "%", heads: "", same: [], weak: []})"""
    )

    assert bench.evaluate("cchcRanking.search('hòa', toy).pages.map(one => one.address)") == ["d", "c", "a", "b"]
    assert bench.evaluate("cchcRanking.search('hoa', toy).pages.length") == 4


def test_a_word_half_typed_is_found_and_one_that_is_nowhere_finds_nothing(find: Find) -> None:
    assert find("chuyen tru", "thcs-hoa-sen")[0] == "thu-tuc/2.002854/"
    assert find("zzzz", "thcs-hoa-sen") == []
    assert find("", "thcs-hoa-sen") == find("  ?!", "thcs-hoa-sen") == []


def test_hostile_and_endless_questions_are_only_questions(find: Find) -> None:
    for query in (
        "<img src=x onerror=alert(1)>",
        "__proto__ constructor",
        "(" * 500,
        "\\",
        "a" * 3000,
        "ă" * 50,
        "chuyen " * 200,
    ):
        assert isinstance(find(query, "thcs-hoa-sen"), list)
