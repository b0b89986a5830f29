"""Every refusal of front matter: where, what, how to mend it, and that doing so helps."""

import pytest
from tests.cchc.checking.mistakes import NEWS, Mistake, is_mended_by_the_command, is_told_and_mended, mend_all, news
from tests.school import School

GOOD = news()

UNREADABLE = [
    Mistake("yaml", NEWS, 1, "", "Tệp rỗng", "viết nội dung, hoặc xóa tệp", GOOD),
    Mistake("yaml", NEWS, 1, "\n \n", "Tệp rỗng", "viết nội dung", GOOD),
    Mistake("khai-bao", NEWS, 1, "Chỉ có chữ.\n", "Thiếu phần khai báo", "chép phần khai báo từ một bài", GOOD),
    Mistake("khai-bao", NEWS, 1, "\n" + GOOD, "Có dòng trống hoặc dấu cách trước", "xóa để “---”", GOOD),
    Mistake("khai-bao", NEWS, 1, " " + GOOD, "Có dòng trống hoặc dấu cách trước", "xóa để “---”", GOOD),
    Mistake("khai-bao", NEWS, 1, GOOD.replace("\n---\n", "\n\n"), "không đóng", "thêm một dòng “---”", GOOD),
    Mistake("yaml", NEWS, 2, "---\n- một\n- hai\n---\n", "không có dạng “tên: giá trị”", "mỗi dòng một mục", GOOD),
    Mistake("yaml", NEWS, 2, "---\nmột câu\n---\n", "không có dạng “tên: giá trị”", "tieu_de: Khai giảng", GOOD),
    Mistake("yaml", NEWS, 6, news("tom_tat: [a, b"), "Không đọc được dòng khai báo", "“tên: giá trị”", GOOD),
    Mistake("yaml", NEWS, 6, news("tom_tat"), "Không đọc được dòng khai báo: tom_tat", "một mục một dòng", GOOD),
    Mistake("yaml", NEWS, 6, news('tom_tat: "mở'), "ngoặc kép mở mà không đóng", "thêm dấu ngoặc",
            news('tom_tat: "mở"')),
    Mistake("ky-tu", NEWS, 6, news("tom_tat: a\u0085b\u0080"), "ký tự điều khiển", "gõ lại", GOOD),
    Mistake("yaml", NEWS, 6, news('tom_tat: "a\\0b"'), "ký tự không in được", "gõ lại", news("tom_tat: ab")),
    Mistake("yaml", NEWS, 6, news('tom_tat: "a\\uFFFFb"'), "ký tự không in được", "gõ lại", news("tom_tat: ab")),
    Mistake("yaml", NEWS, 7, news("tom_tat: &a Tóm", "tac_gia: *a"), "& và *", "chép lại giá trị",
            news("tac_gia: Tóm")),
    Mistake("yaml", NEWS, 6, news("tom_tat: &a [*a]"), "& và *", "chép lại", GOOD),
    Mistake("yaml", NEWS, 6, news("tom_tat: *b"), "Không đọc được dòng khai báo", "dấu ngoặc kép",
            news('tom_tat: "*b"')),
    Mistake("yaml", NEWS, 6, news("tom_tat: !x y"), "ký hiệu lạ “!x”", "bỏ dấu chấm than", news('tom_tat: "!x y"')),
    Mistake("yaml", NEWS, 6, news("tom_tat: !!python/object:os.system x"), "ký hiệu lạ", "bỏ dấu chấm than", GOOD),
    Mistake("yaml", NEWS, 6, news("? [a, b]", ": c"), "Tên mục không phải là chữ", "ghi dạng", GOOD),
    Mistake("yaml", NEWS, 2, news("the:", "  " + "- " * 5000 + "x"), "lồng nhau quá sâu", "chuyển nội dung dài", GOOD),
    Mistake("yaml", NEWS, 2, news("the: " + "[" * 100_000), "quá dài hoặc lồng nhau", "chuyển nội dung", GOOD),
    Mistake("yaml", NEWS, 2, news("the: " + "[a], " * 3000), "quá dài hoặc lồng nhau", "chuyển nội dung", GOOD),
    Mistake("yaml", NEWS, 2, news("tom_tat: " + "a" * 100_001), "quá dài", "chuyển nội dung dài xuống", GOOD),
    Mistake("ghi-hai-lan", NEWS, 6, news("tieu_de: Tin khác"), "`tieu_de` ghi hai lần", "giữ một dòng", GOOD),
    Mistake("bang-ma", NEWS, 2, "---\ntieu_de: Céng hßa x· héi chñ nghÜa ViÖt Nam\n---\n", "bảng mã cũ (TCVN3",
            "chạy: cchc check --fix", GOOD),
    Mistake("bang-ma", NEWS, 9, news(body="Đoạn mới.\n\nThaày coâ vaø hoïc sinh döï leã."), "bảng mã cũ (VNI",
            "chạy: cchc check --fix", news(body="Đoạn mới.\n\nThầy cô và học sinh dự lễ.")),
    Mistake("bang-ma", NEWS, 7, news(body="Th\u00e1\u00ba\u00a7y c\u00c3\u00b4 h\u00e1\u00bb\u008dc sinh"), "đọc nhầm",
            "chạy: cchc check --fix", news(body="Thầy cô học sinh")),
    Mistake("xung-dot", NEWS, 7, news(body="<<<<<<< HEAD\nMột.\n=======\nHai.\n>>>>>>> b"), "dấu xung đột của git",
            "giữ một trong hai đoạn", news(body="Một.")),
    Mistake("ky-tu", NEWS, 8, news(body="\nMột\x07 câu"), "ký tự điều khiển", "xóa hoặc gõ lại", GOOD),
    Mistake("ky-tu", NEWS, 7, news(body="Một\0 câu"), "ký tự điều khiển", "xóa hoặc gõ lại", GOOD),
    Mistake("ky-tu", NEWS, 7, news(body="Một\uffff câu"), "ký tự điều khiển", "xóa hoặc gõ lại", GOOD),
]  # fmt: skip

