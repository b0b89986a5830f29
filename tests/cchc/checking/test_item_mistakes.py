"""Every error and warning about one item: where, what, how to mend it, and that doing so helps."""

import io

import pytest
from PIL import Image
from tests.cchc.checking.mistakes import (
    NEWS,
    Mistake,
    document,
    don_vi,
    is_mended_by_the_command,
    is_told_and_mended,
    news,
    plan,
    procedure,
    reply,
)
from tests.school import PROCEDURE_BODY, School


def picture(width: int = 4, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 3), "green").save(out, kind)
    return out.getvalue()


JPG = {"tin-tuc/2026/a.png": picture()}
PLAN, DOC, REPLY, PROC = "ke-hoach/kh.md", "van-ban/vb.md", "phan-anh/pa.md", "thu-tuc/2.002854.md"

ABOUT_FIELDS = [
    Mistake("mau-thuan", NEWS, 7, news("dang_tu: 10/11/2026", "het_han: 09/11/2026"), "sớm hơn ngày đăng",
            "sửa một trong hai", news("dang_tu: 10/11/2026", "het_han: 10/11/2026"), error=False),
    Mistake("mau-thuan", NEWS, 6, news("nguon_url: https://a.vn"), "thiếu tên nguồn", 'nguon: "Báo Giáo dục"',
            news("nguon_url: https://a.vn", 'nguon: "Báo Giáo dục"'), error=False),
    Mistake("thieu", PLAN, 1, plan().replace("nam: 2026\n", ""), "thiếu năm của kế hoạch", "nam_hoc: 2026-2027",
            plan().replace("nam: 2026", "nam_hoc: 2026-2027")),
    Mistake("mau-thuan", PROC, 9, procedure("truc_tuyen: mot_phan"), "chưa nêu lý do", "ly_do:",
            procedure("truc_tuyen: mot_phan", 'ly_do: "Phải xuất trình bản chính để đối chiếu"'), error=False),
    Mistake("mau-thuan", PROC, 9, procedure("trang_thai: bi_thay_the"), "chưa nêu thủ tục thay thế",
            "thay_bang: 2.002854",
            procedure("trang_thai: bi_thay_the", "thay_bang: 2.002854"), error=False),
    Mistake("mau-thuan", DOC, 9, document("hieu_luc_tu: 02/01/2026", "het_hieu_luc: 01/01/2026"),
            "sớm hơn ngày có hiệu lực",
            "sửa một trong hai", document("hieu_luc_tu: 02/01/2026", "het_hieu_luc: 02/01/2026"), error=False),
    Mistake("mau-thuan", REPLY, 5, reply("han_tra_loi: 30/09/2026"), "sớm hơn ngày nhận", "sửa một trong hai",
            reply("han_tra_loi: 01/10/2026"), error=False),
    Mistake("mau-thuan", "chi-so/a.yml", 3,
            "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - {nam: 2025, hang: 1}\n  - {nam: 2025, hang: 2}\n",
            "cùng một năm",
            "chỉ ghi một dòng", "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - {nam: 2025, hang: 1}\n", error=False),
    Mistake("mau-thuan", "chi-so/a.yml", 3, "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n",
            "không có cả giá trị",
            "thêm gia_tri hoặc hang", "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - {nam: 2025, hang: 1}\n", error=False),
    Mistake("tieu-de-dai", NEWS, 5, news("tieu_de: " + "a" * 151, without="tieu_de"), "dài 151 ký tự", "dưới 150 ký tự",
            news("tieu_de: " + "a" * 150, without="tieu_de"), error=False),
    Mistake("khong-ngay", DOC, 2, document().replace("ngay_ban_hanh: 03/02/2026\n", ""), "Không có ngày nào",
            "ngay_cap_nhat: 20/11/2026", document("ngay_cap_nhat: 20/11/2026"), error=False),
    Mistake("khac-nam", NEWS, 5, news("ngay: 05/11/2025", without="ngay"), "khác năm của thư mục (2026)", "sửa ngày",
            news(), error=False),
    Mistake("chua-duyet", NEWS, 2, news(), "Chưa được duyệt", "nguoi_duyet, ngay_duyet",
            news("nguoi_duyet: Phó Hiệu trưởng", "ngay_duyet: 05/11/2026"), error=False,
            others={"don-vi.yml": don_vi("yeu_cau_duyet: true")}),
    Mistake("loi-thoai", NEWS, 6, news("video: https://a.vn/v"), "chưa có lời thoại", "thêm trường loi_thoai",
            news("video: https://a.vn/v", "loi_thoai: Xin chào"), error=False),
    Mistake("ma-thu-tuc", PROC, 9, procedure("ma: 1.0133611"), "không theo dạng thường gặp", "Cổng Dịch vụ công",
            procedure("ma: 1.013361"), error=False),
    Mistake("trung-dia-chi", NEWS, 6, news("dia_chi_cu: /tin-tuc/2026/khac/"), "đang là địa chỉ của bài khác",
            "xóa địa chỉ",
            news(), others={"tin-tuc/2026/khac.md": news().replace("id: tin", "id: khac")}),
    Mistake("trung-dia-chi", NEWS, 6, news("dia_chi_cu: /cu.html"), "trùng với tin-tuc/2026/khac.md",
            "chỉ giữ ở một bài",
            news(), others={"tin-tuc/2026/khac.md": news("dia_chi_cu: /cu.html").replace("id: tin", "id: khac")}),
    Mistake("trung-dia-chi", NEWS, 6, news("dia_chi_cu: /tin-tuc/"), "địa chỉ dành riêng của chuyên mục", "xóa địa chỉ",
            news()),
    Mistake("trung-id", NEWS, 2, news(), "trùng với tin-tuc/2026/khac.md", "đổi `id`", news().replace("id: tin",
            "id: tin-2"),
            others={"tin-tuc/2026/khac.md": news()}),
    Mistake("ghi-de", NEWS, 6, news("ghi_de: có"), "không kế thừa nên không ghi đè được", "xóa dòng ghi_de", news()),
    Mistake("ghi-de", PROC, 3, "---\nid: 2.002854\nghi_de: Đúng\n---\n", "Không có mục `2.002854`", "ghi đủ các trường",
            procedure()),
]  # fmt: skip

