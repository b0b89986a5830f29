"""Duties 96–106: documents of superiors and of the school itself."""

from tests.requirements.runner import BELOW, OFFICE, Year, cut, duty, gone


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


def cards(year: Year, address: str) -> list[str]:
    """The entries of a list of documents."""
    return year.found(address, "//li[@class='cc-doc']")


def cuts(year: Year, what: str) -> set[str]:
    """The names by which the list of documents can be narrowed, without their counts."""
    return set(year.found("van-ban/", f"//a[contains(@href, 'loc/{what}/')]/text()"))


@duty(96, without=gone("van-ban/239-kh-sgddt.md"))
def papers_of_superiors_held_by_the_office_stand_in_the_schools_library_too(year: Year) -> None:
    for ma in (OFFICE, "thcs-bang-lang"):
        papers = " ".join(year.found("van-ban/", "//li[@class='cc-doc']", ma))
        assert "239/KH-SGDĐT" in papers
        assert "Sở Giáo dục và Đào tạo tỉnh An Hòa" in papers


@duty(97, without=cut("van-ban/05-ct-ubnd.md", "ngay_ban_hanh: 18/11/2026"))
def the_newest_paper_comes_first_on_the_home_page_and_in_the_feed(year: Year) -> None:
    [newest, *_] = year.found("", "//section[.//h2='Văn bản mới']//li[@class='cc-doc']")
    assert newest.startswith("05/CT-UBND")
    [entry, *_] = year.entries("van-ban/rss.xml")
    assert entry["title"].endswith("Chấn chỉnh kỷ luật, kỷ cương hành chính dịp cuối năm")


@duty(98, without=cut("van-ban/05-ct-ubnd.md", "UBND tỉnh An Hòa", "UBND phường Bằng Lăng"))
def papers_can_be_narrowed_to_an_issuer_from_the_assembly_down_to_the_school(year: Year) -> None:
    levels = {"Quốc hội", "Chính phủ", "UBND tỉnh An Hòa", "UBND phường Bằng Lăng", "Trường THCS Bằng Lăng"}
    assert {one.strip() for one in cuts(year, "co-quan")} > levels
    [only] = cards(year, "van-ban/loc/co-quan/ubnd-tinh-an-hoa/")
    assert "05/CT-UBND" in only


