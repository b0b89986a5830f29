"""Whom to call about what, and how to get there."""

from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from tests.school import School, pages_of

from cchc.model.unit import Unit
from cchc.pages.contact import map_of, share
from cchc.publishing.section import Section


def contact(section: Section) -> str:
    return pages_of(section)["trang/lien-he/"]


def test_each_matter_has_somebody_to_ask(school: School) -> None:
    school.unit("", ma="xa", ten="UBND xã Hoa Sen", loai="xa", duong_day_nong="0299 1")
    school.unit(
        "don-vi/truong", duong_day_nong="0299 3000 301", email_phan_anh="a@truong.example", dia_chi="Số 1",
        mot_cua={"dia_chi": "Phòng 4", "gio": "7:30–11:00", "dien_thoai": "0299 3000 302"},
    )  # fmt: skip

    page = contact(school.section("truong"))

    papers, reports, appeals = page.partition('id="_hoi-ai"')[2].split("<tr>")[1:4]
    assert "Phòng 4" in papers
    assert 'href="tel:02993000302"' in papers
    assert '<a href="tel:02993000301">0299 3000 301</a> · <a href="mailto:a@truong.example">Thư điện tử</a>' in reports
    assert "UBND xã Hoa Sen" in appeals
    assert 'href="tel:02991"' in appeals
    assert 'href="https://xa.example/cchc/trang/lien-he/"' in appeals
    assert "7:30–11:00" in page.partition('id="_duong-den"')[2]


def test_a_superior_elsewhere_is_named_without_the_number_of_another(school: School) -> None:
    school.unit("", ma="xa", ten="UBND xã Hoa Sen", loai="xa", duong_day_nong="0299 1")
    school.unit("don-vi/truong", cap_tren="Sở Giáo dục và Đào tạo")

    page = contact(school.section("truong"))

    assert "Sở Giáo dục và Đào tạo" in page.partition('id="_hoi-ai"')[2]
    assert "tel:02991" not in page


def test_a_superior_that_gave_neither_number_nor_address_is_only_named(school: School) -> None:
    school.unit("", ma="xa", ten="UBND xã Hoa Sen", loai="xa", url=None, dinh_danh="xa.example,2026")
    school.unit("don-vi/truong", mot_cua={"dia_chi": "Phòng 4"})

    asked = contact(school.section("truong")).partition('id="_hoi-ai"')[2].partition("</table>")[0]

    assert "<p>UBND xã Hoa Sen</p></td>" in asked
    assert "<p>Phòng 4</p></td>" in asked
    assert "href" not in asked


def test_the_map_is_a_plain_link_with_the_whole_address_in_it(school: School) -> None:
    school.unit(ten="Trường A & B", dia_chi="Số 1/2, đường #3")

    page = contact(school.section())

    assert "query=Tr%C6%B0%E1%BB%9Dng%20A%20%26%20B%2C%20S%E1%BB%91%201%2F2%2C%20%C4%91%C6%B0%E1%BB%9Dng%20%233" in page
    assert "<iframe" not in page
    school.unit()
    assert map_of(school.load().units["truong"], "Trường") is None


def test_a_school_that_told_nothing_says_so_and_asks_for_nothing(school: School) -> None:
    page = contact(school.section())

    assert "Đơn vị chưa công bố cách liên hệ." in page
    assert "_hoi-ai" not in page
    assert "_duong-den" not in page


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.from_regex("[a-z/ á%&?#]*", fullmatch=True))
def test_what_is_sent_to_others_is_the_title_and_the_whole_address(title: str, address: str) -> None:
    base = "https://xã.example/cchc/"
    found = share(Unit.model_construct(url=base), address, title)

    assert found is not None
    assert unquote(found.sms.removeprefix("sms:?&body=")) == f"{title} {base}{address}"
    subject, body = found.mail.removeprefix("mailto:?subject=").split("&body=")
    assert (unquote(subject), unquote(body)) == (title, base + address)
    assert unquote(urlsplit(found.facebook).query.removeprefix("u=")) == base + address
    assert "/" not in urlsplit(found.facebook).query
