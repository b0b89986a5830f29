"""What single pages say."""

import re
from pathlib import Path

import lxml.html
import pytest
from tests.cchc.section.rich import TRUONG, noise, picture, three_units
from tests.school import School, at, pages_of

from cchc.model.vocabulary import TrangThaiVanBan

TABLE = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 3 |"


def ids(html: str) -> list[str]:
    return [str(name) for name in lxml.html.fromstring(html).xpath("//@id")]


@pytest.mark.parametrize("title", ["Nhiệm vụ", "Tệp đính kèm"])
def test_a_heading_of_the_author_does_not_take_the_anchor_of_the_page(school: School, title: str) -> None:
    school.file("ke-hoach/a.pdf", b"%PDF")
    school.write("ke-hoach/a.md", f"## {title}\n\n{TABLE}", trich_yeu="Kế hoạch", nam=2026, tep="a.pdf")

    names = ids(school.page("ke-hoach/a/"))

    assert len(names) == len(set(names))


def test_two_parts_of_a_procedure_may_have_the_same_subheading(school: School) -> None:
    part = "### Trường hợp 1\n\nMột.\n\n### Trường hợp 2\n\nHai."
    school.procedure(body=f"## Trình tự thực hiện\n\n{part}\n\n## Kết quả\n\n{part}")

    names = ids(school.page("thu-tuc/2.002854/"))

    assert len(names) == len(set(names))


def test_a_task_shows_its_evidence_and_the_evidence_its_task(school: School) -> None:
    school.write(
        "ke-hoach/a.md", TABLE, trich_yeu="Tuyên truyền", nam=2026, so_ky_hieu="25/KH", ngay_ban_hanh="01/02/2026"
    )
    school.news(minh_chung="25/KH#1")
    school.news("kin", pham_vi="noi_bo", minh_chung="25/KH#1", tieu_de="Tin kín")

    plan, news = school.page("ke-hoach/a/"), school.page("tin-tuc/2026/tin/")

    assert 'href="../../tin-tuc/2026/tin/"' in plan
    assert "1 minh chứng nội bộ" in plan
    assert "Tin kín" not in plan
    assert 'href="../../../ke-hoach/a/#nhiem-vu-1"' in news
    assert "nhiem-vu-1" in ids(plan)


def test_a_plan_keeps_the_form_of_its_paper(school: School) -> None:
    school.write(
        "ke-hoach/a.md", trich_yeu="Tuyên truyền", nam_hoc="2026-2027", ngay_ban_hanh="03/02/2026", dia_danh="Hạ Long",
        co_quan_chu_quan="UBND phường", kinh_phi="Tự chủ", nguoi_ky="Lê A", chuc_vu="Phó Hiệu trưởng", quyen_ky="KT.",
        ky_thay_cho="Hiệu trưởng", noi_nhan=["Như trên", "Lưu: VT"], ke_hoach_cap_tren="Không có",
    )  # fmt: skip
    school.write("ke-hoach/b.md", trich_yeu="Chưa ký", nam=2026, chuc_vu="Hiệu trưởng", co_quan_ban_hanh="Ban tổ chức")

    signed, draft = school.page("ke-hoach/a/"), school.page("ke-hoach/b/")

    for words in (
        "Kế hoạch tuyên truyền",
        "ngày 03 tháng 02 năm 2026",
        "KT. HIỆU TRƯỞNG",
        "PHÓ HIỆU TRƯỞNG",
        "Lưu: VT",
        "Năm học",
    ):
        assert words in signed
    assert "chưa có số" in draft
    assert "chưa có ngày" in draft
    assert "Ban tổ chức" in draft


