"""What single pages say."""

import re

import lxml.html
import pytest

from tests.cchc.section.rich import TRUONG, XA, picture, three_units
from tests.school import School, at, pages_of

TABLE = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 3 |"


def ids(html: str) -> list[str]:
    return [str(name) for name in lxml.html.fromstring(html).xpath("//@id")]


@pytest.mark.xfail(strict=True, reason="theme/pages: the ids of templates and of headings in the text may be the same")
@pytest.mark.parametrize("title", ["Nhiệm vụ", "Tệp đính kèm"])
def test_a_heading_of_the_author_does_not_take_the_anchor_of_the_page(school: School, title: str) -> None:
    school.file("ke-hoach/a.pdf", b"%PDF")
    school.write("ke-hoach/a.md", f"## {title}\n\n{TABLE}", trich_yeu="Kế hoạch", nam=2026, tep="a.pdf")

    names = ids(school.page("ke-hoach/a/"))

    assert len(names) == len(set(names))


@pytest.mark.xfail(strict=True, reason="pages/procedures.py: every part is converted alone, without a prefix for its ids")
def test_two_parts_of_a_procedure_may_have_the_same_subheading(school: School) -> None:
    part = "### Trường hợp 1\n\nMột.\n\n### Trường hợp 2\n\nHai."
    school.procedure(body=f"## Trình tự thực hiện\n\n{part}\n\n## Kết quả\n\n{part}")

    names = ids(school.page("thu-tuc/2.002854/"))

    assert len(names) == len(set(names))


@pytest.mark.xfail(strict=True, reason="pages/procedures.py: cells of tables are linked from the owner's folder, whoever wrote them")
def test_a_link_in_a_table_of_an_override_is_its_authors(tmp_path) -> None:  # type: ignore[no-untyped-def]
    place = three_units(tmp_path)
    place.procedure()
    place.file(f"{TRUONG}/thu-tuc/mau.pdf", b"%PDF truong")
    rows = "| Tên giấy tờ | Mẫu |\n|---|---|\n| Đơn | [Mẫu](mau.pdf) |"
    place.write(f"{TRUONG}/thu-tuc/2.002854.md", f"## Thành phần hồ sơ\n\n{rows}", ghi_de="true")

    assert "thu-tuc/2.002854/mau.pdf" in place.section("truong").files


def test_a_task_shows_its_evidence_and_the_evidence_its_task(school: School) -> None:
    school.write("ke-hoach/a.md", TABLE, trich_yeu="Tuyên truyền", nam=2026, so_ky_hieu="25/KH", ngay_ban_hanh="01/02/2026")
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

    for words in ("Kế hoạch tuyên truyền", "ngày 03 tháng 02 năm 2026", "KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Lưu: VT", "Năm học"):
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

    assert f'data-state="{state}"' in page
    assert words in page


def test_what_replaces_amends_and_corrects_is_linked_both_ways(school: School) -> None:
    named = {"loai": "quyet_dinh", "trich_yeu": "Quyết định", "co_quan_ban_hanh": "Trường"}
    school.write("van-ban/cu.md", **named, so_ky_hieu="1/QĐ", hieu_luc_tu="01/01/2020", ngay_ban_hanh="01/01/2020")
    for field, word in {"thay_the": "thay", "sua_doi": "sua", "dinh_chinh": "dinh"}.items():
        school.write(f"van-ban/{word}.md", **named, so_ky_hieu=f"2/{word}", ngay_ban_hanh="01/12/2026" if word == "thay" else "01/01/2026", dang_tu="01/01/2026", **{field: "1/QĐ"})

    old = school.page("van-ban/cu/")
    assert all(f'href="../{word}/"' in old for word in ("thay", "sua", "dinh"))
    assert 'href="../cu/"' in school.page("van-ban/thay/")
    assert 'data-state="con_hieu_luc"' in old
    assert 'data-state="bi_thay_the"' in school.page("van-ban/cu/", now=at("2026-12-01"))


def test_a_procedure_tells_unknown_from_none(school: School) -> None:
    body = "Mở đầu.\n\n## Kết quả\n\nKhông có thông tin\n\n## Lưu ý riêng\n\nChữ.\n\n## Cách thức thực hiện\n\n| Hình thức | Thời hạn | Phí |\n|---|---|---|\n| Trực tiếp | | N/A |"
    school.procedure(body=body, doi_tuong="chua_ro", co_quan="chua_ro", so_tthc_cong_bo=None) if False else school.procedure(
        body=body, doi_tuong="chua_ro", co_quan="chua_ro", mot_cua="lien_thong", buu_chinh="co", muc_do_cu=3, ly_do="Bản gốc"
    )
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
    assert "Mã QR gọi đường dây nóng" in section[""]


