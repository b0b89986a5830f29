"""Duties 77–95: plans and their tasks."""

import openpyxl
from tests.requirements.runner import BELOW, OFFICE, Year, added, cut, duty, gone

PLANS = f"{BELOW}/ke-hoach"
PLAN, OTHER, OLD = (f"{PLANS}/{name}.md" for name in ("27-kh-thcs", "03-kh-thcs", "tuyen-truyen-2025"))
ABOVE = "ke-hoach/18-kh-ubnd.md"
HERE = "ke-hoach/27-kh-thcs/"
NEWS = f"{BELOW}/tin-tuc/2026/02-bang-tin.md"


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


def links(year: Year, address: str, xpath: str) -> list[tuple[str, str]]:
    """Words and addresses of the links that an XPath finds."""
    return [(one.text_content(), one.get("href")) for one in year.html(address).xpath(xpath)]


def fact(name: str) -> str:
    return f"//table[@class='cc-facts']//tr[th='{name}']/td"


@duty(77, without=cut(PLAN, "ngay_ban_hanh: 10/02/2026"))
def a_plan_has_the_head_of_a_paper_and_may_lack_what_nobody_knows(year: Year) -> None:
    head = year.words(HERE, "//div[@class='cc-sheet__head']")
    for words in ("UBND phường Bằng Lăng", "Trường THCS Bằng Lăng", "Số: 27/KH-THCS", "ngày 10 tháng 02 năm 2026"):
        assert words in head
    assert "Năm 2026" in " ".join(year.found(HERE, "//table[@class='cc-facts']//tr[1]/*"))
    unsigned = year.words("ke-hoach/tuyen-truyen-2025/")
    assert "Bản này chưa có số · chưa có ngày ban hành" in unsigned
    assert "Số:" not in unsigned


@duty(78, without=gone(f"{PLANS}/*.md"))
def a_unit_without_a_plan_of_this_year_is_told(year: Year) -> None:
    assert "Chưa có kế hoạch năm 2026" not in year.check()
    assert "27/KH-THCS" in year.words("ke-hoach/nam/2026/")


@duty(79, without=cut(PLAN, "  - Thực hiện Kế hoạch số 03/KH-THCS ngày 20/01/2026 của Trường THCS Bằng Lăng"))
def the_two_plans_of_a_year_lead_to_each_other(year: Year) -> None:
    assert ("03/KH-THCS", "../03-kh-thcs/") in links(year, HERE, "//ul[@class='cc-bases']//a")
    assert ("Kế hoạch số 27/KH-THCS", "../27-kh-thcs/") in links(
        year, "ke-hoach/03-kh-thcs/", "//div[@class='cc-prose']//a"
    )


@duty(80, without=cut(PLAN, "ke_hoach_cap_tren: 18/KH-UBND"))
def a_plan_leads_to_the_one_it_carries_out_and_back(year: Year) -> None:
    assert links(year, HERE, f"{fact('Thực hiện kế hoạch cấp trên')}//a") == [("18/KH-UBND", "../18-kh-ubnd/")]
    below = "//section[.//h2='Kế hoạch triển khai']//a"
    title = "Thông tin, tuyên truyền cải cách hành chính năm 2026"
    assert links(year, "ke-hoach/18-kh-ubnd/", below) == [(title, "../27-kh-thcs/")]
    there = year.html("ke-hoach/18-kh-ubnd/", OFFICE).xpath(f"{below}/@href")
    assert there == ["https://thcs-bang-lang.example/cchc/ke-hoach/27-kh-thcs/"]


@duty(81, without=cut(ABOVE, "ke_thua: true"))
def a_base_leads_to_its_paper_where_that_is_held(year: Year) -> None:
    assert "Thực hiện Kế hoạch số 18/KH-UBND ngày 28/01/2026" in year.words(HERE, "//ul[@class='cc-bases']")
    assert ("18/KH-UBND", "../18-kh-ubnd/") in links(year, HERE, "//ul[@class='cc-bases']//a")


