"""Importing again says what the newer record would change."""

from cchc.importing.differences import differences
from cchc.model.item import Body, Origin, Passage


def test_the_same_record_differs_in_nothing(imported, read_again):
    done = imported(sections={"Mô tả": "Sách hay.\n\n- một"})

    assert differences(read_again(done.item), done.item) == ()


def test_a_newer_record_tells_what_it_would_change(imported):
    old = imported(sections={"Mô tả": "Sách hay.", "Căn cứ pháp lý": "Nội quy"}).item
    new = imported(
        facts={
            "Số quyết định": "13/QĐ-SGDĐT",
            "Cấp thực hiện": "Cấp xã, Cấp tỉnh",
            "Lĩnh vực": None,
            "Loại thủ tục": "x" * 130,
        },
        sections={"Mô tả": "Sách mới.", "Kết quả xử lý": "* Thẻ", "Giờ": "Sáng"},
    ).item.model_copy(update={"cap": ("xa", "chua_ro")})

    assert differences(old, new) == (
        "Số quyết định (`qd_cong_bo`): đang là “12/QĐ-SGDĐT”, tệp nhập ghi “13/QĐ-SGDĐT”.",
        "Cấp thực hiện (`cap`): đang là “Cấp xã”, tệp nhập ghi “xa, Chưa rõ”.",
        f"Loại thủ tục (`loai_tthc`): đang là “Thủ tục của nhà trường”, tệp nhập ghi “{'x' * 117}…”.",
        "Lĩnh vực (`linh_vuc_tthc`): đang là “Thư viện”, tệp nhập ghi “Chưa rõ”.",
        "Phần “Kết quả”: tệp nhập có thêm.",
        "Phần “Căn cứ pháp lý”: tệp nhập không có.",
        "Phần “Mô tả”: nội dung khác.",
        "Phần “Giờ”: tệp nhập có thêm.",
    )


def test_what_the_school_added_is_no_difference(imported):
    new = imported().item
    added = (Passage("Hướng dẫn", "Gọi cô Hoa.", Origin()), Passage("Hỏi đáp", "Có.", Origin()))
    old = new.model_copy(
        update={
            "body": Body((*added, *new.body.passages)),
            "thuong_xuyen": True,
            "url_dvc": "https://vi.du/",
            "cap_hoc": ("thcs",),
        }
    )

    assert differences(old, new) == ()


def test_a_field_the_old_file_left_empty_is_named_so(imported):
    new = imported(sections={"Từ khóa": "sách"}).item

    assert differences(imported().item, new) == ("Từ khóa (`tu_khoa`): đang là để trống, tệp nhập ghi “sách”.",)
