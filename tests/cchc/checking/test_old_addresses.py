"""Old addresses become redirects; those that cannot are refused where the author sees it."""

import pytest
from tests.school import School


@pytest.mark.parametrize(
    "address",
    [
        "/tin-tuc/index.html",
        "/thu-tuc/loc/cap/co-so/",
        "/rss.xml/cu/",
        "/cchc-files.json/a/",
        "/tin-tuc/",
        "/assets/a/",
    ],
)
def test_an_address_of_the_section_itself_is_no_old_address(school: School, address: str) -> None:
    path = school.news(dia_chi_cu=address)

    [refused] = [c for c in school.complaints() if c.error]

    assert (refused.path, refused.line, refused.rule) == (path, 5, "trung-dia-chi")
    assert "dành riêng" in refused.what
    school.news()
    assert not [c for c in school.complaints() if c.error]


@pytest.mark.parametrize("address", ["/tin-tuc/2025/ten-cu/", "/trang/cu/", "/bai-viet/123.html", "/loai-cu/"])
def test_addresses_of_the_old_site_are_welcome(school: School, address: str) -> None:
    school.news(dia_chi_cu=address)

    assert not [c for c in school.complaints() if c.error]
    assert any("refresh" in str(content) for content in school.section().files.values())


def test_a_link_without_its_last_slash_still_finds_the_procedure(school: School) -> None:
    school.procedure()
    school.news(body="Xem [thủ tục](/thu-tuc/2.002854).")

    assert school.rules(errors=True) == []
    assert 'href="../../../thu-tuc/2.002854/"' in school.page("tin-tuc/2026/tin/")
