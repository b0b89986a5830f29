"""New content files: filled in as far as can be known, as drafts, with a comment where the author must choose."""

from datetime import datetime

from cchc.model.types import CONTENT_TYPES
from cchc.model.unit import Unit
from cchc.model.vocabulary import LinhVuc, LoaiDonVi
from cchc.reading.writing import scalar
from cchc.vietnamese.slug import id_from

NEW_TYPES = (*CONTENT_TYPES, "don-vi")
"""What `cchc new` can make: the folders of the content types, and a unit."""


def draft(kind: str, title: str, unit: Unit, now: datetime) -> tuple[str, str]:
    """Path inside the unit's folder, and text, of a new file titled `title`. Raises ValueError for a title without letters."""
    name = id_from(title)
    if not name:
        raise ValueError(title)
    today, year = f"{now:%Y-%m-%d}", f"{now.year}"
    texts = {
        "tin-tuc": (f"tin-tuc/{year}/{name}.md", _news(title, name, today)),
        "thu-tuc": (f"thu-tuc/{name}.md", _procedure(title, name, today)),
        "ke-hoach": (f"ke-hoach/{name}.md", _plan(title, name, today, year)),
        "van-ban": (f"van-ban/{name}.md", _document(title, name, today, unit)),
        "phan-anh": (f"phan-anh/{name}.md", _reply(title, name, today)),
        "chi-so": (f"chi-so/{name}.yml", _index(title, name, today, now.year)),
        "trang": (f"trang/{name}.md", _page(title, name, today)),
        "don-vi": (f"don-vi/{name}/don-vi.yml", _unit(title, name)),
    }
    return texts[kind]


def _head(lines: str) -> str:
    return f"---\n{lines.strip()}\n---\n"


def _news(title: str, name: str, today: str) -> str:
    fields = ", ".join(field.value for field in LinhVuc)
    return (
        _head(f"""
id: {name}
tieu_de: {scalar(title)}
ngay: {today}
ngay_cap_nhat: {today}
# Lĩnh vực, một hoặc nhiều: {fields}
linh_vuc: chi_dao_dieu_hanh
# Bỏ dấu # ở đầu dòng để dùng:
# tom_tat: "Một hai câu tóm tắt"
# anh: ten-anh.jpg
# mo_ta_anh: "Trong ảnh có gì"
# minh_chung: 25/KH-THCS#1
# Viết xong thì xóa dòng dưới để bài được đăng:
nhap: true
""")
        + "\nViết nội dung ở đây.\n"
    )


def _procedure(title: str, name: str, today: str) -> str:
    return (
        _head(f"""
id: {name}
ten: {scalar(title)}
ngay_cap_nhat: {today}
linh_vuc_tthc: Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân
# Cấp thực hiện: bo, tinh, xa, co_so, khac
cap: co_so
doi_tuong: chua_ro
co_quan: chua_ro
# truc_tuyen: toan_trinh, mot_phan, chi_thong_tin, khong, chua_ro
truc_tuyen: chua_ro
# Viết xong thì xóa dòng dưới để thủ tục được đăng:
nhap: true
""")
        + """
## Trình tự thực hiện

1. Bước thứ nhất.
2. Bước thứ hai.

## Cách thức thực hiện

| Hình thức | Thời hạn | Phí, lệ phí | Mô tả |
|---|---|---|---|
| Trực tiếp | Chưa rõ | Chưa rõ | |

## Thành phần hồ sơ

| Tên giấy tờ | Bản chính | Bản sao | Mẫu |
|---|---|---|---|
| Đơn đề nghị | 1 | 0 | |
"""
    )


def _plan(title: str, name: str, today: str, year: str) -> str:
    return (
        _head(f"""
id: {name}
trich_yeu: {scalar(title)}
nam: {year}
ngay_cap_nhat: {today}
# so_ky_hieu: 25/KH-THCS
# ngay_ban_hanh: {today}
# nguoi_ky: Họ và tên
# chuc_vu: Hiệu trưởng
# Viết xong thì xóa dòng dưới để kế hoạch được đăng:
nhap: true
""")
        + """
## I. Mục đích, yêu cầu

## II. Nội dung

| TT | Nội dung | Hình thức | Bộ phận thực hiện | Thời gian thực hiện |
|---|---|---|---|---|
| 1 | Đăng tin về cải cách hành chính | Cổng thông tin điện tử | Bộ phận truyền thông | Thường xuyên |
"""
    )


def _document(title: str, name: str, today: str, unit: Unit) -> str:
    return (
        _head(f"""
id: {name}
# loai: quyet_dinh, ke_hoach, cong_van, thong_bao, huong_dan, bao_cao, …
loai: cong_van
trich_yeu: {scalar(title)}
co_quan_ban_hanh: {scalar(unit.ten)}
ngay_cap_nhat: {today}
# so_ky_hieu: 140/THCS-VP
# ngay_ban_hanh: {today}
# tep: van-ban.pdf
# Viết xong thì xóa dòng dưới để văn bản được đăng:
nhap: true
""")
        + "\nTóm tắt nội dung văn bản ở đây.\n"
    )


def _reply(title: str, name: str, today: str) -> str:
    return (
        _head(f"""
id: {name}
noi_dung: {scalar(title)}
ngay_nhan: {today}
ngay_cap_nhat: {today}
# nguoi_gui: Phụ huynh lớp 6A
# han_tra_loi: {today}
# Khi đã trả lời, bỏ dấu # ở dòng dưới và viết câu trả lời bên dưới phần khai báo:
# ngay_tra_loi: {today}
# Viết xong thì xóa dòng dưới để phản ánh được đăng:
nhap: true
""")
        + "\n"
    )


def _index(title: str, name: str, today: str, year: int) -> str:
    return f"""id: {name}
ten: {scalar(title)}
nguon_cong_bo: Ủy ban nhân dân tỉnh
ngay_cap_nhat: {today}
# Giá trị chỉ hiện khi có ngày công bố.
so_lieu:
  - nam: {year - 1}
    gia_tri: 0
    # hang: 1
    # ngay_cong_bo: {today}
# Viết xong thì xóa dòng dưới để chỉ số được đăng:
nhap: true
"""


def _page(title: str, name: str, today: str) -> str:
    return (
        _head(f"""
id: {name}
tieu_de: {scalar(title)}
ngay_cap_nhat: {today}
# Viết xong thì xóa dòng dưới để trang được đăng:
nhap: true
""")
        + "\nViết nội dung ở đây.\n"
    )


def _unit(title: str, name: str) -> str:
    kinds = ", ".join(kind.value for kind in LoaiDonVi)
    return f"""ma: {name}
ten: {scalar(title)}
# Loại: {kinds}
loai: truong
# Cấp học: mam_non, tieu_hoc, thcs, thpt, gdtx
# cap_hoc: thcs
# dia_chi: "Số nhà, đường, phường, tỉnh"
# duong_day_nong: 0299 3 000 000
# email_phan_anh: phananh@truong.edu.vn
# url: https://truong.edu.vn/cchc/
# dinh_danh: truong.edu.vn,2026
"""
