"""A national record becomes a procedure, is written and read back the same; what is no record is refused by name."""

import string
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc.importing.doubts import CannotImport
from cchc.importing.records.outline import is_record
from cchc.importing.records.record import read_record
from cchc.reading.procedure_body import read_procedure
from cchc.vietnamese.encoding import legacy_name


def part(done, heading):
    return done.item.body.part(heading).text


def test_a_plain_record_becomes_a_procedure_without_a_doubt(imported, today):
    done = imported()

    assert done.doubts == ()
    assert (done.item.id, done.item.ma, done.item.ten) == ("9.000123", "9.000123", "Mượn sách")
    assert done.item.ngay_cap_nhat == today
    assert done.item.doi_chieu_ngay is None
    assert [way.thoi_han for way in read_procedure(done.item.body).cach_thuc] == ["1 ngày"]


def test_what_was_read_is_written_and_read_back_the_same(imported, read_again, said):
    done = imported(sections={"Mô tả": "Bạn đọc: “em” & <cô>\n- một"})

    assert said(read_again(done.item)) == said(done.item)


def test_parts_stand_in_the_order_of_the_law_under_our_headings(imported):
    done = imported(
        sections={
            "Mô tả": "Sách hay.",
            "Kết quả xử lý": "* Thẻ (Mã: `KQ.1`)",
            "Yêu cầu, điều kiện thực hiện": "Có thẻ.",
        }
    )

    assert [passage.heading for passage in done.item.body.passages] == [
        "Trình tự thực hiện",
        "Cách thức thực hiện",
        "Thành phần hồ sơ",
        "Kết quả",
        "Yêu cầu và điều kiện",
        "Mô tả",
    ]
    assert part(done, "Kết quả") == "- Thẻ (Mã: `KQ.1`)"


def test_a_record_is_known_by_its_form(record):
    assert is_record(record())
    assert is_record("\ufeff" + record().replace("\n", "\r\n"))
    assert not is_record(record(facts={"Mã thủ tục": None}))
    assert not is_record("# Mã thủ tục\n\nThông tin chung\n")
    assert not is_record("---\nten: Mượn sách\n---\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "tệp rỗng"),
        ("\ufeff \n\n", "tệp rỗng"),
        ("## Thông tin chung\n\n* **Mã thủ tục:** 9.000123\n", "không thấy tên"),
        ("#\n\n## Thông tin chung\n", "không thấy tên"),
        ("# Mượn sách\n\nChỉ có chữ.\n", "Thông tin chung"),
        ("# A\n\n## Thông tin chung\n\n# B\n\n## Thông tin chung\n", "nhiều thủ tục"),
        ("# M­în s¸ch th­ viÖn cña nhµ tr­êng\n\n## Th«ng tin chung\n", "bảng mã cũ"),
        ("# A\n\n<<<<<<< HEAD\n## Thông tin chung\n", "git"),
    ],
)
def test_what_is_no_record_is_refused_in_words_a_clerk_understands(text, why, today):
    with pytest.raises(CannotImport) as refused:
        read_record(text, name="muon-sach.md", today=today)

    assert refused.value.spoken("muon-sach.md").startswith("muon-sach.md: ")
    assert why in refused.value.what
    assert refused.value.how in refused.value.spoken("muon-sach.md")


SHARP = (
    "# ¦## ¦### ¦#¦\n¦\n\n¦| a | b |¦| --- | --- |¦|¦* **Lĩnh vực:** ¦* **Màu:** ¦## Mô tả\n¦## Từ khóa\n¦## Hình\n¦"
    "## Cơ quan thực hiện\n¦## Thành phần hồ sơ\n¦Không có thông tin¦| Tên giấy tờ | Bản chính |\n| --- | --- |\n¦"
    '```¦~~~¦===¦---¦- ¦+ ¦1. ¦2. ¦   ¦\t¦`¦**¦*¦_¦<¦&¦[¦](¦)¦\\¦\\|¦<br>¦:¦, ¦đ¬ược¦\u00a0¦chữ¦Cấp xã¦12¦"'
)
ANY_RECORD = st.lists(st.sampled_from(SHARP.split("¦")) | st.text(max_size=3), max_size=30).map("".join)


@given(text=st.text() | st.text(string.printable).map(lambda text: f"# A\n\n## Thông tin chung\n{text}"))
def test_any_text_is_a_record_or_refused_by_name(text, today):
    with suppress(CannotImport):
        done = read_record(text, name="a.md", today=today)

        assert all(1 <= doubt.line <= text.count("\n") + text.count("\r") + 1 for doubt in done.doubts)


@given(rest=ANY_RECORD)
def test_any_record_is_written_and_read_back_the_same(rest, today, read_again, said):
    text = f"# Tên\n\n## Thông tin chung\n{rest}"
    assume(not legacy_name(text) and text.count("## Thông tin chung") == 1)

    done = read_record(text, name="a.md", today=today)

    assert said(read_again(done.item)) == said(done.item)