REFUSED = [
    Mistake("thieu", NEWS, 2, news(without="tieu_de"), "Thiếu `tieu_de` (Tiêu đề)", "thêm dòng, ví dụ: tieu_de: ",
            GOOD),
    Mistake("thieu", NEWS, 5, news("tieu_de:", without="tieu_de"), "`tieu_de` để trống", "sau dấu hai chấm", GOOD),
    Mistake("thieu", NEWS, 5, news('tieu_de: ""', without="tieu_de"), "`tieu_de` để trống", "ghi giá trị", GOOD),
    Mistake("thieu", NEWS, 5, news("linh_vuc: []", without="linh_vuc"), "`linh_vuc` để trống", "ghi giá trị", GOOD),
    Mistake("gia-tri", NEWS, 5, news("ngay: 11/25/2026", without="ngay"), "`ngay`: “11/25/2026” không phải là ngày",
            "ngày trước tháng sau, ví dụ: 05/11/2026", GOOD),
    Mistake("gia-tri", NEWS, 6, news("het_han: 31/12/9999"), "không phải là ngày có thật (từ năm 1900", "05/11/2026",
            GOOD),
    Mistake("gia-tri", NEWS, 5, news("linh_vuc: cai cach", without="linh_vuc"), "“cai cach”, không có trong 7 giá trị",
            "ghi một trong: chi_dao_dieu_hanh, the_che", GOOD),
    Mistake("gia-tri", NEWS, 6, news("loai: thong bao moi"), "không có trong", "có phải là thong_bao?",
            news("loai: thong_bao")),
    Mistake("gia-tri", NEWS, 6, news("ghim: chắc là"), "không phải là có hoặc không", "true (có)", news("ghim: true")),
    Mistake("gia-tri", NEWS, 6, news("tac_gia: [a, b]"), "phải là một dòng chữ", "ghi trên một dòng",
            news('tac_gia: "a, b"')),
    Mistake("gia-tri", NEWS, 6, news("nguon_url: vnexpress"), "không phải là địa chỉ trang web", "cả https://",
            news("nguon_url: https://dichvucong.gov.vn", "nguon: Cổng")),
    Mistake("gia-tri", NEWS, 6, news("nguon_url: 'https://[x'"), "không phải là địa chỉ trang web", "cả https://",
            GOOD),
    Mistake("gia-tri", NEWS, 6, news("anh: ../../../a.jpg"), "chỉ ra ngoài thư mục của đơn vị", "chép tệp vào cạnh",
            GOOD),
    Mistake("gia-tri", NEWS, 6, news("dia_chi_cu: /../x/"), "không phải là địa chỉ cũ", "/tin-tuc/2025/ten-bai-cu/",
            news("dia_chi_cu: /tin-tuc/2025/ten-bai-cu/")),
    Mistake("truong-la", NEWS, 6, news("tep: {tep: a.txt, x: 1}"), "Không có trường `tep[1].x`",
            "xóa dòng này; các trường",
            GOOD),
    Mistake("gia-tri", NEWS, 5, news("id: Tin Một", without="id"), "không dùng làm địa chỉ được", "ghi: tin-mot",
            news("id: tin-mot", without="id")),
    Mistake("gia-tri", NEWS, 5, news("id: trang", without="id"), "địa chỉ dành riêng", "ví dụ: trang-1",
            news("id: trang-1", without="id")),
    Mistake("truong-la", NEWS, 6, news("mau_nen: xanh"), "Không có trường `mau_nen`", "xóa dòng này", GOOD),
    Mistake("truong-la", NEWS, 6, news("origin: x"), "Không có trường `origin`", "xóa dòng này", GOOD),
    Mistake("truong-la", NEWS, 6, news("body: x"), "Không có trường `body`", "xóa dòng này", GOOD),
    Mistake("truong-la", NEWS, 6, news("own_fields: [x]"), "Không có trường `own_fields`", "xóa dòng này", GOOD),
    Mistake("truong-la", NEWS, 6, news("nam_thu_muc: 2020"), "Không có trường `nam_thu_muc`", "xóa dòng này", GOOD),
    Mistake("gia-tri", "ke-hoach/kh.md", 4, "---\ntrich_yeu: a\nnam: 2026\nnam_hoc: 2026-2028\n---\n",
            "không phải là năm học",
            "hai năm liền nhau", "---\ntrich_yeu: a\nnam: 2026\nnam_hoc: 2026-2027\n---\n"),
    Mistake("gia-tri", "ke-hoach/kh.md", 3, "---\ntrich_yeu: a\nnam: 26\n---\n", "“26” không phải là năm", "bốn chữ số",
            "---\ntrich_yeu: a\nnam: 2026\n---\n"),
    Mistake("gia-tri", "chi-so/par.yml", 5,
            "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    gia_tri: 88.370\n",
            "đọc được hai cách", "dấu phẩy",
            "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    gia_tri: 88,37\n"),
    Mistake("gia-tri", "chi-so/par.yml", 5, "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    gia_tri: cao\n",
            "không phải là số", "88,37", "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    gia_tri: 88,37\n"),
    Mistake("gia-tri", "chi-so/par.yml", 5, "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    hang: nhất\n",
            "không phải là số nguyên", "chữ số", "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    hang: 1\n"),
    Mistake("gia-tri", "chi-so/par.yml", 5, "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    hang: 0\n",
            "giá trị không dùng được: “0”", "README",
            "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    hang: 1\n"),
    Mistake("gia-tri", "chi-so/par.yml", 3, "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu: cao\n", "phải gồm nhiều mục con",
            "README",
            "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - nam: 2025\n    hang: 1\n"),
]  # fmt: skip