@duty(99, without=cut("van-ban/luat-104-2016.md", "loai: luat", "loai: khac"))
def every_kind_of_paper_the_plans_cite_can_be_asked_for(year: Year) -> None:
    cited = {"Luật", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Chương trình", "Đề án", "Kế hoạch"}
    assert {one.strip() for one in cuts(year, "loai")} > cited | {"Công văn", "Báo cáo"}


@duty(100, without=cut("van-ban/4079-snv-cchc.md", "so_ky_hieu: 4079/SNV-CCHC"))
def numbers_with_stray_blanks_letters_years_and_party_order_lead_to_their_papers(year: Year) -> None:
    links = year.found("van-ban/71-bc-thcs/", "//section[.//h2='Văn bản có liên quan']//li/a/@href")
    names = ("239-kh-sgddt", "4079-snv-cchc", "18-nq-tw", "45-2016-qd-ttg", "30c-nq-cp", "21-ctr-du")
    assert links == [f"../{name}/" for name in names]


@duty(101, without=cut("van-ban/76-nq-cp-2013.md", "ngay_ban_hanh: 13/06/2013"))
def of_two_papers_with_one_number_the_day_in_words_tells_which(year: Year) -> None:
    [one] = year.html("van-ban/76-nq-cp-2021/").xpath("//section[.//h2='Văn bản có liên quan']//li/a")
    assert (one.get("href"), one.text) == ("../76-nq-cp-2013/", "Nghị quyết số 76/NQ-CP ngày 13/06/2013")
    assert "Nghị quyết số 76/NQ-CP ngày 15/07/2021" in year.words("van-ban/76-nq-cp-2021/", "//header")


@duty(102, without=cut("van-ban/118-2025-nd-cp.md", "thay_the: 61/2018/NĐ-CP"))
def what_is_no_longer_in_force_is_listed_with_its_reason(year: Year) -> None:
    [ended] = cards(year, "van-ban/loc/trang-thai/het-hieu-luc/")
    assert "Văn bản đã hết hiệu lực sau ngày 31/08/2026." in ended
    assert "trang-thai/bi-thay-the/" in " ".join(year.pages()), "không có danh sách văn bản bị thay thế"
    [replaced] = cards(year, "van-ban/loc/trang-thai/bi-thay-the/")
    assert "được thay thế bởi: Nghị định số 118/2025/NĐ-CP" in replaced


@duty(102, without=cut(f"{BELOW}/van-ban/33-tb-thcs.md", "het_hieu_luc: 15/01/2027"))
def what_is_about_to_expire_has_a_list_and_a_feed_of_its_own(year: Year) -> None:
    here = "van-ban/loc/trang-thai/sap-het-hieu-luc/"
    [soon] = cards(year, here) or [""]
    assert "Niêm yết lịch tiếp nhận hồ sơ học kỳ I" in soon
    assert "đến hết ngày 15/01/2027" in soon
    [entry] = year.entries(f"{here}rss.xml")
    assert entry["title"] == "Sắp hết hiệu lực: Niêm yết lịch tiếp nhận hồ sơ học kỳ I"


@duty(102, without=gone("van-ban/61-2018-nd-cp.md"))
def all_documents_stand_in_one_table_by_state_to_be_published_periodically(year: Year) -> None:
    assert "loc/he-thong-hoa/" in year.found("van-ban/", "//header//a/@href")
    cells = year.found("van-ban/loc/he-thong-hoa/", "//tbody[contains(tr[1], 'Đã bị thay thế')]/tr[2]/*") or [""] * 5
    assert (cells[0], cells[1], cells[3]) == ("Nghị định 61/2018/NĐ-CP", "23/04/2018", "01/07/2025")
    assert cells[4].startswith("Được thay thế bởi: Nghị định số 118/2025/NĐ-CP")


@duty(103, without=cut(f"{BELOW}/van-ban/18-qd-thcs.md", "loai: quy_che", "loai: khac"))
def rules_of_the_house_have_a_list_of_their_own(year: Year) -> None:
    [rules] = cards(year, "van-ban/loc/loai/quy-che/")
    assert "Quy chế làm việc của bộ phận tiếp nhận hồ sơ" in rules


@duty(104, without=gone("van-ban/52-qd-ubnd.md"))
def what_is_delegated_to_the_head_of_the_school_is_said_under_its_reform_field(year: Year) -> None:
    said = year.words("van-ban/52-qd-ubnd/")
    assert "Phân cấp, ủy quyền cho hiệu trưởng" in said
    assert "Cải cách tổ chức bộ máy" in said
    assert "hợp đồng sửa chữa dưới 50 triệu đồng" in said


@duty(105, without=gone(f"{BELOW}/trang/danh-muc-cong-khai.md"))
def the_list_of_what_must_be_disclosed_leads_to_the_papers_themselves(year: Year) -> None:
    links = year.found("trang/danh-muc-cong-khai/", "//article//td/a/@href")
    assert links == ["../../van-ban/18-qd-thcs/", "../../van-ban/64-bc-thcs/"]
    assert "../../van-ban/luat-104-2016/" in year.found("trang/danh-muc-cong-khai/", "//article//p/a/@href")


@duty(
    106,
    without=cut(
        f"{BELOW}/tin-tuc/2026/11-tap-huan.md",
        "tep:\n  - tep: tai-lieu-tap-huan.pdf\n    ten: Tài liệu tập huấn, 24 trang",
    ),
)
def what_was_taught_can_be_taken_home(year: Year) -> None:
    here = "tin-tuc/2026/tap-huan/"
    assert "Tài liệu tập huấn, 24 trang (PDF, 1 KB)" in year.words(here)
    assert year.file(f"{here}tai-lieu-tap-huan.pdf").startswith(b"%PDF")
