"""Recipients, signature, annex; and the bases above the text."""

import pytest
from tests.cchc.importing.papers import cell, p, paper_of, table

from cchc.importing.blocks import Paragraph, Picture, Run

TOP = ("Số: 1/KH-A", "KẾ HOẠCH", "Việc năm 2026", "I. VIỆC", "Làm./.")


def closed(*blocks):
    return paper_of(*TOP, *blocks)


def signed(paper):
    quyen = paper.quyen_ky.value if paper.quyen_ky else None
    return quyen, paper.ky_thay_cho, paper.chuc_vu, paper.nguoi_ky


@pytest.mark.parametrize(
    ("lines", "signature"),
    [
        (["HIỆU TRƯỞNG", "Lý Thị Thiên Lý"], (None, None, "Hiệu trưởng", "Lý Thị Thiên Lý")),
        (["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "LÝ VĂN A"], ("KT.", "Hiệu trưởng", "Phó Hiệu trưởng", "LÝ VĂN A")),
        (["KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "Lý A"], ("KT.", "Giám đốc", "Phó Giám đốc", "Lý A")),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lý A"], ("TM.", "Ủy ban nhân dân", "Chủ tịch", "Lý A")),
        (["TM. ỦY BAN NHÂN DÂN PHƯỜNG SEN", "CHỦ TỊCH"], ("TM.", "ỦY BAN NHÂN DÂN PHƯỜNG SEN", "Chủ tịch", None)),
        (["TL. HIỆU TRƯỞNG", "TỔ TRƯỞNG", "ThS. Lý A"], ("TL.", "Hiệu trưởng", "Tổ trưởng", "ThS. Lý A")),
        (["TUQ. HIỆU TRƯỞNG", "Lý A"], ("TUQ.", "Hiệu trưởng", None, "Lý A")),
        (["Q. HIỆU TRƯỞNG", "Lý A"], ("Q.", None, "Hiệu trưởng", "Lý A")),
    ],
)
def test_who_signs_in_whose_name(lines, signature):
    for blocks in (["Nơi nhận:", "- Lưu: VT.", *lines], [*lines, "Nơi nhận:", "- Lưu: VT."]):
        paper = closed(*blocks)

        assert signed(paper) == signature
        assert paper.noi_nhan == ("Lưu: VT",)
        assert [block.text for block in paper.body] == ["I. VIỆC", "Làm./."]
        assert [doubt.what for doubt in paper.doubts] == (
            [] if signature[-1] else ["Có nơi nhận nhưng không thấy người ký."]
        )


def test_the_nearer_authority_is_kept_and_the_other_named():
    paper = closed("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lý A")

    assert signed(paper) == ("KT.", "Chủ tịch", "Phó Chủ tịch", "Lý A")
    assert "“TM. ỦY BAN NHÂN DÂN”" in paper.doubts[0].what


def test_a_closing_in_two_columns():
    left = cell("Nơi nhận:", "- Như trên;\n- UBND phường (để b/c);", "- Lưu: VT.")
    picture = Picture("dau.png", b"", "", 9)

    paper = closed(table([left, cell("HIỆU TRƯỞNG", "(Đã ký)", "Lý A")]), picture)

    assert paper.noi_nhan == ("Như trên", "UBND phường (để b/c)", "Lưu: VT")
    assert signed(paper) == (None, None, "Hiệu trưởng", "Lý A")
    assert paper.body[-1] is picture
    assert [one.what for one in paper.doubts] == ["Phần ký có thêm “(Đã ký)”, không có chỗ ghi; không chép."]


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        (["Nơi nhận: HIỆU TRƯỞNG", "- Như trên;", "- Lưu: VT."], ("Như trên", "Lưu: VT")),
        (["Nơi nhận:", "- - Sở;", "+ Phòng,", "-Trường;", "--- ", "- Lưu VT"], ("Sở", "Phòng", "Trường", "Lưu VT")),
        (
            ["Nơi nhận:", "UBND phường", "Các tổ", "và văn phòng", "Lưu: VT"],
            ("UBND phường", "Các tổ và văn phòng", "Lưu: VT"),
        ),
        ([p("Sở;", mark="-"), p("Lưu: VT", mark="-"), "HIỆU TRƯỞNG"], ("Sở", "Lưu: VT")),
        (["Lưu VT, thư viện", "HIỆU TRƯỞNG"], ("Lưu VT, thư viện",)),
    ],
)
def test_recipients_however_they_are_typed(lines, recipients):
    assert closed(*lines).noi_nhan == recipients


def test_dashes_doubled_by_the_scan_are_said_once():
    [doubt] = closed("Nơi nhận:", "- - Sở;", "- - Phòng;", "- Lưu: VT.", "HIỆU TRƯỞNG", "Lý A").doubts

    assert doubt.what == "Gạch đầu dòng của nơi nhận bị lặp ở 2 dòng; chỉ giữ chữ."


def test_what_a_closing_should_not_hold_goes_to_the_end_of_the_text():
    paper = closed("Nơi nhận:", "- Lưu: VT.", "HIỆU TRƯỞNG", "Lý A", "Trang 2/2")

    assert paper.body[-1].text == "Trang 2/2"
    assert paper.nguoi_ky == "Lý A"
    assert "“Trang 2/2”" in paper.doubts[0].what


