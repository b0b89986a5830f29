"""Duties 62–76: hotline, feedback and answers."""

import re

from tests.requirements.runner import BELOW, Year, both, cut, duty, gone

from cchc.products.qr import qr_svg

UNIT = f"{BELOW}/don-vi.yml"
FORM = "https://thcs-bang-lang.example/gui-phan-anh"
REPLIES = f"{BELOW}/phan-anh"
ASKED, BAD, COMMENT, RULE, IDEA = (
    f"{REPLIES}/{name}.md"
    for name in ("giay-xac-nhan-ngoai-gio", "bat-cho-ky", "mau-don-mien-giam", "ban-sao-khai-sinh", "hop-thu-gop-y")
)
REGISTER = "//section[.//h2[@id='_danh-sach']]"


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


@duty(62, without=cut(UNIT, "duong_day_nong: 0299 3000 911"))
def the_hotline_stands_on_every_page_and_calls(year: Year) -> None:
    for address in year.pages():
        assert "tel:02993000911" in year.found(address, "//a/@href"), address


@duty(63, without=cut(UNIT, "email_phan_anh: phananh@thcs-bang-lang.example"))
def people_may_write_to_an_address(year: Year) -> None:
    for address in ("phan-anh/", "trang/lien-he/"):
        assert "phananh@thcs-bang-lang.example" in year.words(address)
        assert "mailto:phananh@thcs-bang-lang.example" in year.found(address, "//article//a/@href")


@duty(64, without=cut(UNIT, f"url_phan_anh: {FORM}"))
def a_code_opens_the_form_whose_address_stands_beside_it(year: Year) -> None:
    code = qr_svg(FORM, "Mã QR mở phiếu phản ánh")
    assert code
    assert f'<figure class="cc-scan">{code}' in year.page("phan-anh/")
    assert FORM in year.words("phan-anh/", "//div[@class='cc-contact']")


@duty(65, without=cut(UNIT, "dia_chi: Số 5 ngõ Trạm Bơm, phường Bằng Lăng, tỉnh An Hòa"))
def people_may_come_or_send_a_letter(year: Year) -> None:
    assert "Đến hoặc gửi thư về Số 5 ngõ Trạm Bơm" in year.words("phan-anh/", "//div[@class='cc-contact']")


@duty(66, without=cut(UNIT, "  dia_chi: Phòng Văn thư, tầng 1 nhà A", "  dia_chi: Phòng Bảo vệ"))
def every_way_stands_on_one_page(year: Year) -> None:
    said = year.words("trang/lien-he/", "//div[@class='cc-contact']")
    for way in ("0299 3000 911", "phananh@", FORM, "Số 5 ngõ Trạm Bơm", "Phòng Văn thư, tầng 1 nhà A", "0299 3000 912"):
        assert way in said


@duty(67, without=gone(ASKED))
def an_answer_has_a_page_that_names_nobody(year: Year) -> None:
    address = "phan-anh/giay-xac-nhan-ngoai-gio/"
    said = year.words(address)
    assert "Đã trả lời sau 3 ngày Bộ phận Văn phòng" in " ".join(year.found(address, "//p[@class='cc-by']/*"))
    for words in (
        "Cha mẹ đi làm cả tuần thì lấy giấy xác nhận vào lúc nào?",
        "Ngày nhận05/10/2026",
        "Ngày trả lời08/10/2026",
        "Người gửi: Phụ huynh T.T.H.N., lớp 7B",
        "đến 18 giờ ngày thứ Năm",
    ):
        assert words in said
    assert "Hạnh Nguyên" not in year.page(address)


@duty(68, without=cut(ASKED, "van_ban_tra_loi: 45/THCS-VP"))
def a_written_answer_leads_to_its_paper(year: Year) -> None:
    links = year.html("phan-anh/giay-xac-nhan-ngoai-gio/").xpath("//p[starts-with(., 'Văn bản trả lời')]/a")
    assert [(one.text, one.get("href")) for one in links] == [("45/THCS-VP", "../../van-ban/45-thcs-vp/")]


@duty(69, without=gone(BAD))
def the_register_counts_what_was_received_is_waiting_answered_and_late(year: Year) -> None:
    assert year.found("phan-anh/", "//section[.//h2[@id='_tong-hop']]//dl/div")[:4] == [
        "Đã tiếp nhận5",
        "Đang xử lý1",
        "Đã trả lời3",
        "Quá hạn1",
    ]
    quarter = year.found("phan-anh/", "//tr[th='Quý IV/2026']/*")
    told = dict(zip(year.found("phan-anh/", "//table[caption]/thead//th"), quarter, strict=True))
    assert (told["Tiếp nhận"], told["Đang xử lý"], told["Quá hạn"]) == ("3", "1", "1")
    assert "Quá hạn Ban giám hiệu" in " ".join(year.found("phan-anh/bat-cho-ky/", "//p[@class='cc-by']/*"))
    assert "Tiếp nhận 3 phản ánh, kiến nghị: đã trả lời 1, đang xử lý 1, quá hạn 1." in year.report(
        "--period", "2026-Q4"
    )


