"""New content files: filled in as far as can be known, as drafts, with a comment where the author must choose."""

from datetime import datetime

from cchc.model.fields import RESERVED_IDS
from cchc.model.labels import LABELS, example
from cchc.model.types import CONTENT_TYPES, UNIT_FILE, UNITS_FOLDER
from cchc.model.unit import Unit
from cchc.model.vocabulary import CapThucHien, LinhVuc, LoaiDonVi, LoaiVanBan
from cchc.reading.writing import scalar
from cchc.vietnamese.slug import id_from

NEW_TYPES = (*CONTENT_TYPES, UNITS_FOLDER)
"""What `cchc new` can make: the folders of the content types, and a unit."""

_OFFERED = {
    "tin-tuc": ("tom_tat", "anh", "mo_ta_anh", "minh_chung"),
    "thu-tuc": ("ma", "qd_cong_bo", "truc_tuyen", "url_dvc", "thuong_xuyen"),
    "ke-hoach": ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky", "chuc_vu"),
    "van-ban": ("so_ky_hieu", "ngay_ban_hanh", "hieu_luc_tu", "tep"),
    "phan-anh": ("nguoi_gui", "han_tra_loi", "ngay_tra_loi"),
    "chi-so": ("don_vi_tinh", "muc_tieu"),
    "trang": ("tom_tat",),
    "don-vi": ("cap_hoc", "dia_chi", "duong_day_nong", "email_phan_anh", "url", "dinh_danh"),
}
"""Fields offered as comments, by type: those most authors use."""

_CHOICES = {"linh_vuc": LinhVuc, "cap": CapThucHien}

_BODIES = {
    "thu-tuc": """
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
""",
    "ke-hoach": """
## I. Mục đích, yêu cầu

## II. Nội dung

| TT | Nội dung | Hình thức | Bộ phận thực hiện | Thời gian thực hiện |
|---|---|---|---|---|
| 1 | Đăng tin về cải cách hành chính | Cổng thông tin điện tử | Bộ phận truyền thông | Thường xuyên |
""",
    "phan-anh": "\n",
}


def draft(kind: str, title: str, unit: Unit, now: datetime) -> tuple[str, str]:
    """Path inside the unit's folder, and text, of a new file titled `title`.

    Raises ValueError for a title without a letter or digit.
    """
    name = id_from(title)
    if not name:
        raise ValueError(title)
    name += "-1" if name in RESERVED_IDS else ""
    today, year = f"{now:%Y-%m-%d}", str(now.year)
    required = {
        "tin-tuc": {"tieu_de": title, "ngay": today, "linh_vuc": LinhVuc.CHI_DAO_DIEU_HANH},
        "thu-tuc": {
            "ten": title,
            "linh_vuc_tthc": LABELS["linh_vuc_tthc"][1],
            "cap": CapThucHien.CO_SO,
            "doi_tuong": "chua_ro",
            "co_quan": "chua_ro",
        },
        "ke-hoach": {"trich_yeu": title, "nam": year},
        "van-ban": {"loai": LoaiVanBan.CONG_VAN, "trich_yeu": title, "co_quan_ban_hanh": unit.ten},
        "phan-anh": {"noi_dung": title, "ngay_nhan": today},
        "chi-so": {"ten": title, "nguon_cong_bo": LABELS["nguon_cong_bo"][1]},
        "trang": {"tieu_de": title},
        "don-vi": {"ten": title, "loai": LoaiDonVi.TRUONG},
    }[kind]
    model = CONTENT_TYPES.get(kind, Unit)
    lines = [f"{'ma' if kind == UNITS_FOLDER else 'id'}: {name}"]
    for field, value in required.items():
        if field in _CHOICES:
            lines.append(f"# {LABELS[field][0]}, một hoặc nhiều: {', '.join(one.value for one in _CHOICES[field])}")
        lines.append(f"{field}: {scalar(value)}")
    if kind == "chi-so":
        lines += [
            "# Giá trị chỉ hiện khi có ngày công bố (ngay_cong_bo).",
            "so_lieu:",
            f"  - nam: {year}",
            "    gia_tri: 0",
        ]
    lines += [
        "# Bỏ dấu # ở đầu dòng để dùng:",
        *(f"# {field}: {example(model.__name__, field)}" for field in _OFFERED[kind]),
    ]
    if kind == UNITS_FOLDER:
        return f"{UNITS_FOLDER}/{name}/{UNIT_FILE}", "\n".join(lines) + "\n"
    lines += [f"ngay_cap_nhat: {today}", "# Viết xong thì xóa dòng dưới để bài được đăng:", "nhap: true"]
    head = "\n".join(lines)
    if kind == "chi-so":
        return f"chi-so/{name}.yml", head + "\n"
    folder = f"tin-tuc/{year}" if kind == "tin-tuc" else kind
    return f"{folder}/{name}.md", f"---\n{head}\n---\n{_BODIES.get(kind, chr(10) + 'Viết nội dung ở đây.' + chr(10))}"