@duty(82, without=cut(PLAN, "## V. Giải pháp"))
def a_plan_has_the_parts_it_has_and_no_other_is_asked_for(year: Year) -> None:
    assert [one.partition(" ")[2] for one in year.found(HERE, "//div[@class='cc-prose']/h2")] == [
        "Mục đích, yêu cầu",
        "Nội dung",
        "Đối tượng",
        "Hình thức",
        "Giải pháp",
        "Kinh phí",
        "Tổ chức thực hiện",
        "lục. Nội dung và hình thức tuyên truyền",
    ]
    assert year.found("ke-hoach/tuyen-truyen-2025/", "//div[@class='cc-prose']/h2") == []


ROW = "| 5 | Soạn thảo văn bản điện tử, chữ ký số | Tập huấn | Tổ Toán – Tin | Trong năm 2026 |"


@duty(83, without=cut(PLAN, ROW))
def every_row_of_the_annex_is_a_task(year: Year) -> None:
    assert year.found(HERE, "//div[contains(@class, 'cc-tasks')]//tr/@id") == [f"nhiem-vu-{tt}" for tt in range(1, 11)]
    assert year.found(HERE, "//tr[@id='nhiem-vu-5']/*")[:5] == [cell.strip() for cell in ROW.strip("| ").split("|")]
    assert year.task("27/KH-THCS#5")["noi_dung"] == "Soạn thảo văn bản điện tử, chữ ký số"


@duty(84, without=cut(OTHER, "- Thời gian thực hiện: Quý III/2026"))
def a_part_of_the_text_that_says_when_is_a_task_too(year: Year) -> None:
    assert year.found("ke-hoach/03-kh-thcs/", "//li[@id='nhiem-vu-ii-1']/h3") == ["Rút gọn mẫu đơn xin xác nhận"]
    task = year.task("03/KH-THCS#II.1")
    assert (task["bo_phan"], task["cac_dot"]) == ("Tổ Văn phòng", [["2026-07-01", "2026-09-30"]])


@duty(85, without=cut(PLAN, "| Tập huấn | Tổ Toán – Tin |", "| Tập huấn | |"))
def a_task_says_who_does_it_and_is_found_by_that(year: Year) -> None:
    assert year.found(HERE, "//tr[@id='nhiem-vu-5']/td[@data-l='Bộ phận thực hiện']") == ["Tổ Toán – Tin"]
    assert year.task("27/KH-THCS#5")["bo_phan"] == "Tổ Toán – Tin"
    book = year.project.root / "bao-cao.xlsx"
    year.report("--period", "2026", "-o", str(book))
    sheet = openpyxl.load_workbook(book)["Nhiệm vụ"]
    columns = [[cell.value for cell in column] for column in sheet.iter_cols()]
    assert any(head == "Bộ phận" and "Tổ Toán – Tin" in cells for head, *cells in columns)
    assert sheet.auto_filter.ref == sheet.dimensions


@duty(86, without=cut(NEWS, "minh_chung: 27/KH-THCS#2"))
def what_proves_a_task_stands_beside_it_and_leads_back(year: Year) -> None:
    news = "../../tin-tuc/2026/bang-tin-moi/"
    assert links(year, HERE, "//tr[@id='nhiem-vu-2']//a") == [("Bảng tin mới ở sảnh nhà A", news)]
    back = links(year, "tin-tuc/2026/bang-tin-moi/", "//dl[@class='cc-side']//a")
    assert ("27/KH-THCS, nhiệm vụ 2", "../../../ke-hoach/27-kh-thcs/#nhiem-vu-2") in back
    assert "nhiệm vụ đã có minh chứng" in year.words("ke-hoach/")


PROOF = (
    "---\nid: dang-nhap\ntieu_de: Cha mẹ học sinh tự đăng nhập\nngay: 15/05/2026\nlinh_vuc: the_che\n"
    "minh_chung: 27/KH-THCS#3\n---\n\nBa lớp đã làm thử.\n"
)