ABOUT_FILES = [
    Mistake("thieu-tep", NEWS, 6, news("tep: don.pdf"), "không thấy tệp “don.pdf”",
            "chép tệp vào: tin-tuc/2026/don.pdf",
            news("tep: don.pdf"), remedy={"tin-tuc/2026/don.pdf": b"%PDF"}),
    Mistake("thieu-tep", NEWS, 6, news("tep: Don.PDF"), "không thấy tệp “Don.PDF”", "có phải là don.pdf?",
            news("tep: don.pdf"), others={"tin-tuc/2026/don.pdf": b"%PDF"}),
    Mistake("loai-tep", NEWS, 6, news("tep: a.html"), "tệp .html không được phép đăng", "lưu lại dạng .pdf",
            news("tep: a.pdf"), others={"tin-tuc/2026/a.html": "<p>"}, remedy={"tin-tuc/2026/a.pdf": b"%PDF"}),
    Mistake("loai-tep", NEWS, 6, news("anh: a.pdf", "mo_ta_anh: a"), "không phải là ảnh", "dùng ảnh .jpg",
            news("anh: a.png", "mo_ta_anh: a"), others={"tin-tuc/2026/a.pdf": b"%PDF"}, remedy=JPG),
    Mistake("anh-hong", NEWS, 6, news("anh: a.png", "mo_ta_anh: a"), "không phải ảnh", "lưu lại dạng .jpg",
            news("anh: b.png", "mo_ta_anh: a"), others={"tin-tuc/2026/a.png": b"x"},
            remedy={"tin-tuc/2026/b.png": picture()}),
    Mistake("anh-nho", NEWS, 6, news("anh: a.png", "mo_ta_anh: a"), "nhỏ (599 × 3 điểm) nên sẽ mờ", "rộng từ 600 điểm",
            news("anh: b.heic", "mo_ta_anh: a"), error=False, others={"tin-tuc/2026/a.png": picture(599)},
            remedy={"tin-tuc/2026/b.heic": picture(600, "HEIF")}),
    Mistake("mo-ta-anh", NEWS, 6, news("anh: a.png"), "chưa có lời mô tả", "mo_ta_anh:", news("anh: a.png",
            "mo_ta_anh: Ao"),
            error=False, others=JPG),
    Mistake("mo-ta-anh", NEWS, 8, news(body="Xem:\n![](a.png)"), "“a.png” chưa có lời mô tả", "![lời mô tả](ảnh.jpg)",
            news(body="Xem:\n![Ao sen](a.png)"), error=False, others=JPG),
    Mistake("anh-ngoai", NEWS, 7, news(body="![a](https://x.vn/a.jpg)"), "Ảnh lấy từ trang khác", "tải ảnh về",
            news(body="![a](a.png)"), error=False, others=JPG),
    Mistake("thieu-tep", NEWS, 7, news(body="![a](#anh)"), "Không dùng được ảnh", "để ảnh cạnh bài viết",
            news(body="![a](a.png)"), others=JPG),
    Mistake("thieu-tep", NEWS, 7, news(body="![a](../../../a.png)"), "Không dùng được ảnh", "để ảnh cạnh bài viết",
            news(body="![a](a.png)"), others=JPG),
    Mistake("thieu-tep", NEWS, 7, news(body="![a](khong-co.png)"), "Không thấy tệp “khong-co.png”", "chép tệp vào",
            news(body="![a](a.png)"), others=JPG),
]  # fmt: skip