@pytest.mark.parametrize(
    ("fields", "state", "words"),
    [
        ({"hieu_luc_tu": "01/01/2026"}, "con_hieu_luc", "Còn hiệu lực"),
        ({"hieu_luc_tu": "01/01/2027"}, "chua_hieu_luc", "có hiệu lực từ ngày 01/01/2027"),
        ({"het_hieu_luc": "01/01/2026"}, "het_hieu_luc", "hết hiệu lực sau ngày 01/01/2026"),
        ({"lay_y_kien_tu": "01/11/2026", "lay_y_kien_den": "30/11/2026"}, "lay_y_kien", "đến hết ngày 30/11/2026"),
        ({"lay_y_kien_tu": "01/11/2026"}, "lay_y_kien", "Dự thảo đang lấy ý kiến."),
        ({}, "chua_ro", "Chưa rõ hiệu lực"),
    ],
)  # fmt: skip
def test_a_document_says_its_state(school: School, fields: dict[str, str], state: str, words: str) -> None:
    school.write("van-ban/a.md", loai="luat", trich_yeu="Luật", co_quan_ban_hanh="Quốc hội", **fields)

    page = school.page("van-ban/a/")

    assert f"{TrangThaiVanBan(state).label}</span>" in page
    assert words in page


def test_a_procedure_tells_unknown_from_none(school: School) -> None:
    table = "| Hình thức | Thời hạn | Phí |\n|---|---|---|\n| Trực tiếp | | N/A |"
    named = {"Kết quả": "Không có thông tin", "Lưu ý riêng": "Chữ.", "Cách thức thực hiện": table}
    body = "Mở đầu.\n\n" + "\n\n".join(f"## {title}\n\n{text}" for title, text in named.items())
    unknown = {"doi_tuong": "chua_ro", "co_quan": "chua_ro"}
    school.procedure(body=body, **unknown, mot_cua="lien_thong", buu_chinh="co", muc_do_cu=3, ly_do="Bản gốc")
    page = school.page("thu-tuc/2.002854/")

    assert page.count("Chưa rõ") >= 6
    assert "mức độ 3 (theo quy định cũ)" in page
    assert "lý do: Bản gốc" in page
    assert "Thông tin thêm" in page
    assert "Một cửa liên thông" in page


def test_a_procedure_that_is_no_more_says_what_came_instead(school: School) -> None:
    school.procedure("cu", trang_thai="bi_thay_the", thay_bang="moi", lien_quan=["moi", "Tên khác"])
    school.procedure("moi", ten="Thủ tục mới", thuong_xuyen="true")
    school.procedure("bo", trang_thai="bai_bo")

    assert 'Xem: <a href="../moi/">Thủ tục mới</a>' in school.page("thu-tuc/cu/")
    assert "bị bãi bỏ" in school.page("thu-tuc/bo/")
    assert "<li>Tên khác</li>" in school.page("thu-tuc/cu/")
    assert "Thường dùng" in school.page("thu-tuc/")


def test_the_announced_count_and_the_ways_to_reach_the_school(school: School) -> None:
    school.unit(so_tthc_cong_bo=34, zalo="https://zalo.me/1", duong_day_nong="+84 203 1", sap_nhap_vao=None)

    section = pages_of(school.section())

    assert "công bố 34 thủ tục" in section["thu-tuc/"]
    assert 'href="tel:+842031"' in section["trang/lien-he/"]
    assert 'href="https://zalo.me/1"' in section["trang/lien-he/"]
    assert "Mã QR gọi đường dây nóng" in section["trang/lien-he/"]