def test_a_second_authority_below_the_title_is_no_name():
    paper = closed("HIỆU TRƯỞNG", "Lý A", "KT. HIỆU TRƯỞNG")

    assert signed(paper) == (None, None, "Hiệu trưởng", "Lý A")
    assert paper.body[-1].text == "KT. HIỆU TRƯỞNG"


def test_without_a_title_nobody_is_taken_for_the_signer():
    paper = closed("Nơi nhận:", "- Lưu: VT.", "Tổ Văn Phòng")

    assert paper.nguoi_ky is None
    assert paper.noi_nhan[-1] == "Tổ Văn Phòng"


def test_a_paper_without_an_end_keeps_its_text():
    paper = paper_of(*TOP[:-1], "Làm.", "1. Việc HIỆU TRƯỞNG", table(["TT", "HIỆU TRƯỞNG", "a", "b"]))

    assert len(paper.body) == 4
    assert (paper.noi_nhan, paper.annex) == ((), ())


def test_a_title_in_capitals_far_above_is_no_signature():
    long = "Một đoạn rất dài. " * 20
    paper = paper_of(*TOP[:3], "HIỆU TRƯỞNG", long, "Nơi nhận:", "- Lưu: VT.")

    assert [block.text for block in paper.body] == ["HIỆU TRƯỞNG", long.strip()]


def test_the_annex_follows_the_signature():
    paper = closed("HIỆU TRƯỞNG", "Lý A", "PHỤ LỤC I", "Danh sách", "Phụ lục II", "PHỤ LỤC")

    assert [block.text for block in paper.annex] == ["PHỤ LỤC I", "Danh sách", "Phụ lục II", "PHỤ LỤC"]


def test_an_annex_named_above_the_signature_stays_in_the_text():
    paper = closed("PHỤ LỤC", "Danh sách", "HIỆU TRƯỞNG", "Lý A")

    assert paper.nguoi_ky == "Lý A"
    assert (paper.body[-1].text, paper.annex) == ("Danh sách", ())


def test_an_annex_without_any_signature():
    assert [block.text for block in closed("PHỤ LỤC", "Danh sách").annex] == ["PHỤ LỤC", "Danh sách"]


def based(*lines):
    paper = paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc năm 2026", *lines, "I. VIỆC")
    return paper.can_cu, [block.text for block in paper.body[:-1]]


OWN = "Trường A xây dựng kế hoạch như sau:"


@pytest.mark.parametrize(
    ("lines", "bases"),
    [
        (["Căn cứ Luật Giáo dục;", "Căn cứ tình hình trường."], ("Căn cứ Luật Giáo dục", "Căn cứ tình hình trường")),
        (["Căn cứ Luật A;", "Nghị định số 1/2020/NĐ-CP;"], ("Căn cứ Luật A", "Nghị định số 1/2020/NĐ-CP")),
        (["Căn cứ Luật A; Luật B và nhu cầu; việc chung;"], ("Căn cứ Luật A", "Luật B và nhu cầu; việc chung")),
    ],
)
def test_bases_stand_above_the_sentence_of_the_issuer(lines, bases):
    assert based(*lines) == (bases, [])
    assert based(*lines, OWN) == (bases, [OWN])


@pytest.mark.parametrize(
    "bases",
    [
        ("Căn cứ Kế hoạch số 1/KH-UBND của UBND TP. Hoa Sen. ",),
        ("Thực hiện Kế hoạch số 1/KH-UBND ngày 01/01/2026 về đọc, ",),
        ("Căn cứ Luật A; ", "Luật B; "),
    ],
)
def test_bases_and_the_sentence_of_the_issuer_in_one_paragraph(bases):
    assert based("".join(bases) + OWN) == (tuple(base.rstrip(" .,;") for base in bases), [OWN])


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Kế hoạch số 1/KH-UBND, nay tổ chức như sau:",
        f"Thực hiện chủ đề năm học, {OWN}",
        "Thực hiện tốt việc dạy.",
    ],
)
def test_what_cannot_be_cut_or_cites_nothing_stays_whole(opening):
    assert based(opening) == ((), [opening])


def test_the_opening_sentence_keeps_its_dress():
    base = Run("Căn cứ Kế hoạch số 1/KH-UBND; ", italic=True)

    whole = paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc", Paragraph((base, Run(OWN, bold=True)), 1)).opening
    parted = paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc", Paragraph((Run(base.text + OWN, bold=True),), 1)).opening
    odd = Paragraph((Run(base.text + "Trường  ", bold=True), Run(OWN.removeprefix("Trường"))), 1)

    assert (whole.text, whole.is_bold) == (parted.text, parted.is_bold) == (OWN, True)
    assert paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc", odd).opening.text == OWN


def test_bases_have_an_end():
    many = [f"Căn cứ Luật số {number};" for number in range(80)]

    paper = paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc", *many)

    assert len(paper.can_cu) + len(paper.body) == 80


def test_an_issuer_that_only_the_opening_names_is_doubted():
    paper = paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc", OWN)

    assert paper.co_quan_ban_hanh == "Trường A"
    assert "lấy theo câu mở đầu: “Trường A”" in paper.doubts[0].what
    assert paper_of("Số: 1/KH-TH", "KẾ HOẠCH", "Việc", "Nay làm như sau:").co_quan_ban_hanh is None