ABOUT_TEXT = [
    Mistake("ma-doc", NEWS, 9, news(body="Một.\n\n<script>x</script>"), "mã lệnh không được phép: <script>",
            "xóa đoạn mã",
            news(body="Một.")),
    Mistake("ma-doc", NEWS, 8, news(body="Một.\n<b onclick='x'>a</b>"), "onclick=…", "xóa đoạn mã",
            news(body="<b>a</b>")),
    Mistake("ma-doc", NEWS, 7, news(body="[a](javascript:alert(1))"), "javascript:", "xóa đoạn mã", news(body="a")),
    Mistake("ma-doc", NEWS, 7, news(body="![a](data:image/png;base64,AA)"), "dán thẳng vào bài", "lưu ảnh thành tệp",
            news(body="![a](a.png)"), others=JPG),
    Mistake("ma-doc", NEWS, 7, news(body="[a](file:///C:/a.pdf)"), "“file:” không dùng được", "chép tệp vào cạnh bài",
            news(body="[a](a.png)"), others=JPG),
    Mistake("roi", NEWS, 7, news(body="[" * 300), "lồng nhau quá sâu", "viết lại đoạn", news()),
    Mistake("duong-dan", NEWS, 7, news(body="[a](../../../a.pdf)"), "chỉ ra ngoài thư mục của đơn vị",
            "chép tệp vào cạnh",
            news(body="[a](a.png)"), others=JPG),
    Mistake("thieu-tep", NEWS, 7, news(body="[a](khac.md)"), "tới bài không có: “khac.md”", "sửa tên tệp",
            news(body="[a](tin.md)")),
    Mistake("lien-ket", NEWS, 7, news(body="[a](/thu-tuc/x/)"), "địa chỉ không có trong chuyên mục", "sửa địa chỉ",
            news(body="[a](/tin-tuc/2026/tin/) [b](/tin-tuc/2026/) [c](/thu-tuc/loc/cap/) [d](/thu-tuc/)"),
                error=False),
    Mistake("chua-viet", NEWS, 9, news(body="Một.\n\n- [[Viết: ai dự]]"), "Còn chỗ chưa viết: “[[Viết: ai dự”",
            "hoặc xóa chỗ đó", news(body="Một.\n\n- Cả trường dự.")),
    Mistake("chua-viet", NEWS, 7, news(body="[[Viết: ai"), "Còn chỗ chưa viết", "thêm dòng nhap: true",
            news("nhap: true", body="[[Viết: ai")),
    Mistake("so-dinh-danh", NEWS, 9, news(body="Một.\n\nCCCD 001 099 012 345"), "(001…45)", "xóa số này", news()),
    Mistake("so-dinh-danh", NEWS, 7, news(body="## CCCD 001099012345\n\nMột."), "(001…45)", "xóa số này", news()),
    Mistake("so-dinh-danh", NEWS, 6, news("tom_tat: CMND số 123456789"), "(123…89)", "Luật Bảo vệ dữ liệu cá nhân",
            news("tom_tat: a")),
    Mistake("so-dinh-danh", NEWS, 6, news("tep: {tep: a.txt, ten: Đơn 001099012345}"), "(001…45)", "xóa số này",
            news("tep: {tep: a.txt, ten: Đơn}"), others={"tin-tuc/2026/a.txt": "a"}),
    Mistake("thu-tuc", PROC, 1, procedure(body=PROCEDURE_BODY.replace("## Trình tự thực hiện", "")),
            "Thiếu phần “Trình tự",
            "thêm dòng “## Trình tự thực hiện”", procedure(), error=False),
    Mistake("thu-tuc", PROC, 14,
            procedure(body="## Trình tự\n\na\n\n## Cách thức\n\nTrực tiếp.\n\n## Hồ sơ\n\nChưa rõ"),
            "“Cách thức thực hiện” không phải là bảng", "kẻ bảng có các cột: Hình thức", procedure(), error=False),
    Mistake("thu-tuc", PROC, 10, procedure(body="## Hồ sơ\nĐơn.\n## Trình tự\n## Cách thức\n"),
            "“Thành phần hồ sơ” không phải là bảng", "kẻ bảng có các cột: Tên giấy tờ", procedure(), error=False),
    Mistake("thu-tuc", PROC, 1, procedure(body=PROCEDURE_BODY.replace("05 ngày làm việc", "Chưa rõ")),
            "Không nêu thời hạn",
            "thêm phần “## Thời hạn giải quyết”",
            procedure(body=PROCEDURE_BODY.replace("05 ngày làm việc", "") + "\n## Thời hạn giải quyết\n\n05 ngày\n"),
            error=False),
]  # fmt: skip

