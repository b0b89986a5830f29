"""What the index holds, how small it is, and that nothing but the public is in it."""

import gzip
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.section.canaries import canary_content
from tests.school import School, at
from tests.search.sample import indexes, three_hundred

from cchc.products.search_index import _STEP, Entry, _gaps, search_index, synonyms, words_of
from cchc.vietnamese.spelling import spelled, unaccented, words

KINDS = (("thu-tuc", "Thủ tục"), ("tin-tuc", "Tin tức"), ("trang", "Trang"))


def read(script: bytes) -> dict[str, Any]:
    text = script.decode()
    assert text.startswith("cchcIndex({")
    assert text.endswith("});\n")
    return dict(json.loads(text[len("cchcIndex(") : -len(");\n")]))


def index_of(school: School, **when: Any) -> dict[str, Any]:
    files = school.section(**when).files
    [script] = [content for path, content in files.items() if path.startswith("tim-kiem/chi-muc.")]
    assert isinstance(script, bytes)
    return read(script)


def held(index: dict[str, Any], word: str, field: str = "body") -> set[str]:
    """Addresses of the entries whose text (or headings) have the word."""
    terms = index["terms"].split(" ")
    if spelled(word) not in terms:
        return set()
    places = counted(index[field].split(" ")[terms.index(spelled(word))])
    return {index["address"].split("\n")[place] for place in places}


def counted(gaps: str) -> list[int]:
    """Gaps back into places, as the script does it."""
    places, free = [], 0
    for letter in gaps:
        digit = ord(letter) - (36 if ord(letter) > 92 else 35)
        if digit < _STEP:
            places.append(free + digit)
            free += digit + 1
        else:
            free += (digit - _STEP + 1) * _STEP
    return places


def test_every_public_item_is_found_by_what_its_page_says(school: School) -> None:
    school.procedure(tu_khoa="đổi trường", ma="2.002854")
    school.news(
        body="## Mục lục\n\nThư viện &amp; sân *bóng*.", tieu_de="Tin mới", tom_tat="Tóm tắt ngắn", the="thể thao"
    )
    school.write("trang/a.md", "Lời ngỏ.", tieu_de="Giới thiệu")
    told = [{"nam": 2025, "gia_tri": "88", "ngay_cong_bo": "01/02/2026"}]
    school.write("chi-so/a.yml", ten="Hài lòng", nguon_cong_bo="Báo chí", so_lieu=told)

    index = index_of(school)

    assert index["address"].split("\n")[:4] == ["tin-tuc/2026/tin/", "thu-tuc/2.002854/", "chi-so/#a", "trang/a/"]
    assert index["title"].split("\n")[:4] == ["Tin mới", "Chuyển trường", "Hài lòng", "Giới thiệu"]
    assert index["day"].split("\n")[:2] == ["20261105", "20260901"]
    assert index["number"].split("\n")[:2] == ["", "2.002854"]
    assert held(index, "viện") == {"tin-tuc/2026/tin/"}
    assert held(index, "amp") == set()
    assert held(index, "lục", "heads") == held(index, "thao", "heads") == {"tin-tuc/2026/tin/"}
    assert held(index, "đổi", "heads") == {"thu-tuc/2.002854/"}
    assert held(index, "chí") == {"chi-so/#a"}
    assert held(index, "tóm") == set(), "the summary is in the index as it stands, its words are not there twice"


def test_standing_places_are_found_too(school: School) -> None:
    school.unit(duong_day_nong="0299 3000 301")

    index = index_of(school)

    assert {"trang/lien-he/", "thu-tuc/", "tin-tuc/", "van-ban/", "phan-anh/", "rss/"} <= set(
        index["address"].split("\n")
    )
    assert "trang/lien-he/" in held(index, "nóng", "heads")


def test_nothing_of_the_index_is_not_public(tmp_path: Path) -> None:
    school = canary_content(tmp_path / "content")

    today, later = index_of(school, ma="truong"), index_of(school, ma="truong", now=at("2027-01-02"))

    assert "canary" not in json.dumps(today).lower()
    assert "Chữ. Xem" in today["summary"]
    assert "canary" in json.dumps(later).lower(), "they would sing"


def test_the_name_of_the_index_changes_with_its_bytes_and_only_with_them() -> None:
    one, other = Entry("a/", "Một", "trang"), Entry("a/", "Hai", "trang")

    assert search_index([one], KINDS) == search_index([one], KINDS)
    assert search_index([one], KINDS)[0] != search_index([other], KINDS)[0]


def test_two_spellings_are_one_word_of_the_index() -> None:
    entries = [
        Entry("a/", "A", "trang", words=words_of("<p>hoà kỹ</p>")),
        Entry("b/", "B", "trang", words=words_of("<p>hòa kĩ</p>")),
    ]

    index = read(search_index(entries, KINDS)[1])

    assert held(index, "hòa") == held(index, "kĩ") == {"a/", "b/"}


def test_markup_and_what_stands_in_it_are_no_words() -> None:
    html = '<svg><title>vẽ</title></svg><a title="x > bí" href="/mật">lời</a><script>mã()</script> &lt;b&gt; 5&nbsp;m'

    index = read(search_index([Entry("a/", "A", "trang", words=words_of(html))], KINDS)[1])

    assert index["terms"].split(" ") == ["5", "b", spelled("lời"), "m"]


def test_no_line_break_of_a_text_breaks_the_index() -> None:
    odd = "Một\u2028hai\u2029ba\nbốn\r\n'năm' \"sáu\" </script> \\"

    index = read(search_index([Entry("a/", odd, "trang", summary=odd), Entry("b/", "B", "trang")], KINDS)[1])

    assert index["title"].split("\n") == ["Một hai ba bốn 'năm' \"sáu\" </script> \\", "B"]
    assert index["summary"].split("\n")[1] == ""


def test_an_index_of_nothing_is_an_index() -> None:
    assert read(search_index([], KINDS)[1])["kind"] == []


@given(st.sets(st.integers(0, 5000)))
def test_gaps_give_the_places_back(places: set[int]) -> None:
    gaps = _gaps(sorted(places))

    assert counted(gaps) == sorted(places)
    assert not set(gaps) & set(' "\\')


def test_the_index_of_three_hundred_pages_is_small() -> None:
    """300 pages of 350 words, as a server sends them (gzip): 60 kB at most."""
    assert len(gzip.compress(three_hundred(350), 9, mtime=0)) <= 60_000
    assert max(len(gzip.compress(one, 9, mtime=0)) for one in indexes().values()) <= 20_000


def test_synonyms_are_words_and_weak_words_are_no_synonyms() -> None:
    same, weak = synonyms()

    assert all(len(group) > 1 and all(words(one) for one in group) for group in same)
    plain = [" ".join(unaccented(word) for word in words(one)) for one in weak]
    assert len(plain) == len(set(plain))
    assert not set(weak) & {one for group in same for one in group}