@duty(87, without=added(f"{BELOW}/tin-tuc/2026/05-dang-nhap.md", PROOF))
def a_task_that_is_late_is_shown_and_called_for(year: Year) -> None:
    assert "Nhiệm vụ 3 (Quý II/2026) đã đến hạn mà thiếu minh chứng." in year.check()
    assert "Chậm" in year.words(HERE, "//tr[@id='nhiem-vu-3']")
    assert "Đã qua thời hạn, chưa có minh chứng" in year.words(HERE, "//li[h3/a[@href='#nhiem-vu-3']]")


@duty(88, without=cut(PLAN, "kinh_phi: Nguồn chi thường xuyên năm 2026 của nhà trường"))
def a_plan_says_what_pays_for_it(year: Year) -> None:
    assert year.words(HERE, fact("Kinh phí")) == "Nguồn chi thường xuyên năm 2026 của nhà trường"


@duty(89, without=cut(NEWS, "doi_tuong: cha_me, nguoi_dan"))
def news_and_plans_say_whom_they_are_for(year: Year) -> None:
    side = year.words("tin-tuc/2026/bang-tin-moi/", "//dl[@class='cc-side']/dd[preceding-sibling::dt[1]='Đối tượng']")
    assert side == "Cha mẹ học sinh; Người dân"
    assert "III. Đối tượng" in year.found(HERE, "//h2")


@duty(90, without=cut(PLAN, "  - UBND phường Bằng Lăng (để báo cáo)"))
def a_plan_says_who_receives_it_and_what_for(year: Year) -> None:
    assert year.found(HERE, "//div[@class='cc-sign__to']//li") == [
        "UBND phường Bằng Lăng (để báo cáo);",
        "Các tổ chuyên môn (để thực hiện);",
        "Trang thông tin điện tử của trường;",
        "Lưu: VT.",
    ]


@duty(91, without=cut(PLAN, "quyen_ky: KT.\nky_thay_cho: Hiệu trưởng"))
def a_plan_is_signed_by_someone_for_someone(year: Year) -> None:
    assert year.found(HERE, "//div[@class='cc-sign__by']/p") == ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Vi Văn Sấu"]
    office = year.found("ke-hoach/18-kh-ubnd/", "//div[@class='cc-sign__by']/p", OFFICE)
    assert office == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lại Thế Vinh"]


@duty(92, without=cut(PLAN, "## Phụ lục. Nội dung và hình thức tuyên truyền"))
def an_annex_follows_the_signature_and_names_its_plan(year: Year) -> None:
    annex = year.words(HERE, "//div[@class='cc-leaf'][.//div[@class='cc-sign']]/following-sibling::div")
    assert annex.startswith("Phụ lục.")
    assert "(Kèm theo Kế hoạch số 27/KH-THCS ngày 10/02/2026)" in annex


@duty(93, without=cut(OTHER, "### 2. Mục tiêu cụ thể"))
def aims_stand_in_general_and_one_by_one(year: Year) -> None:
    aims = year.found("ke-hoach/03-kh-thcs/", "//div[@class='cc-prose']/h3[@id]")
    assert aims[:2] == ["1. Mục tiêu chung", "2. Mục tiêu cụ thể"]
    assert "Ít nhất 80% đơn xin xác nhận nộp qua mạng." in year.found("ke-hoach/03-kh-thcs/", "//li")


@duty(94, without=gone(OLD))
def plans_of_past_years_are_kept_by_year(year: Year) -> None:
    years = links(year, "ke-hoach/nam/2026/", "//nav[@aria-label='Năm']//a")
    assert [address for _, address in years] == ["./", "../2025/"]
    assert "Tuyên truyền cải cách hành chính năm 2025" in year.words("ke-hoach/nam/2025/")


LAW = "kế hoạch phổ biến, giáo dục pháp luật"


@duty(95, without=cut(PLAN, f"[{LAW}](31-kh-thcs.md)", LAW))
def the_plan_of_legal_education_and_this_one_lead_to_each_other(year: Year) -> None:
    text = "//div[@class='cc-prose']//a"
    assert (LAW, "../31-kh-thcs/") in links(year, HERE, text)
    back = links(year, "ke-hoach/31-kh-thcs/", text)
    assert ("kế hoạch tuyên truyền cải cách hành chính", "../27-kh-thcs/") in back