ABOVE = plan().replace("25/KH-THCS", "1/KH-UBND").replace("id: kh", "id: tren")
ABOUT_REFERENCES = [
    Mistake("tham-chieu", NEWS, 6, news("minh_chung: 25/KH-THCS#1"), "Không có kế hoạch nào tên “25/KH-THCS”",
            "ví dụ: 25/KH-THCS#3", news("minh_chung: 25/KH-THCS#1"), remedy={PLAN: plan()}),
    Mistake("tham-chieu", NEWS, 6, news("minh_chung: kh"), "Không có kế hoạch nào tên “kh”", "số kế hoạch#TT",
            news("minh_chung: kh#1"), others={PLAN: plan()}),
    Mistake("tham-chieu", NEWS, 6, news("minh_chung: kh#9"), "không có nhiệm vụ 9", "một trong các TT: 1",
            news("minh_chung: kh#1"), others={PLAN: plan()}),
    Mistake("tham-chieu", NEWS, 6, news("minh_chung: kh#9"), "không có nhiệm vụ 9", "(kế hoạch chưa có bảng nhiệm vụ)",
            news("minh_chung: kh#9"), others={PLAN: plan().replace("| TT", "| Mã").replace("| Thời gian", "| Khi")},
            remedy={PLAN: plan(rows="| 9 | Đăng tin | Trang | Tổ | Quý I |")}),
    Mistake("tham-chieu", PROC, 9, procedure("thay_bang: 2.009999"), "Không có thủ tục `2.009999`", "ghi `id`",
            procedure("thay_bang: 2.002854")),
    Mistake("chua-co", PLAN, 7, plan("ke_hoach_cap_tren: 1/KH-UBND"), "Chưa có kế hoạch cấp trên", "bỏ qua nếu",
            plan("ke_hoach_cap_tren: 1/KH-UBND"), error=False,
            remedy={"ke-hoach/tren.md": ABOVE}),
    Mistake("trung-so", PLAN, 7, plan("ke_hoach_cap_tren: 1/KH-UBND"), "có thể là 2 kế hoạch", "ghi đúng số và ngày",
            plan("ke_hoach_cap_tren: 1/KH-UBND ngày 05/01/2026"), error=False, others={
                "ke-hoach/mot.md": ABOVE,
                "ke-hoach/hai.md": ABOVE.replace("id: tren", "id: hai").replace("05/01", "06/01")}),
    Mistake("trung-tt", PLAN, 2, plan(rows="| 1 | a | b | c | d |\n| 1. | a | b | c | d |"), "hai dòng cùng TT 1",
            "đánh lại",
            plan(rows="| 1 | a | b | c | d |\n| 2 | a | b | c | d |")),
    Mistake("ngay-can-cu", PLAN, 7, plan("can_cu: Quyết định số 9/QĐ-UBND ngày 06/01/2026"),
            "9/QĐ-UBND ngày 06/01/2026",
            "xem lại ngày", plan("can_cu: Quyết định số 9/QĐ-UBND ngày 05/01/2026"), error=False),
    Mistake("chua-co", DOC, 8, document("thay_the: 1/QĐ-UBND"), "chưa có văn bản “1/QĐ-UBND”",
            "đăng văn bản đó vào van-ban/",
            document("thay_the: 1/QĐ-UBND"), error=False, remedy={"van-ban/cu.md": document(id="cu",
                number="1/QĐ-UBND")}),
    Mistake("trung-so", DOC, 8, document("thay_the: 1/QĐ-UBND"), "trùng số với 2 văn bản", "ghi thêm ngày",
            document("thay_the: 1/QĐ-UBND ngày 04/02/2026"), error=False, others={
                "van-ban/cu.md": document(id="cu", number="1/QĐ-UBND"),
                "van-ban/cu2.md": document(id="cu2", number="1/QĐ-UBND").replace("03/02", "04/02")}),
]  # fmt: skip

