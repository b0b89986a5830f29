"""Registers of documents → documents."""

import pytest
from tests.cchc.importing.workbooks import imported, one, said, written

HEAD = ("TT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu nội dung", "Cơ quan ban hành")


def document(number="12/QĐ-UBND", day="03/02/2026", title="Về việc A", issuer="UBND tỉnh", **cells):
    found = one([(*HEAD, *cells), (1, number, day, title, issuer, *cells.values())])
    return found.item, said(found)


def test_a_row_becomes_a_document(tmp_path):
    batch = imported(
        [
            (*HEAD, "Người ký", "Hiệu lực từ ngày", "Ngày hết hiệu lực", "Thay thế văn bản", "Lĩnh vực"),
            (
                1,
                "12/QĐ-UBND",
                "03/02/2026",
                "Quyết định về việc A",
                "UBND tỉnh",
                "Trần B",
                "10/02/2026",
                "31/12/2027",
                "1/QĐ-UBND; 2/QĐ-UBND",
                "Cải cách thể chế",
            ),
        ]
    )
    item = batch.items[0].item

    assert (item.id, item.so_ky_hieu, str(item.ngay_ban_hanh), item.loai) == (
        "12-qd-ubnd-2026",
        "12/QĐ-UBND",
        "2026-02-03",
        "quyet_dinh",
    )
    assert (str(item.hieu_luc_tu), str(item.het_hieu_luc), item.nguoi_ky) == ("2026-02-10", "2027-12-31", "Trần B")
    assert (item.thay_the, item.linh_vuc) == (("1/QĐ-UBND", "2/QĐ-UBND"), ("the_che",))
    assert said(batch) == ""
    assert not [c for c in written(batch, tmp_path).complaints() if c.error]


def test_one_number_of_two_years_is_two_documents():
    rows = [
        (n, "76/NQ-CP", day, title, "Chính phủ")
        for n, (day, title) in enumerate([("13/06/2013", "A"), ("15/07/2021", "B"), ("20/07/2021", "C")])
    ]

    assert [found.item.id for found in imported([HEAD, *rows]).items] == [
        "76-nq-cp-2013",
        "76-nq-cp-2021",
        "76-nq-cp-2021-07-20",
    ]


def test_a_document_that_comes_twice_is_listed():
    row = (1, "76/NQ-CP", "15/07/2021", "A", "Chính phủ")

    batch = imported([HEAD, row, (2, "76 / NQ-CP", *row[2:])])

    assert len(batch.items) == 1
    assert "dòng 3: Văn bản đã có ở trang tính “DS”, dòng 2" in said(batch)


@pytest.mark.parametrize(
    ("number", "title", "column", "kind", "guessed"),
    [
        ("12/QĐ-UBND", "Về việc A", None, "quyet_dinh", False),
        ("25/KH-THCS", "A", None, "ke_hoach", False),
        ("224/2026/NĐ-CP", "A", None, "nghi_dinh", False),
        ("18-NQ/TW", "A", None, "nghi_quyet", False),
        ("640/SGDĐT-VP", "Triển khai A", None, "cong_van", True),
        (None, "Thông báo tuyển sinh", None, "thong_bao", True),
        (None, "Tài sản công", None, "khac", True),
        ("12/QĐ-UBND", "A", "Quyết định", "quyet_dinh", False),
        ("12/QĐ-UBND", "A", "Văn bản chỉ đạo", "quyet_dinh", True),
    ],
)
def test_the_kind_comes_from_its_column_the_symbol_or_the_title(number, title, column, kind, guessed):
    item, doubts = document(number, title=title, **({"Loại văn bản": column} if column else {}))

    assert item.loai == kind
    assert ("đoán là" in doubts or "không có trong các loại" in doubts) == guessed
    assert ("Loại văn bản: Văn bản chỉ đạo" in item.body.text) == (column == "Văn bản chỉ đạo")


def test_a_sub_heading_may_name_the_kind():
    rows = [HEAD, ("I", "Kế hoạch"), (1, "640/SGDĐT-VP", "03/02/2026", "A", "Sở")]

    assert one(rows).item.loai == "ke_hoach"


@pytest.mark.parametrize(
    ("cell", "day", "number", "issued", "words"),
    [
        ("Số: 12/QĐ-UBND", "03/02/2026", "12/QĐ-UBND", "2026-02-03", ""),
        ("12/QĐ-UBND ngày 03/02/2026", None, "12/QĐ-UBND", "2026-02-03", ""),
        ("12/QĐ-UBND ngày 03/02/2026", "04/02/2026", "12/QĐ-UBND", "2026-02-04", "ngày khác cột ngày ban hành"),
        ("12/QĐ-UBND (bản sao)", None, "12/QĐ-UBND", "None", "chỉ lấy số 12/QĐ-UBND"),
        ("QĐ số mười hai", None, "QĐ số mười hai", "None", "viết khác lệ thường"),
        (12.0, None, "12", "None", "viết khác lệ thường"),
    ],
)
def test_numbers_are_read_as_registers_write_them(cell, day, number, issued, words):
    item, doubts = document(cell, day)

    assert (item.so_ky_hieu, str(item.ngay_ban_hanh)) == (number, issued)
    assert words in doubts
    assert words or not doubts