SELF_MENDED = [
    Mistake("hai-cham", NEWS, 5, news("tieu_de: Khai giảng: năm mới", without="tieu_de"),
            "phải đặt trong dấu ngoặc kép",
            "", news('tieu_de: "Khai giảng: năm mới"', without="tieu_de")),
    Mistake("hai-cham", NEWS, 5, news('tieu_de: Chủ đề: "Xuân" \\ Tết', without="tieu_de"), "ngoặc kép", "",
            news('tieu_de: "Chủ đề: \\"Xuân\\" \\\\ Tết"', without="tieu_de")),
    Mistake("yaml", NEWS, 6, news("\ttom_tat: a"), "dấu Tab", "", news("  tom_tat: a")),
    Mistake("truong-la", NEWS, 5, news("title: Một title hai", without="tieu_de"), "`title`", "",
            news("tieu_de: Một title hai", without="tieu_de")),
    Mistake("truong-la", NEWS, 5, news("Tiêu đề: Một", without="tieu_de"), "`Tiêu đề`", "",
            news("tieu_de: Một", without="tieu_de")),
    Mistake("truong-la", NEWS, 6, news("tom_tatt: a"), "`tom_tatt`", "", news("tom_tat: a")),
]  # fmt: skip


@pytest.mark.parametrize("mistake", UNREADABLE, ids=str)
def test_what_cannot_be_read_is_said_with_its_line_and_its_remedy_helps(school: School, mistake: Mistake):
    is_told_and_mended(school, mistake)


@pytest.mark.parametrize("mistake", REFUSED, ids=str)
def test_a_value_that_cannot_be_is_said_with_its_line_and_its_remedy_helps(school: School, mistake: Mistake):
    school.file("tin-tuc/2026/a.txt", "a")

    is_told_and_mended(school, mistake)


@pytest.mark.parametrize("mistake", SELF_MENDED, ids=str)
def test_what_the_command_can_mend_it_mends(school: School, mistake: Mistake):
    is_mended_by_the_command(school, mistake)


def test_five_mistakes_in_one_file_are_five_complaints(school: School):
    school.file(
        NEWS,
        news("ghim: chắc", "mau_nen: xanh", "ngay: 30/02/2026", without="ngay", body="Một.\n<script>alert(1)</script>\n"
             "![](khong-co.jpg)"),
    )  # fmt: skip

    told = [(complaint.line, complaint.rule) for complaint in school.complaints() if complaint.path == NEWS]

    assert told == [
        (5, "gia-tri"),
        (6, "truong-la"),
        (7, "gia-tri"),
        (10, "ma-doc"),
        (11, "thieu-tep"),
        (11, "mo-ta-anh"),
    ]


def test_a_value_that_could_not_be_read_is_not_called_missing_too(school: School):
    school.file(NEWS, news("ngay: !x 05/11/2026", "ghim: chắc", "ghim: false", without="ngay"))

    told = [(complaint.line, complaint.rule) for complaint in school.complaints() if complaint.path == NEWS]

    assert told == [(5, "yaml"), (6, "gia-tri"), (7, "ghi-hai-lan")]


def test_lines_of_tabs_are_mended_one_run_after_the_other(school: School):
    school.file(NEWS, news("tep:", "\t- tep: a.txt", "\t- tep: a.txt"))
    school.file("tin-tuc/2026/a.txt", "a")

    runs = 0
    while mend_all(school, NEWS):
        runs += 1

    assert runs == 1 or runs == 2
    assert "yaml" not in school.rules()