LETTERS = [
    Mistake("chu-giong", NEWS, 5, news("tieu_de: Ði Ðà Lạt", without="tieu_de"), "Chữ “Ð” giống chữ “Đ”", "",
            news("tieu_de: Đi Đà Lạt", without="tieu_de"), error=False),
    Mistake("chu-giong", NEWS, 6, news("the: [a, ðồng]"), "Chữ “ð” giống chữ “đ”", "", news("the: [a, đồng]"),
            error=False),
    Mistake("chu-giong", NEWS, 9, news(body="Một.\n\nÐường Ðê"), "Chữ “Ð”", "", news(body="Một.\n\nĐường Đê"),
            error=False),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*ABOUT_FIELDS, *ABOUT_FILES, *ABOUT_TEXT, *ABOUT_REFERENCES], ids=str)
def test_a_mistake_is_said_with_its_line_and_its_remedy_helps(school: School, mistake: Mistake):
    is_told_and_mended(school, mistake)


@pytest.mark.parametrize("mistake", LETTERS, ids=str)
def test_look_alike_letters_are_mended_by_the_command(school: School, mistake: Mistake):
    is_mended_by_the_command(school, mistake)


def test_a_draft_that_lacks_its_year_stops_nobody(school: School) -> None:
    school.unit()
    school.write("ke-hoach/nhap.md", trich_yeu="Kế hoạch chưa rõ năm", nhap="true")

    [complaint] = (one for one in school.complaints() if one.rule == "thieu")

    assert not complaint.error
