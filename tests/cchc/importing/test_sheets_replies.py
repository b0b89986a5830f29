"""Registers of reports → replies: what is personal stays outside or is said."""

import pytest
from tests.cchc.importing.workbooks import imported, one, said, written

HEAD = (
    "STT",
    "Ngày tiếp nhận",
    "Họ và tên",
    "Số điện thoại",
    "Nội dung phản ánh",
    "Hạn trả lời",
    "Ngày trả lời",
    "Nội dung trả lời",
)


def reply(
    content="Bao giờ trả hồ sơ?", received="01/10/2026", due="15/10/2026", day="12/10/2026", answer="Đã trả.", **cells
):
    row = (1, received, "Nguyễn Văn An", "0912 345 678", content, due, day, answer)
    found = one([(*HEAD, *cells), (*row, *cells.values())])
    return found.item, said(found)


def test_a_row_becomes_a_reply_whose_answer_is_the_body(tmp_path):
    batch = imported(
        [
            (*HEAD, "Loại phản ánh", "Bộ phận trả lời", "Số văn bản trả lời", "Đồng ý công khai"),
            (
                1,
                "01/10/2026",
                "Nguyễn Văn An",
                "0912345678",
                "Bao giờ trả hồ sơ?",
                "15/10/2026",
                "12/10/2026",
                "Đã trả.\n- Tại văn phòng",
                "Hỏi đáp",
                "Tổ Văn phòng",
                "12/THCS",
                "x",
            ),
        ]
    )
    item = batch.items[0].item

    assert (item.id, item.noi_dung, str(item.ngay_nhan)) == ("bao-gio-tra-ho-so", "Bao giờ trả hồ sơ?", "2026-10-01")
    assert (item.nguoi_gui, item.dong_y_cong_khai, item.loai) == ("Nguyễn Văn An", True, "hoi_dap")
    assert (str(item.han_tra_loi), str(item.ngay_tra_loi)) == ("2026-10-15", "2026-10-12")
    assert (item.don_vi_tra_loi, item.van_ban_tra_loi) == ("Tổ Văn phòng", ("12/THCS",))
    assert item.body.text == "Đã trả.\n- Tại văn phòng"
    assert not [c for c in written(batch, tmp_path).complaints() if c.error]


def test_contacts_of_senders_stay_outside_and_the_column_is_said():
    batch = imported([HEAD, (1, "01/10/2026", "Trần B", "0912 345 678", "Hỏi", None, None, None)])

    assert "cột “Số điện thoại”: Cột này là thông tin cá nhân hoặc nội bộ; không nhập." in said(batch)
    assert "0912" not in said(batch)
    assert "0912" not in repr(batch.items[0].item)


@pytest.mark.parametrize(
    ("text", "shown", "words"),
    [
        ("Số của tôi 001099012345", "Số của tôi •••", "Có số giống căn cước"),
        ("CCCD 001 099 012 345 nhé", "CCCD ••• nhé", "Có số giống căn cước"),
        ("CMND số 123456789", "CMND số •••", "Có số giống căn cước"),
        ("Gọi 0912 345 678", "Gọi 0912 345 678", "Có thông tin cá nhân (“0912 345 678”)"),
        ("Thư tới an@nha.example", "Thư tới an@nha.example", "Có thông tin cá nhân (“an@nha.example”)"),
        ("Nhà tôi ở ngõ 12", "Nhà tôi ở ngõ 12", "Có thông tin cá nhân (“ngõ 12”)"),
        ("Mã hồ sơ 12/2026 ngày 01/10/2026", "Mã hồ sơ 12/2026 ngày 01/10/2026", ""),
    ],
)
def test_personal_words_in_a_text_are_said_and_identity_numbers_cut(tmp_path, text, shown, words):
    item, doubts = reply(text)

    assert item.noi_dung == shown
    assert words in doubts
    assert words or not doubts
    assert not [
        c
        for c in written(
            imported([HEAD, (1, "01/10/2026", text, None, text, None, "02/10/2026", text)]), tmp_path
        ).complaints()
        if c.error
    ]


@pytest.mark.parametrize("missing", ["content", "received"])
def test_a_report_without_words_or_day_is_listed(missing):
    batch = imported(
        [
            HEAD,
            (
                1,
                None if missing == "received" else "01/10/2026",
                "Trần B",
                "09",
                None if missing == "content" else "Hỏi",
            ),
        ]
    )

    assert not batch.items
    assert "không nhập dòng này" in said(batch)
    assert "Trần B" in said(batch)


def test_an_answer_without_its_day_and_a_day_without_answer_are_said():
    assert "đã có câu trả lời nhưng thiếu `ngay_tra_loi`" in reply(day=None)[1]
    assert "Có ngày trả lời nhưng không có nội dung trả lời" in reply(answer=None)[1]
    assert "Có ngày trả lời" not in reply(answer=None, **{"Văn bản trả lời": "12/THCS"})[1]


def test_a_day_before_the_report_came_is_said():
    assert "cột “Ngày trả lời”: Ngày sớm hơn ngày nhận" in reply(day="30/09/2026")[1]


def test_a_number_of_days_is_no_last_day():
    item, doubts = reply(due="10 ngày")

    assert item.han_tra_loi is None
    assert "cột “Hạn trả lời”: “10 ngày” không phải là ngày có thật" in doubts


@pytest.mark.parametrize(
    ("state", "day", "due", "words"),
    [
        ("Đã trả lời", "12/10/2026", None, False),
        ("Đã xử lý", "12/10/2026", None, False),
        ("Đã trả lời", None, None, True),
        ("Đang xử lý", "12/10/2026", None, True),
        ("Đang xử lý", None, "25/11/2026", False),
        ("Quá hạn", None, "15/10/2026", False),
        ("chuyển Sở", None, None, True),
    ],
)
def test_a_state_that_the_dates_do_not_bear_out_is_said(state, day, due, words):
    _item, doubts = reply(day=day, due=due, answer="Rồi." if day else None, **{"Tình trạng": state})

    assert (f"Bảng ghi “{state}”" in doubts) == words


def test_reports_of_the_same_words_are_told_apart_by_day():
    rows = [(n, day, "A", None, "Gửi xe ở đâu?") for n, day in enumerate(["01/10/2026", "02/10/2026", "02/10/2026"])]

    assert [found.item.id for found in imported([HEAD, *rows]).items] == [
        "gui-xe-o-dau", "2026-10-02-gui-xe-o-dau", "2026-10-02-gui-xe-o-dau-2",
    ]  # fmt: skip


def test_a_kind_that_is_none_is_said_and_other_columns_are_listed():
    batch = imported(
        [(*HEAD, "Loại", "Kênh"), (1, "01/10/2026", "A", None, "Hỏi", None, None, None, "Bức xúc", "Zalo OA")]
    )

    assert batch.items[0].item.loai == "khac"
    assert "“Bức xúc” không có trong các giá trị được dùng" in said(batch)
    assert "cột “Kênh”: Cột này chưa có trường tương ứng; không nhập. Các giá trị: dòng 2: “Zalo OA”." in said(batch)
