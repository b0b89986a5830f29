"""The preview in real Chromium: what is saved is on the screen; the bar by keyboard, on a telephone and on a desk."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.cchc.section.rich import new_project, picture
from tests.cchc_cli.test_serve import served
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
NEWS = "truong/tin-tuc/2026/tin/"
LONG = "\n\n".join(f"Đoạn {number}." for number in range(120))


class Preview(NamedTuple):
    """A page in a browser, the address of the preview, the school behind it."""

    page: Page
    address: str
    school: School
    complaints: list[str]


@pytest.fixture(params=[360, 1280])
def preview(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Preview]:
    project = new_project(tmp_path / "du-an")
    school = School(project / "content")
    school.unit(duong_day_nong="0299 3 000 301", email_phan_anh="a@truong.example")
    school.news(body=LONG, anh="a.png")
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news("nhap", tieu_de="Tin còn nháp", nhap="true")
    page = browser.new_page(viewport={"width": request.param, "height": 700}, locale="vi-VN")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with served(project) as (_, line):
        yield Preview(page, line.split()[2], school, complaints)
        page.close()
    assert complaints == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_what_is_saved_is_on_the_screen_and_the_reader_stays_where_he_was(preview: Preview) -> None:
    page = preview.page
    page.goto(preview.address + NEWS)
    page.evaluate("scrollTo(0, 900)")

    preview.school.news(body=f"{LONG}\n\nLời vừa viết.", anh="a.png")

    expect(page.get_by_text("Lời vừa viết.")).to_be_attached()
    expect(page.locator("#cchc-xem-thu")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 900
    assert fits(page)


def test_a_mistake_is_on_the_page_until_it_is_mended(preview: Preview) -> None:
    page = preview.page
    page.goto(preview.address + NEWS)
    expect(page.get_by_text("Ảnh chưa có lời mô tả")).to_be_visible()

    preview.school.news(body="Hỏng.", ngay="32/13/2026")
    expect(page.get_by_text("đây là bản tốt gần nhất")).to_be_visible()
    expect(page.get_by_text("content/tin-tuc/2026/tin.md:3")).to_be_visible()
    expect(page.get_by_text("Đoạn 0.")).to_be_attached()
    assert fits(page)

    preview.school.news(body="Đã sửa.")
    expect(page.get_by_text("Đã sửa.")).to_be_visible()
    expect(page.get_by_text("đây là bản tốt gần nhất")).to_have_count(0)


def test_drafts_by_keyboard_alone_and_they_stay_while_the_reader_goes_on(preview: Preview) -> None:
    page = preview.page
    page.goto(preview.address + "truong/tin-tuc/")
    expect(page.get_by_role("link", name="Tin còn nháp")).to_have_count(0)

    box = page.get_by_role("checkbox", name="Xem cả bản nháp")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Tin còn nháp").click()

    expect(page.get_by_text("Trang này là bản nháp, chưa được đăng.")).to_be_visible()
    expect(box).to_be_checked()
    page.get_by_role("link", name="Xem như công khai hôm nay").click()
    expect(page.get_by_role("heading", name="Không tìm thấy trang")).to_be_visible()
    preview.complaints.clear()  # the browser's word for a page that is not there


def test_a_page_whose_file_goes_away_gives_way_to_the_home_page(preview: Preview) -> None:
    page = preview.page
    page.goto(preview.address + NEWS)

    shutil.rmtree(preview.school.root / "tin-tuc")

    page.wait_for_url(f"{preview.address}truong/")


def test_complaints_opened_stay_open_when_the_page_changes(preview: Preview) -> None:
    page = preview.page
    page.goto(preview.address + "truong/thu-tuc/")
    page.locator("#cchc-xem-thu summary").click()

    preview.school.procedure()

    expect(page.get_by_role("link", name="Chuyển trường")).to_be_attached()
    expect(page.locator("#cchc-xem-thu details ul")).to_be_visible()


def test_the_index_leads_to_the_unit(preview: Preview) -> None:
    page = preview.page
    page.goto(preview.address)
    assert page.url == f"{preview.address}truong/", "one school alone needs no list"
    page.goto(f"{preview.address}_cchc/")
    assert fits(page)

    page.get_by_role("link", name="Trường truong").click()

    assert page.url == f"{preview.address}truong/"
