"""The words of a title tell the recurring kind, and the fields that go with it."""

import pytest

from cchc.drafting.models import MODELS, NEWS_BODY, NOTICE, PROMPT, kind_of_report, news_fields, recognise
from cchc.vietnamese.phrases import hear


def kind(title: str, *, of_procedure: bool = False) -> str | None:
    model = recognise(hear(title), of_procedure=of_procedure)
    return model and model.name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Họp giao ban tháng 11", "họp"),
        ("Hop giao ban thang 11", "họp"),
        ("Hội nghị biểu dương gương điển hình", "họp"),
        ("Thông báo họp phụ huynh", "họp"),
        ("Tập huấn công tác kiểm tra", "tập huấn"),
        ("Lớp bồi dưỡng văn thư", "tập huấn"),
        ("Công bố danh mục thủ tục hành chính", "thông báo thủ tục"),
        ("Thông báo TTHC mới", "thông báo thủ tục"),
        ("Công bố kết quả cuộc thi", "cuộc thi"),
        ("Gương cô văn thư tận tình", "gương điển hình"),
        ("Kiểm tra chéo phòng tiếp nhận", "kiểm tra"),
        ("Phối hợp trả hồ sơ", None),
        ("Mười phút dành cho thủ tục", None),
        ("Thông báo nghỉ lễ", None),
    ],
)
def test_a_title_is_of_the_kind_it_says_first(title: str, name: str | None):
    assert kind(title) == name


def test_the_code_of_a_procedure_makes_a_notice():
    assert kind("Họp về 2.002854", of_procedure=True) == NOTICE.name


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Họp giao ban tháng 11", {"loai": ("tin",), "hinh_thuc": ("hop_noi_bo",), "doi_tuong": ("can_bo",)}),
        ("Họp cha mẹ đầu năm", {"loai": ("tin",), "hinh_thuc": ("hop_cmhs",), "doi_tuong": ("cha_me",)}),
        ("Tập huấn cho học sinh", {"loai": ("tap_huan",), "hinh_thuc": ("tap_huan",), "doi_tuong": ("hoc_sinh",)}),
        ("Tấm gương thầy giám thị", {"loai": ("guong_dien_hinh",)}),
        ("Thông báo nghỉ lễ", {"loai": ("thong_bao",)}),
        ("Clip hướng dẫn cho người dân", {"loai": ("clip",), "hinh_thuc": ("clip",), "doi_tuong": ("nguoi_dan",)}),
        ("Cây phượng trước cổng trường tổ chức lại", {}),
    ],
)
def test_fields_are_filled_as_far_as_the_title_tells(title: str, fields: dict[str, tuple[str, ...]]):
    heard = hear(title)

    assert dict(news_fields(heard, recognise(heard, of_procedure=False))) == fields


@pytest.mark.parametrize(
    ("report", "found"),
    [
        ("Con chuyển trường thì nộp hồ sơ lúc nào?", "hoi_dap"),
        ("Trường có sân bóng không?", "hoi_dap"),
        ("Đề xuất in bảng tin thủ tục cỡ chữ lớn", "de_xuat"),
        ("Phòng tiếp nhận đóng cửa lúc 16 giờ 30", "thu_tuc"),
        ("Nhân viên cáu gắt, ai chịu trách nhiệm?", "hanh_vi"),
        ("Quy chế chi tiêu chưa rõ", "quy_dinh_hanh_chinh"),
        ("Đề nghị thêm ghế chờ", "de_xuat"),
        ("Sân trường nhiều lá", None),
    ],
)
def test_a_report_is_of_the_kind_its_words_tell(report: str, found: str | None):
    assert kind_of_report(hear(report), report) == found


@pytest.mark.parametrize("body", [NEWS_BODY, NOTICE.body, *(model.body for model in MODELS)])
def test_every_line_to_write_into_is_a_prompt_that_check_finds(body: str):
    lines = [line.removeprefix("- ") for line in body.split("\n") if line and not line.startswith("## ")]

    assert lines
    assert all(PROMPT.match(line) and line.endswith("]]") for line in lines)


@pytest.mark.parametrize("left", ["[[Viết: ai dự]]", "[[Viết:", "Họp [[viết : ai", "[[ Viết: a ]]"])
def test_a_prompt_half_deleted_is_still_found(left: str):
    assert PROMPT.search(left)
    assert not PROMPT.search("Viết: [[1]](https://a.example)")