@pytest.mark.parametrize(
    ("number", "symbol", "joined"),
    [(12, "QĐ-UBND", "12/QĐ-UBND"), (12, "/QĐ-UBND", "12/QĐ-UBND"), (None, "12/QĐ-UBND", "12/QĐ-UBND")],
)
def test_number_and_symbol_in_two_columns_are_joined(number, symbol, joined):
    found = one(
        [("Số", "Ký hiệu", "Ngày ký", "Trích yếu", "Cơ quan ban hành"), (number, symbol, "03/02/2026", "A", "UBND")]
    )

    assert found.item.so_ky_hieu == joined
    assert not found.doubts


def test_a_symbol_that_does_not_fit_the_number_is_kept():
    found = one(
        [("Số", "Ký hiệu", "Ngày ký", "Trích yếu", "Cơ quan ban hành"), ("12/QĐ-UBND", "KH", "03/02/2026", "A", "UBND")]
    )

    assert found.item.so_ky_hieu == "12/QĐ-UBND"
    assert "Ký hiệu: KH" in found.item.body.text


def test_what_must_be_said_and_is_not_makes_a_draft():
    item, doubts = document(issuer=None, title=None)

    assert (item.nhap, item.co_quan_ban_hanh, item.trich_yeu) == (True, "Chưa rõ", "Chưa rõ")
    assert "Không có “Cơ quan ban hành”; ghi Chưa rõ và để bản nháp." in doubts


def test_a_row_that_names_no_document_is_listed():
    batch = imported([HEAD, (1, None, "03/02/2026", None, "UBND tỉnh")])

    assert not batch.items
    assert "Không có cả trích yếu lẫn số ký hiệu; không nhập dòng này: “1 | 03/02/2026 | UBND tỉnh”" in said(batch)


@pytest.mark.parametrize(
    ("state", "effect", "kept"),
    [
        ("Còn hiệu lực", "10/02/2026", False),
        ("Còn hiệu lực", None, True),
        ("Hết hiệu lực", "10/02/2026", True),
        ("Chưa có hiệu lực", "10/02/2027", False),
        ("đang rà soát", "10/02/2026", True),
        (None, "10/02/2026", False),
    ],
)
def test_a_state_that_the_dates_do_not_bear_out_is_kept_as_words(state, effect, kept):
    item, doubts = document(**{"Tình trạng hiệu lực": state, "Hiệu lực từ ngày": effect})

    assert (f"Bảng ghi “{state}”" in doubts) == kept
    assert (f"Tình trạng hiệu lực: {state}" in item.body.text) == kept


def test_dates_that_contradict_each_other_are_said():
    _, doubts = document(**{"Hiệu lực từ ngày": "10/02/2026", "Ngày hết hiệu lực": "01/02/2026"})

    assert "cột “Ngày hết hiệu lực”: Ngày sớm hơn ngày có hiệu lực" in doubts


def test_secret_documents_stay_outside_without_their_words():
    batch = imported(
        [
            (*HEAD, "Độ mật"),
            (1, "1/QĐ-UBND", None, "Chuyện kín", "UBND", "Mật"),
            (2, "2/QĐ-UBND", None, "B", "UBND", "Thường"),
        ]
    )

    assert [found.item.trich_yeu for found in batch.items] == ["B"]
    assert "dòng 2: Văn bản ghi độ mật “Mật”; không nhập." in said(batch)
    assert "Chuyện kín" not in said(batch)


def test_columns_without_a_field_and_fields_of_no_reform_go_below():
    item, doubts = document(**{"Tệp đính kèm": "a.pdf", "Lĩnh vực": "Thể chế; Bầu cử"})

    assert item.linh_vuc == ("the_che",)
    assert item.body.text == "## Thông tin khác\n\n- Tệp đính kèm: a.pdf\n- Lĩnh vực: Thể chế; Bầu cử"
    assert doubts == ""


def test_documents_without_a_number_are_told_apart():
    rows = [
        (n, None, day, "Thông báo tuyển sinh", "Trường") for n, day in enumerate(["03/02/2025", "03/02/2026", None])
    ]

    assert [found.item.id for found in imported([HEAD, *rows]).items] == [
        "thong-bao-tuyen-sinh", "thong-bao-tuyen-sinh-2026-02-03", "thong-bao-tuyen-sinh-2",
    ]  # fmt: skip
