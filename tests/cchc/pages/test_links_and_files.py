"""Links and files of single pages."""

import re
from pathlib import Path

from tests.cchc.section.rich import TRUONG, XA, three_units
from tests.school import NOW, THEME, School, at, pages_of

from cchc.publishing.section import build_section
from cchc.section.inheritance import holdings


def test_a_link_in_a_table_of_an_override_is_its_authors(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.procedure()
    place.file(f"{TRUONG}/thu-tuc/mau.pdf", b"%PDF truong")
    rows = "| Tên giấy tờ | Mẫu |\n|---|---|\n| Đơn | [Mẫu](mau.pdf) |"
    place.write(f"{TRUONG}/thu-tuc/2.002854.md", f"## Thành phần hồ sơ\n\n{rows}", ghi_de="true")

    assert "thu-tuc/2.002854/mau.pdf" in place.section("truong").files


def test_what_replaces_amends_and_corrects_is_linked_both_ways(school: School) -> None:
    named = {"loai": "quyet_dinh", "trich_yeu": "Quyết định", "co_quan_ban_hanh": "Trường"}
    school.write("van-ban/cu.md", **named, so_ky_hieu="1/QĐ", hieu_luc_tu="01/01/2020", ngay_ban_hanh="01/01/2020")
    for field, word in {"thay_the": "thay", "sua_doi": "sua", "dinh_chinh": "dinh"}.items():
        school.write(
            f"van-ban/{word}.md",
            **named,
            so_ky_hieu=f"2/{word}",
            ngay_ban_hanh="01/12/2026" if word == "thay" else "01/01/2026",
            dang_tu="01/01/2026",
            **{field: "1/QĐ"},
        )

    old = school.page("van-ban/cu/")
    assert all(f'href="../{word}/"' in old for word in ("thay", "sua", "dinh"))
    assert 'href="../cu/"' in school.page("van-ban/thay/")
    assert "Còn hiệu lực</span>" in old
    assert "Đã bị thay thế</span>" in school.page("van-ban/cu/", now=at("2026-12-01"))


def test_large_files_are_told_in_megabytes_and_long_questions_are_cut(school: School) -> None:
    school.file("phan-anh/a.zip", b"0" * 1_250_000)
    school.file("phan-anh/b.txt", b"0")
    question = "Xin hỏi về việc " * 20
    school.write(
        "phan-anh/01.md",
        "Đáp.",
        noi_dung=question,
        ngay_nhan="01/11/2026",
        ngay_tra_loi="02/11/2026",
        tep=["a.zip", "b.txt"],
    )

    section = school.section()
    [page] = [page for page in section.pages if page.address == "phan-anh/01/"]

    assert "ZIP, 1,2 MB" in page.html
    assert "TXT, 1 KB" in page.html
    assert page.title.endswith("…")
    assert len(page.title) <= 91


def test_a_link_to_what_is_hidden_is_words_only(school: School) -> None:
    school.news("kin", nhap="true")
    school.news(
        body="[một](kin.md) [hai](/tin-tuc/2026/kin/) [ba](../../thu-tuc/x.md) [bốn](#cuoi) [năm](tel:113) [sáu](/)"
    )

    html = school.page("tin-tuc/2026/tin/") if not school.rules(errors=True) else ""

    assert html == ""
    school.news(body="[một](kin.md) [hai](/tin-tuc/2026/kin/) [bốn](#cuoi) [năm](tel:113) [sáu](/)")
    page = school.page("tin-tuc/2026/tin/")
    assert "kin/" not in page
    assert "kin.md" not in page
    assert 'href="#cuoi"' in page
    assert '<a href="../../../">sáu</a>' in page


def test_a_text_from_a_unit_without_address_loses_links_to_what_stays_there(tmp_path: Path) -> None:
    place = three_units(tmp_path)
    place.unit(XA, loai="xa", url=None)
    place.news("rieng", XA)
    place.procedure("rieng", XA, body="## Kết quả\n\n[a](../tin-tuc/2026/rieng.md) [b](/tin-tuc/2026/rieng/)")

    page = place.page("thu-tuc/rieng/", "truong")

    assert "rieng" not in re.sub("thu-tuc(/|%2F)rieng", "", page)


def test_a_basis_is_linked_where_its_number_stands_and_stays_text_elsewhere(school: School) -> None:
    named = {"loai": "nghi_dinh", "trich_yeu": "Dịch vụ", "co_quan_ban_hanh": "Chính phủ"}
    school.write("van-ban/224.md", **named, so_ky_hieu="224/2026/NĐ-CP", ngay_ban_hanh="01/06/2026")
    bases = ["Nghị định số 224/2026/NĐ-CP của Chính phủ;", "nghị định 224/2026/nđ-cp", "Luật số 1/2030/QH"]
    school.write("ke-hoach/a.md", trich_yeu="Kế hoạch", nam=2026, can_cu=bases)

    page = school.page("ke-hoach/a/")

    assert page.count('<a href="../../van-ban/224/">') == 1
    assert "<em>nghị định 224/2026/nđ-cp</em>" in page


def test_where_two_documents_bear_one_number_the_issuer_or_the_day_decides(school: School) -> None:
    for name, issuer, day in (("so", "Sở Giáo dục", "01/02/2026"), ("xa", "UBND phường", "03/02/2026")):
        school.write(
            f"van-ban/{name}.md",
            loai="quyet_dinh",
            trich_yeu="A",
            co_quan_ban_hanh=issuer,
            so_ky_hieu="5/QĐ",
            ngay_ban_hanh=day,
        )
    named = {"loai": "cong_van", "trich_yeu": "B", "co_quan_ban_hanh": "Trường"}
    school.write(
        "van-ban/c.md",
        **named,
        lien_quan=["5/QĐ của Sở Giáo dục", "5/QĐ ngày 03/02/2026", "5/QĐ", "so", "Không có"],
        thay_the="0/QĐ",
    )

    page = school.page("van-ban/c/")

    assert re.findall(r'<a href="\.\./(so|xa)/">([^<]*)</a>', page) == [
        ("so", "Quyết định số 5/QĐ ngày 01/02/2026"), ("xa", "Quyết định số 5/QĐ ngày 03/02/2026"),
    ]  # fmt: skip


def test_two_attachments_of_one_name_keep_both(school: School) -> None:
    school.file("tin-tuc/2026/mau don.pdf", b"%PDF 1")
    school.file("tin-tuc/2026/mau-don.pdf", b"%PDF 2")
    school.news(tep=["mau don.pdf", "mau-don.pdf"], tom_tat="Tóm tắt của người viết", body="Dài hơn.")

    section = school.section()

    assert {"tin-tuc/2026/tin/mau-don.pdf", "tin-tuc/2026/tin/mau-don-2.pdf"} <= section.files.keys()
    assert "Tóm tắt của người viết" in pages_of(section)["tin-tuc/"]


def test_a_link_that_leaves_the_folder_or_leads_to_no_file_is_words_even_unchecked(school: School) -> None:
    school.news(body="[ra ngoài](../../../../etc/passwd) và [không có](khong-co.pdf)")
    tree = school.load()

    page = pages_of(build_section(tree, holdings(tree), "truong", NOW, THEME))["tin-tuc/2026/tin/"]

    assert re.findall(r"<a ([^>]*)>(ra ngoài|không có)</a>", page) == [("", "ra ngoài"), ("", "không có")]
