"""Papers named in a text by number and day are links, where that is beyond doubt (quirk P13)."""

import pytest
from lxml.html import fromstring
from tests.school import School

FULL = "Nghị quyết số 76/NQ-CP ngày 15/7/2021"


def paper(school: School, name: str, **fields: str) -> None:
    values = {"loai": "nghi_quyet", "trich_yeu": name, "co_quan_ban_hanh": "Chính phủ", "so_ky_hieu": "76/NQ-CP"}
    school.write(f"van-ban/{name}.md", **(values | fields))


@pytest.fixture
def held(school: School) -> School:
    """A section that holds two resolutions of one number, and a plan."""
    paper(school, "nam-2013", ngay_ban_hanh="13/06/2013")
    paper(school, "nam-2021", ngay_ban_hanh="15/07/2021")
    school.write("ke-hoach/kh.md", "Việc.", trich_yeu="Kế hoạch", nam=2026, so_ky_hieu="25/KH-THCS&THPT",
                 ngay_ban_hanh="12/02/2026")  # fmt: skip
    return school


def links(school: School, text: str) -> list[tuple[str, str]]:
    """The links of an item of news with this text."""
    school.news("a", body=text)
    found = fromstring(school.page("tin-tuc/2026/a/")).xpath("//div[contains(@class, 'cc-prose')]//a")
    return [(one.text_content(), one.get("href")) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Theo {FULL}.", [("76/NQ-CP", "nam-2021")]),
        ("Theo 76/NQ-CP ngày 13 tháng 6 năm 2013, và 76/NQ-CP ngày 15/07/2021", [
            ("76/NQ-CP", "nam-2013"), ("76/NQ-CP", "nam-2021"),
        ]),
        ("| Căn cứ |\n|---|\n| " + FULL + " |", [("76/NQ-CP", "nam-2021")]),
        ("Theo 76/NQ-CP.", []),
        ("Theo 76/NQ-CP ngày 16/7/2021.", []),
        ("Theo Quyết định số 76/NQ-CP ngày 15/7/2021.", []),
        ("Theo 77/NQ-CP ngày 15/7/2021.", []),
        (f"Theo `{FULL}`.", []),
    ],
)  # fmt: skip
def test_only_a_full_match_is_a_link(held: School, text: str, expected: list[tuple[str, str]]) -> None:
    assert links(held, text) == [(words, f"../../../van-ban/{name}/") for words, name in expected]


def test_a_plan_is_a_paper_too_and_signs_stay_as_written(held: School) -> None:
    text = "A < B & “C”: Kế hoạch số 25/KH-THCS&THPT ngày 12/02/2026 & *việc*."

    assert links(held, text) == [("25/KH-THCS&THPT", "../../../ke-hoach/kh/")]
    assert "A &lt; B &amp; “C”: Kế hoạch số <a" in held.page("tin-tuc/2026/a/")


def test_two_papers_of_one_number_and_day_are_none(held: School) -> None:
    paper(held, "tinh", ngay_ban_hanh="15/07/2021", co_quan_ban_hanh="Tỉnh")

    assert links(held, FULL) == []


def test_what_the_author_linked_stays_and_a_paper_does_not_lead_to_itself(held: School) -> None:
    assert links(held, f"[{FULL}](https://a.vn/)") == [(FULL, "https://a.vn/")]
    values = {
        "loai": "luat",
        "trich_yeu": "a",
        "co_quan_ban_hanh": "a",
        "so_ky_hieu": "9/L",
        "ngay_ban_hanh": "01/01/2026",
    }
    held.write("van-ban/a.md", "Luật số 9/L ngày 01/01/2026.", **values)
    assert "Luật số 9/L ngày" in held.page("van-ban/a/")


def test_a_draft_or_internal_paper_is_only_words(held: School) -> None:
    paper(held, "noi-bo", so_ky_hieu="5/NQ", ngay_ban_hanh="01/01/2026", pham_vi="noi_bo")

    assert links(held, "Nghị quyết số 5/NQ ngày 01/01/2026") == []


def test_in_a_feed_the_link_is_absolute(held: School) -> None:
    held.news("a", body=f"Theo {FULL}.")

    feed = held.section().files["tin-tuc/rss.xml"]

    assert b"https://truong.example/cchc/van-ban/nam-2021/" in feed  # type: ignore[operator]


def test_letters_in_two_pieces_do_not_move_the_link(held: School) -> None:
    assert links(held, f"Ti&#x65;&#x302;&#x301;ng, &nbsp;{FULL}") == [("76/NQ-CP", "../../../van-ban/nam-2021/")]
    assert f"Tiếng, \xa0{FULL.split('76')[0]}<a" in held.page("tin-tuc/2026/a/")
