"""A procedure as people use it: papers ticked by finger, mouse and keys, a dock on a telephone, two sheets of paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.portal import page, serving
from tests.cchc.section.rich import build, new_project
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]
AT = "thu-tuc/2.002854/"
HEAD = "| Tên giấy tờ | Bản chính | Bản sao | Mẫu |\n|---|---|---|---|\n"
SENTENCE = "Trường nhận hồ sơ, đối chiếu rồi báo cho gia đình biết có nhận hay không. "


@pytest.fixture(scope="module")
def one_procedure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school with one procedure that has everything, of the length procedures have."""
    project = new_project(tmp_path_factory.mktemp("procedure"))
    school = School(project / "content")
    school.unit(duong_day_nong="0203 333 444")
    school.file("thu-tuc/don.docx", b"PK")
    first = f"### Em mới đến\n\n{HEAD}| Đơn xin học | 1 | 0 | [Mẫu đơn](don.docx) |\n| Học bạ | 0 | 1 | |\n"
    papers = f"{first}\n### Em xin học lại\n\n{HEAD}| Đơn xin học lại | 1 | 0 | |\n"
    steps = "\n".join(f"{number}. {SENTENCE * 2}" for number in (1, 2, 3))
    ways = "".join(f"| {way} | 5 ngày làm việc | | {SENTENCE} |\n" for way in ("Trực tuyến", "Trực tiếp", "Bưu chính"))
    school.procedure(
        body=f"## Hướng dẫn\n\n{SENTENCE * 5}\n\n## Hồ sơ\n\n{papers}\n## Trình tự\n\n{steps}\n\n## Cách thức\n\n"
        f"| Hình thức | Thời hạn | Phí | Mô tả |\n|---|---|---|---|\n{ways}\n## Kết quả\n\n{SENTENCE}\n\n"
        f"## Yêu cầu và điều kiện\n\n- {SENTENCE}\n- {SENTENCE}\n\n## Căn cứ pháp lý\n\n- Thông tư 15/2026/TT-BGDĐT",
        ma="2.002854", url_dvc="https://dichvucong.gov.vn/", truc_tuyen="toan_trinh", doi_chieu_ngay="18/07/2026",
        tai_don_vi={"can_bo": "Văn thư", "dien_thoai": "0203 555 666", "noi_nop": "Phòng 4", "gio": "7:30–11:00"},
    )  # fmt: skip
    return build(project) / "truong"


@pytest.fixture(scope="module")
def portal(one_procedure: Path) -> Iterator[str]:
    with serving(one_procedure) as address:
        yield address


def test_on_a_telephone_the_four_answers_are_seen_without_scrolling(page: Page, portal: str) -> None:
    page.goto(portal + AT)

    assert page.locator("dl.cc-facts4 > div").count() == 4
    last, dock = page.locator("dl.cc-facts4").bounding_box(), page.locator(".cc-dock").bounding_box()
    assert last
    assert dock
    assert last["y"] + last["height"] <= dock["y"]
    assert dock["y"] + dock["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_paper_is_ticked_by_its_name_its_box_or_the_space_bar(page: Page, portal: str) -> None:
    page.goto(portal + AT)
    first, second, third = (
        page.get_by_role("checkbox", name=name, exact=True) for name in ("Đơn xin học", "Học bạ", "Đơn xin học lại")
    )

    page.get_by_text("Đơn xin học", exact=True).click()
    second.click()
    third.focus()
    page.keyboard.press("Space")

    assert [box.is_checked() for box in (first, second, third)] == [True, True, True]
    page.keyboard.press("Space")
    assert not third.is_checked()
    described = "one => document.getElementById(one.getAttribute('aria-describedby')).innerText"
    assert second.evaluate(described) == "1 bản sao"


def test_the_tab_key_goes_from_the_answers_through_the_papers_in_their_order(page: Page, portal: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(portal + AT)
    page.get_by_role("link", name="Nộp trực tuyến").first.focus()
    names: list[str] = []
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(page.evaluate("(document.activeElement.labels || [document.activeElement])[0]?.innerText.trim()"))

    assert names == ["Đơn xin học", "Mẫu đơn", "Học bạ", "Đơn xin học lại"]
    assert page.get_by_role("list", name="Em mới đến").get_by_role("checkbox").count() == 2


def test_what_has_the_focus_is_never_under_the_dock(page: Page, portal: str) -> None:
    page.goto(portal + AT)
    dock = "document.querySelector('.cc-dock').getBoundingClientRect().top"
    page.get_by_role("checkbox").first.focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('.cc-dock, .cc-end, footer') !== null")
        assert inside or page.evaluate(f"document.activeElement.getBoundingClientRect().bottom <= {dock} + 1")


def test_the_dock_calls_who_receives_the_papers_and_a_desk_has_none(page: Page, portal: str) -> None:
    page.goto(portal + AT)
    page.mouse.wheel(0, 1500)
    dock = page.get_by_role("group", name="Hỏi và nộp hồ sơ")

    assert dock.get_by_role("link").evaluate_all("all => all.map(one => one.getAttribute('href'))") == [
        "tel:0203555666",
        "https://dichvucong.gov.vn/",
    ]
    assert dock.evaluate("one => innerHeight - one.getBoundingClientRect().bottom") == 0
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not dock.is_visible()
    assert page.get_by_role("link", name="Nộp trực tuyến").is_visible()


def test_without_script_it_is_all_there(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(portal + AT)

    page.get_by_role("checkbox", name="Học bạ").check()
    assert page.get_by_role("link", name="Mẫu đơn").is_visible()
    context.close()


def test_on_paper_an_ordinary_procedure_takes_two_sheets_and_has_boxes_to_tick(page: Page, portal: str) -> None:
    page.goto(portal + AT)
    page.emulate_media(media="print")

    assert page.get_by_role("checkbox").first.is_visible()
    assert page.get_by_text("Đối chiếu với Cổng Dịch vụ công quốc gia ngày 18/07/2026.").is_visible()
    assert page.get_by_text("0203 555 666").is_visible()
    assert not page.locator(".cc-dock, .cc-cta, .cc-noprint").filter(visible=True).count()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 2