@duty(70, without=cut(IDEA, "ngay_tra_loi: 10/09/2026"))
def what_came_of_a_report_is_published_and_sent_out(year: Year) -> None:
    assert "trả lời 10/09/2026" in year.words("phan-anh/", REGISTER)
    [entry] = [
        one for one in year.entries("phan-anh/rss.xml") if one["title"] == "Đề nghị đặt hòm thư góp ý cạnh cổng phụ"
    ]
    assert "Hòm thư đã treo cạnh cổng phụ" in entry["description"]


@duty(71, without=both(cut(RULE, "loai: quy_dinh_hanh_chinh", "loai: khac"), cut(IDEA, "loai: de_xuat", "loai: khac")))
def each_report_says_of_what_kind_it_is(year: Year) -> None:
    said = year.words("phan-anh/", REGISTER)
    for kind in (
        "Góp ý về thủ tục hành chính · nhận 16/11/2026",
        "Về thái độ, hành vi phục vụ · nhận 26/10/2026",
        "Về quy định hành chính · nhận 01/09/2026",
        "Đề xuất, sáng kiến · nhận 07/09/2026",
    ):
        assert kind in said


@duty(72, without=cut(ASKED, "loai: hoi_dap", "loai: khac"))
def questions_that_were_answered_stand_on_a_page_of_their_own(year: Year) -> None:
    assert "loai/hoi-dap/" in year.found("phan-anh/", f"{REGISTER}//a/@href")
    said = year.words("phan-anh/loai/hoi-dap/")
    assert "Cha mẹ đi làm cả tuần thì lấy giấy xác nhận vào lúc nào?" in said
    assert "Đến xin chữ ký" not in said


@duty(73, without=gone(f"{BELOW}/tin-tuc/2026/08-doi-thoai.md"))
def a_dialogue_has_its_day_and_its_minutes(year: Year) -> None:
    said = year.words("tin-tuc/2026/doi-thoai-thu-tuc-dau-nam/")
    assert "Thời gian diễn raThứ Sáu, 14/08/2026" in said
    assert "Tọa đàm, đối thoại" in said
    assert "Biên bản Bốn mươi hai người dự, chín ý kiến." in said
    assert "diễn ra 14/08/2026" in year.words("tin-tuc/loai/su-kien/")


@duty(74, without=cut(UNIT, f"url_phan_anh: {FORM}"))
def a_procedure_asks_how_it_went(year: Year) -> None:
    links = year.html("thu-tuc/xac-nhan-dang-hoc/").xpath("//article//a[.='Góp ý về thủ tục này']/@href")
    assert links == [FORM]


@duty(75, without=cut(UNIT, "  dien_thoai: 0299 3000 912"))
def a_plan_says_whom_to_ask(year: Year) -> None:
    assert "0299 3000 912" in year.words("ke-hoach/27-kh-thcs/", "//section[@aria-labelledby='_lien-he']")


@duty(76, without=cut(UNIT, "duong_day_nong: 0299 3000 911"))
def what_is_printed_bears_the_hotline_and_the_code(year: Year) -> None:
    assert "Hỏi: 0299 3000 911" in year.words("tin-tuc/2026/bang-tin-moi/", "//div[@class='cc-print']")
    block = year.html("trang/lien-he/").xpath("//article//div[@class='cc-pair']")[0]
    assert "0299 3000 911" in block.text_content()
    hidden = hidden_on_paper(year)
    assert "cc-footer" in hidden
    shown = {name for one in (*block.iter(), *block.iterancestors()) for name in one.get("class", "").split()}
    assert {"cc-print", "cc-tel", "cc-scan"} <= {*shown, "cc-print"} - hidden
    assert shown & hidden == set()


def hidden_on_paper(year: Year) -> set[str]:
    """The classes that the style sheets of a page leave out in print."""
    sheets = [str(one).lstrip("./") for one in year.html("phan-anh/").xpath("//link[@rel='stylesheet']/@href")]
    css = "".join(year.file(one).decode() for one in sheets)
    print_parts = css.split("@media print")[1:]
    rules = [rule for part in print_parts for rule in re.findall(r"([^{}]+)\{\s*display:\s*none[^}]*\}", part)]
    return {name for rule in rules for one in rule.split(",") for name in re.findall(r"^\s*\.([\w-]+)\s*$", one)}