def test_a_unit_that_ended_says_so_on_its_pages_and_at_its_parent(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.unit(TRUONG, ten="Trường cũ", ngung_tu="01/09/2026", sap_nhap_vao="xa")

    section = place.section("truong")

    assert (
        section.ended
        == "Đơn vị đã ngừng hoạt động từ ngày 01/09/2026; đây là bản lưu trữ. Công việc do Phường Hoa Sen tiếp tục."
    )
    assert {section.frame(page)["cchc"].banner for page in section.pages} == {section.ended}
    assert "đã ngừng hoạt động" in place.page("don-vi/", "xa")
    assert place.section("truong", at("2026-08-31")).ended == ""


def test_an_index_shows_announced_years_newest_first(school: School) -> None:
    rows = [
        {"nam": 2023, "hang": 5, "ngay_cong_bo": "01/02/2024"},
        {"nam": 2024, "gia_tri": "88,37", "ngay_cong_bo": "01/02/2025"},
        {"nam": 2025, "gia_tri": 90},
    ]
    school.write(
        "chi-so/a.yml",
        ten="PAR",
        nguon_cong_bo="Bộ Nội vụ",
        don_vi_tinh="điểm",
        muc_tieu="Nhóm 10",
        mo_ta="Đo",
        so_lieu=rows,
    )
    school.write(
        "chi-so/b.yml",
        ten="Sau",
        nguon_cong_bo="Bộ",
        so_lieu=[{"nam": 2025, "gia_tri": 1, "ngay_cong_bo": "01/02/2027"}],
    )

    page = school.page("chi-so/")

    assert re.findall(r'<th scope="row">(\d+)</th><td>([^<]*)</td><td>([^<]*)</td>', page) == [
        ("2024", "88,37 điểm", "–"),
        ("2023", "–", "5"),
    ]
    assert "Sau" not in page


def test_a_long_text_is_summed_up_at_a_word(school: School) -> None:
    school.news(body="Chữ " * 100)
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news("hai", anh="a.png", body="", video="https://youtu.be/x")

    section = school.section()

    assert [page.description[-5:] for page in section.pages if page.address == "tin-tuc/2026/tin/"] == [" Chữ…"]
    assert 'alt=""' in pages_of(section)["tin-tuc/2026/hai/"]
    assert "Xem video trên YouTube" in pages_of(section)["tin-tuc/2026/hai/"]


def test_a_task_may_be_a_list(school: School) -> None:
    table = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | - Tập huấn | Tháng 3 |"
    school.write("ke-hoach/a.md", table, trich_yeu="Kế hoạch", nam=2026)

    assert "<ul>" in school.page("ke-hoach/a/")


def test_signature_and_recipients_stand_between_the_text_and_the_annex(school: School) -> None:
    body = f"Mở đầu.\n\n## I. Việc\n\nLàm.[^1]\n\n## Phụ lục I\n\n{TABLE}\n\n## Phụ lục II\n\nHai.\n\n[^1]: Chú thích."
    school.write(
        "ke-hoach/a.md", body, trich_yeu="Kế hoạch", nam=2026, chuc_vu="Hiệu trưởng", nguoi_ky="Lê A", noi_nhan="Tổ"
    )

    page = school.page("ke-hoach/a/")

    order = ["I. Việc", "Lê A", "Nơi nhận:", "Phụ lục I<", 'id="nhiem-vu-1"', "Phụ lục II", "Chú thích."]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


@pytest.mark.parametrize("body", ["Không có phụ lục.", "<div>\n<h2>Phụ lục</h2>\n\n</div>\n\n<h2>Hết</h2>"])
def test_a_text_without_an_annex_of_its_own_stays_whole(school: School, body: str) -> None:
    school.write("ke-hoach/a.md", body, trich_yeu="Kế hoạch", nam=2026, chuc_vu="Hiệu trưởng", nguoi_ky="Lê A")

    page = school.page("ke-hoach/a/")

    assert page.index("cc-sign") > page.index("hụ lục")
    assert lxml.html.fromstring(page).xpath("//*[@class='cc-prose']/div/h2/text()") in ([], ["Phụ lục"])


def test_an_event_says_when_and_for_whom_above_everything(school: School) -> None:
    school.news(ngay_su_kien="01/12/2026 07:30", doi_tuong="cha_me", loai="su_kien")
    school.news("hai", ngay_su_kien="02/12/2026")
    school.news("ba", doi_tuong="cha_me")

    pages = pages_of(school.section())

    assert "<dt>Thời gian diễn ra</dt><dd>Thứ Ba, 01/12/2026 07:30</dd>" in pages["tin-tuc/2026/tin/"]
    assert "<dt>Dành cho</dt><dd>Cha mẹ học sinh</dd>" in pages["tin-tuc/2026/tin/"]
    assert "Dành cho" not in pages["tin-tuc/2026/hai/"]
    assert "cc-strip" not in pages["tin-tuc/2026/ba/"]


def test_a_clip_loads_nothing_before_it_is_pressed_and_its_words_are_there(school: School) -> None:
    school.file("tin-tuc/2026/clip.mp4", b"mp4")
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news(video="clip.mp4", loi_thoai="Xin chào.\n\nMời xem.", anh="a.png", mo_ta_anh="Sân trường")
    school.news("ngoai", video="https://youtu.be/x")

    own, elsewhere = school.page("tin-tuc/2026/tin/"), school.page("tin-tuc/2026/ngoai/")

    assert '<video controls preload="none" src="clip.mp4" poster="a.jpg"' in own
    assert "<p>Xin chào.</p><p>Mời xem.</p>" in own
    assert "<video" not in elsewhere
    assert '<a class="cc-play" href="https://youtu.be/x"' in elsewhere


def test_a_news_without_picture_bears_the_sign_of_its_first_field(school: School) -> None:
    school.news(linh_vuc=["tai_chinh_cong", "the_che"])

    assert "cc-cover--tai-chinh-cong" in school.page("tin-tuc/")
    assert "cc-cover" not in school.page("tin-tuc/2026/tin/"), "the article itself needs no ornament"


def test_a_picture_is_offered_in_fewer_pixels(school: School) -> None:
    school.file("tin-tuc/2026/a.png", noise(800, 400))
    school.file("tin-tuc/2026/b.png", noise(1500, 30))
    school.news(anh="a.png")
    school.news("hai", anh="b.png")

    section = school.section()
    pages = pages_of(section)

    assert 'srcset="a-240.webp 240w, a-480.webp 480w, a-800.webp 800w"' in pages["tin-tuc/2026/tin/"]
    assert 'srcset="2026/tin/a-240.webp 240w, ' in pages["tin-tuc/"]
    assert 'b-1440.webp 1440w"' in pages["tin-tuc/2026/hai/"]
    assert {f"tin-tuc/2026/tin/a-{width}.webp" for width in (240, 480, 800)} <= section.files.keys()
    assert 'src="a.jpg" width="800" height="400" decoding="async">' in pages["tin-tuc/2026/tin/"]
    assert "tin-tuc/2026/tin/a.png" not in section.files, "the original itself is nowhere shown"


def test_a_page_can_be_passed_on_once_the_section_has_an_address(school: School) -> None:
    school.news(tieu_de="Bỏ & bớt")
    known = school.page("tin-tuc/2026/tin/")
    school.unit(url=None)

    assert '<code class="cc-code">truong.example/cchc/tin-tuc/2026/tin</code>' in known
    assert "sms:?&amp;body=B%E1%BB%8F%20%26%20b%E1%BB%9Bt%20https%3A" in known
    assert "sharer.php?u=https%3A%2F%2Ftruong.example%2Fcchc%2Ftin-tuc%2F2026%2Ftin%2F" in known
    assert "cc-share" not in school.page("tin-tuc/2026/tin/")


def test_long_lists_are_told_by_month_and_pinned_news_stand_apart(school: School) -> None:
    school.news("a", ngay="05/11/2026")
    school.news("b", ngay="04/11/2026")
    school.news("c", ngay="30/10/2026", ghim="true")

    headings = re.findall(r'<h2 id="_danh-sach-\d">([^<]*)</h2>', school.page("tin-tuc/"))

    assert headings == ["Tin ghim", "Tháng 11/2026"]


@pytest.mark.parametrize(
    ("limit", "online", "brief"),
    [
        ("1 ngày", "toan_trinh", "Trực tuyến toàn trình · 1 ngày"),
        ("chậm nhất mười ngày làm việc", "toan_trinh", "Trực tuyến toàn trình"),
        ("rất " * 12 + "lâu", "toan_trinh", "Trực tuyến toàn trình"),
        ("1 ngày", "chua_ro", "1 ngày"),
        ("rất " * 12 + "lâu", "chua_ro", ""),
    ],
)
def test_the_card_of_a_procedure_says_what_fits_one_line(school: School, limit: str, online: str, brief: str) -> None:
    table = f"| Hình thức | Thời hạn | Phí |\n|---|---|---|\n| Trực tiếp | {limit} | Không |"
    school.procedure(body=f"## Cách thức thực hiện\n\n{table}", truc_tuyen=online)

    assert re.findall(r'class="cc-card">.*?</h3>(?:<p>([^<]*)</p>)?</li>', school.page("")) == [brief]
