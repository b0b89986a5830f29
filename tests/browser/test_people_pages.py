"""Home, news, questions and contacts as people have them: what a telephone shows at once, what nobody asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.portal import page, serving
from tests.browser.sample import COMMUNE, KINDS, SCHOOL
from tests.cchc.section.rich import build, new_project, picture
from tests.school import School

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]
WIDTHS = "[document.scrollingElement.scrollWidth, innerWidth]"
WORD = "https://vi-du.example/" + "chuyen-truong" * 40
HARD = f"""Đoạn có địa chỉ {WORD} ở giữa, và `{"x" * 300}`.

## Mục {"dài" * 60}

> {WORD}

```
{"mã lệnh " * 60}
```

| {" | ".join(f"Cột {n}" for n in range(1, 13))} |
|{"---|" * 12}
| {" | ".join(f"{'chữ' * n} {WORD if n == 5 else ''}" for n in range(1, 13))} |

- {"t" * 200}
    1. {WORD}

"""


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose people write whatever a page can hardly hold."""
    project = new_project(tmp_path_factory.mktemp("hard"))
    school = School(project / "content")
    long = f"Thông báo về việc {WORD} " + "và các việc có liên quan " * 10
    school.unit(
        ten="Trường Phổ thông Dân tộc Bán trú Tiểu học và Trung học cơ sở " + "Nguyễnbỉnhkhiêm" * 6,
        dia_chi=long, duong_day_nong="0299 3000 301", url_phan_anh=WORD, email_phan_anh=f"{'a' * 60}@truong.example",
        mot_cua={"dia_chi": long, "gio": long, "dien_thoai": "0299 3000 302"}, cap_tren="UBND " + "Hoasen" * 30,
        facebook=WORD, khau_hieu="Nhanh" * 40,
    )  # fmt: skip
    folder = school.root / "tin-tuc" / "2026"
    folder.mkdir(parents=True)
    shots = []
    for number in range(12):
        (folder / f"anh-{number}.png").write_bytes(picture(kind="PNG"))
        shots.append(f"![Ảnh {number}](anh-{number}.png)")
    school.news("dai", tieu_de=long, tom_tat=long, body=HARD, tac_gia="A" * 150, nguon="B" * 150, the=["c" * 120])
    school.news("anh", body="\n\n".join(shots), video=WORD, loi_thoai=WORD, mo_ta_anh="D" * 200)
    school.write("phan-anh/a.md", HARD, noi_dung=long * 2, ngay_nhan="01/11/2026", ngay_tra_loi="02/11/2026",
                 van_ban_tra_loi="E" * 150, don_vi_tra_loi="F" * 150)  # fmt: skip
    school.write("trang/a.md", HARD, tieu_de=long)
    school.write("chi-so/a.yml", ten="G" * 150, nguon_cong_bo="H" * 150, mo_ta=WORD,
                 so_lieu=[{"nam": 2025, "gia_tri": 88.25, "ngay_cong_bo": "01/01/2026"}])  # fmt: skip
    return build(project) / "truong"


@pytest.fixture(scope="module")
def portal(hard: Path) -> Iterator[str]:
    with serving(hard) as address:
        yield address


@pytest.fixture(scope="module")
def sections(sample: Path) -> Iterator[str]:
    with serving(sample) as address:
        yield address


@pytest.mark.parametrize(
    "place",
    ["", "tin-tuc/", "tin-tuc/2026/dai/", "tin-tuc/2026/anh/", "phan-anh/", "phan-anh/a/", "trang/", "trang/a/",
     "trang/lien-he/", "chi-so/", "so-do/", "rss/"],
)  # fmt: skip
def test_whatever_people_write_stays_in_its_column(page: Page, portal: str, place: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(portal + place)
        wide, screen = page.evaluate(WIDTHS)
        assert wide <= screen, f"{wide} px wide on a screen of {screen}"


# The page for what is not there names its files by the address the section will have.
@pytest.mark.parametrize("place", [kind for kind in KINDS if not kind.endswith("404.html")])
def test_no_kind_of_page_of_the_sample_is_wider_than_a_telephone(page: Page, sections: str, place: str) -> None:
    page.goto(sections + place)
    wide, screen = page.evaluate(WIDTHS)

    assert wide <= screen, f"{wide} px wide on a screen of {screen}"


@pytest.mark.parametrize("place", [SCHOOL, COMMUNE])
def test_a_screen_and_a_half_say_what_is_new_what_to_hand_in_and_whom_to_call(
    page: Page, sections: str, place: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(sections + place)

    def end(selector: str, nth: int = 0) -> float:
        box = page.locator(selector).nth(nth).bounding_box()
        assert box
        return box["y"] + box["height"]

    assert end(".cc-hero__tel a") <= 740
    assert end(".cc-card", 2) <= 740, "three tasks on the first screen"
    assert end(".cc-lead-news") <= 1.5 * 740
    assert end(".cc-cols .cc-title") <= 1.5 * 740, "two news"


def test_in_a_list_the_picture_stands_beside_its_words(page: Page, sections: str) -> None:
    page.goto(f"{sections}{SCHOOL}tin-tuc/")
    entry = page.locator(".cc-news:has(img)").first
    words, shown = entry.locator(".cc-title").bounding_box(), entry.locator("img").bounding_box()

    assert words
    assert shown
    assert shown["x"] >= words["x"] + words["width"]
    assert shown["width"] <= 88


def test_a_date_and_what_follows_it_do_not_stick_together(page: Page, sections: str) -> None:
    for place in (f"{SCHOOL}tin-tuc/", f"{SCHOOL}ke-hoach/", f"{SCHOOL}van-ban/", f"{SCHOOL}phan-anh/", SCHOOL):
        page.goto(sections + place)
        for entry in page.locator(".cc-list > li").all():
            words = entry.inner_text()
            assert not page.evaluate("text => /\\d{2}\\/\\d{2}\\/\\d{4}[^\\s.,;:)!?]/.test(text)", words), words


def test_a_clip_elsewhere_asks_nobody_before_it_is_pressed_and_opens_beside_the_page(
    browser: Browser, sections: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.route("https://video.thcs-hoa-sen.example/**", lambda route: route.fulfill(body="phim"))
    page, asked = context.new_page(), []
    context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{sections}{SCHOOL}tin-tuc/2026/clip-ba-buoc-nop-ho-so/", wait_until="networkidle")

    assert [url for url in asked if not url.startswith(sections)] == []
    with context.expect_page() as opened:
        page.get_by_role("link", name="Xem video").click()
    assert opened.value.url == "https://video.thcs-hoa-sen.example/ba-buoc-nop-ho-so.mp4"
    assert page.url.startswith(sections), "the page itself stays"
    page.get_by_role("link", name="Đọc lời thoại").click()
    assert page.get_by_text("đăng nhập bằng tài khoản của cha hoặc mẹ").is_visible()
    context.close()
