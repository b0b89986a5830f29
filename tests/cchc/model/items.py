"""Hypothesis strategies: any item of any type an author could have written."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cchc.model.types import CONTENT_TYPES, author_fields
from cchc.model.vocabulary import (
    CapHoc,
    CapThucHien,
    CapTin,
    CoKhong,
    DoiTuong,
    HinhThuc,
    LinhVuc,
    LoaiPhanAnh,
    LoaiTin,
    LoaiVanBan,
    MotCua,
    PhamVi,
    QuyenKy,
    TrangThaiThuTuc,
    TrucTuyen,
)
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.encoding import tidy

ids = st.from_regex(r"[a-z0-9]{1,8}([.-][a-z0-9]{1,6}){0,3}", fullmatch=True).filter(
    lambda name: name not in {"trang", "loc", "loai", "the", "nam"}
)
days = st.builds(
    Moment,
    st.dates(date(1945, 9, 2), date(2100, 1, 1)),
    st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
texts = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60)
    .map(lambda text: tidy(text).strip())
    .filter(bool)
)
links = st.sampled_from(["https://dichvucong.gov.vn/a?b=1", "http://x.vn/#y"])
files = st.sampled_from(["a.pdf", "tep/mẫu đơn số 1.docx", "../chung/a b.pdf", "/chung.xlsx"])
numbers = st.decimals(-10_000, 10_000, places=2, allow_nan=False).map(lambda number: Decimal(format(number, "f")))
yes = st.booleans()


def some(of: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(of, min_size=least, max_size=3, unique=True)


def one(kind: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([member.value for member in kind])


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("ngay_cap_nhat", "dang_tu", "het_han", "ngay_duyet", "ngay", "ngay_su_kien", "ngay_ban_hanh",
                     "hieu_luc_tu", "het_hieu_luc", "lay_y_kien_tu", "lay_y_kien_den", "doi_chieu_ngay", "ngay_nhan",
                     "han_tra_loi", "ngay_tra_loi"), days.map(str)),
    **dict.fromkeys(("nhap", "ghi_de_", "khong_ap_dung", "ke_thua", "ghim", "thuong_xuyen", "dong_y_cong_khai"), yes),
    **dict.fromkeys(("anh", "tep_ky"), files),
    **dict.fromkeys(("nguon_url", "url_dvc", "url_phan_anh"), links),
    **dict.fromkeys(("the", "minh_chung", "co_quan", "lien_quan", "tu_khoa", "thay_the", "sua_doi", "dinh_chinh",
        "can_cu",
                     "ke_hoach_cap_tren", "noi_nhan", "van_ban_tra_loi"), some(texts, 1)),
    "tep": some(files | st.fixed_dictionaries({"tep": files}, optional={"ten": texts}).map(lambda d: tuple(d.items())),
    1)
    .map(lambda entries: [dict(entry) if isinstance(entry, tuple) else entry for entry in entries]),
    "dia_chi_cu": some(st.sampled_from(["/cu/", "tin-tuc/2025/ten-cu.html", "http://cu.vn/a/b?c#d"]), 1),
    "pham_vi": one(PhamVi),
    "cap_hoc": some(one(CapHoc), 1),
    "linh_vuc": some(one(LinhVuc), 1),
    "cap_tin": one(CapTin),
    "hinh_thuc": some(one(HinhThuc), 1),
    "doi_tuong": some(one(DoiTuong), 1),
    "cap": some(one(CapThucHien), 1),
    "truc_tuyen": one(TrucTuyen),
    **dict.fromkeys(("buu_chinh", "thanh_toan"), one(CoKhong)),
    "mot_cua": one(MotCua),
    "trang_thai": one(TrangThaiThuTuc),
    "quyen_ky": one(QuyenKy),
    "muc_do_cu": st.integers(1, 4),
    "thu_tu": st.integers(0, 999),
    "thay_bang": ids,
    "nam": st.integers(1945, 2100),
    "nam_hoc": st.integers(1945, 2100).map(lambda year: f"{year}-{year + 1}"),
    "video": files | links,
    "tai_don_vi": st.fixed_dictionaries({}, optional={"can_bo": texts, "dien_thoai": st.just("0203 3825 000"),
    "ghi_chu": texts})
    .filter(bool),
    "so_lieu": st.lists(
        st.fixed_dictionaries({"nam": st.integers(1945, 2100)},
                              optional={"gia_tri": numbers.map(str), "hang": st.integers(1, 99),
                                        "ngay_cong_bo": days.map(str)}), min_size=1, max_size=3),
}  # fmt: skip
KINDS = {"tin-tuc": LoaiTin, "van-ban": LoaiVanBan, "phan-anh": LoaiPhanAnh}

lines = st.one_of(
    texts,
    st.sampled_from(["## Phần một", "##Hai", "### Ba", "```", "~~~", "", "    - a", "- b", "| a | b |", "|---|---|",
        "---", "    ", "> c"]),
)  # fmt: skip
bodies = st.lists(lines, max_size=12).map("\n".join)


def fields_of(folder: str) -> st.SearchStrategy[dict[str, Any]]:
    """Front matter of an item of the type: what is required, and any of the rest."""
    kind = CONTENT_TYPES[folder]
    # What was taken down is no item any more.
    left_out = ("id", "ghi_de", "go_bo", "ly_do_go_bo")
    strategies = {name: FIELDS.get(name, texts) for name in author_fields(kind) if name not in left_out}
    if folder in KINDS:
        strategies["loai"] = one(KINDS[folder])
    if folder == "thu-tuc":
        strategies["doi_tuong"] = some(texts, 1)
    required = {name: strategies.pop(name) for name in [*strategies] if kind.model_fields[name].is_required()}
    return st.fixed_dictionaries(required, optional=strategies)