def test_a_unit_that_ended_says_so_on_its_pages_and_at_its_parent(tmp_path) -> None:  # type: ignore[no-untyped-def]
    place = three_units(tmp_path)
    place.unit(TRUONG, ten="Trường cũ", ngung_tu="01/09/2026", sap_nhap_vao="xa")

    section = place.section("truong")

    assert section.ended == "Đơn vị đã ngừng hoạt động từ ngày 01/09/2026; đây là bản lưu trữ. Công việc do Phường Hoa Sen tiếp tục."
    assert section.ended in pages_of(section)[""]
    assert "đã ngừng hoạt động" in place.page("don-vi/", "xa")
    assert place.section("truong", at("2026-08-31")).ended == ""


def test_an_index_shows_announced_years_newest_first(school: School) -> None:
    rows = [{"nam": 2023, "hang": 5, "ngay_cong_bo": "01/02/2024"}, {"nam": 2024, "gia_tri": "88,37", "ngay_cong_bo": "01/02/2025"}, {"nam": 2025, "gia_tri": 90}]
    school.write("chi-so/a.yml", ten="PAR", nguon_cong_bo="Bộ Nội vụ", don_vi_tinh="điểm", muc_tieu="Nhóm 10", mo_ta="Đo", so_lieu=rows)
    school.write("chi-so/b.yml", ten="Sau", nguon_cong_bo="Bộ", so_lieu=[{"nam": 2025, "gia_tri": 1, "ngay_cong_bo": "01/02/2027"}])

    page = school.page("chi-so/")

    assert re.findall(r'<th scope="row">(\d+)</th><td>([^<]*)</td><td>([^<]*)</td>', page) == [("2024", "88,37 điểm", ""), ("2023", "", "5")]
    assert "Sau" not in page


def test_large_files_are_told_in_megabytes_and_long_questions_are_cut(school: School) -> None:
    school.file("phan-anh/a.zip", b"0" * 1_250_000)
    school.file("phan-anh/b.txt", b"0")
    question = "Xin hỏi về việc " * 20
    school.write("phan-anh/01.md", "Đáp.", noi_dung=question, ngay_nhan="01/11/2026", ngay_tra_loi="02/11/2026", tep=["a.zip", "b.txt"])

    section = school.section()
    [page] = [page for page in section.pages if page.address == "phan-anh/01/"]

    assert "ZIP, 1,2 MB" in page.html
    assert "TXT, 1 KB" in page.html
    assert page.title.endswith("…")
    assert len(page.title) <= 91


def test_a_long_text_is_summed_up_at_a_word(school: School) -> None:
    school.news(body="Chữ " * 100)
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news("hai", anh="a.png", body="", video="https://youtu.be/x")

    section = school.section()

    assert [page.description[-5:] for page in section.pages if page.address == "tin-tuc/2026/tin/"] == [" Chữ…"]
    assert 'alt=""' in pages_of(section)["tin-tuc/2026/hai/"]
    assert "Xem video (mở trang khác)" in pages_of(section)["tin-tuc/2026/hai/"]


def test_a_link_to_what_is_hidden_is_words_only(school: School) -> None:
    school.news("kin", nhap="true")
    school.news(body="[một](kin.md) [hai](/tin-tuc/2026/kin/) [ba](../../thu-tuc/x.md) [bốn](#cuoi) [năm](tel:113) [sáu](/)")

    html = school.page("tin-tuc/2026/tin/") if not school.rules(errors=True) else ""

    assert html == ""
    school.news(body="[một](kin.md) [hai](/tin-tuc/2026/kin/) [bốn](#cuoi) [năm](tel:113) [sáu](/)")
    page = school.page("tin-tuc/2026/tin/")
    assert "kin" not in page
    assert 'href="#cuoi"' in page
    assert '<a href="../../../">sáu</a>' in page


def test_a_text_from_a_unit_without_address_loses_links_to_what_stays_there(tmp_path) -> None:  # type: ignore[no-untyped-def]
    place = three_units(tmp_path)
    place.unit(XA, loai="xa", url=None)
    place.news("rieng", XA)
    place.procedure("rieng", XA, body="## Kết quả\n\n[a](../tin-tuc/2026/rieng.md) [b](/tin-tuc/2026/rieng/)")

    page = place.page("thu-tuc/rieng/", "truong")

    assert "rieng" not in re.sub("thu-tuc/rieng", "", page)
