"""Rules about a unit as a whole: contacts, declared counts, months without news, this year's plan."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from cchc.model.news import NewsItem
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.model.unit import Unit
from cchc.products.colours import WORDS, contrast, shades
from cchc.reading.complaints import Complaint, Mend
from cchc.reading.tree import Kin, Tree
from cchc.section.assets import suffix_of
from cchc.section.inheritance import Holdings, heirs
from cchc.section.pictures import SUFFIXES, BadPicture, measured
from cchc.section.shown import visible_at


def unit_complaints(tree: Tree, held: Mapping[str, Holdings], unit: Unit, now: datetime) -> Iterator[Complaint]:
    """Everything wrong or missing in a unit."""
    yield from _authority(tree, unit, now)
    yield from _logo(tree, unit)
    yield from _colour(unit)
    if "trang/lien-he" in held[unit.ma].items:
        path = held[unit.ma].items["trang/lien-he"].item.origin.path
        yield Complaint(
            unit.ma,
            path,
            1,
            "Trang liên hệ được làm từ don-vi.yml.",
            "đổi id của trang này, ghi liên hệ vào don-vi.yml",
            "trung-dia-chi",
        )
    yield from _merger(tree, unit)
    if unit.ended(now):
        return
    yield from _contacts(unit)
    yield from _counts(tree, held, unit, now)
    if unit.loai == "truong":
        yield from _freshness(tree, held, unit, now)


def _warn(unit: Unit, field: str, what: str, how: str, rule: str) -> Complaint:
    return Complaint(unit.ma, unit.origin.path, unit.origin.lines.get(field, 1), what, how, rule, error=False)


@lru_cache(maxsize=1)
def first_of_authority(kin: Kin) -> Mapping[str, Unit]:
    """By `dinh_danh`: the first unit that bears it."""
    first: dict[str, Unit] = {}
    for unit in kin.units.values():
        if unit.dinh_danh:
            first.setdefault(unit.dinh_danh, unit)
    return first


def _authority(tree: Tree, unit: Unit, now: datetime) -> Iterator[Complaint]:
    """Feed ids need a `dinh_danh`, and one of the unit's own."""
    if unit.url and not unit.dinh_danh:
        line = unit.origin.lines.get("url", 1)
        # Before `url:`, whose value may go on in the next line.
        mend = Mend(line, None, f"dinh_danh: {unit.authority(now.year)}")
        what = "`url` đã có nhưng thiếu `dinh_danh` (tên cố định để người theo dõi RSS không nhận lại tin cũ)."
        how = f"thêm dòng: {mend.new} – hoặc chạy: cchc check --fix"
        yield Complaint(unit.ma, unit.origin.path, line, what, how, "dinh-danh", mend=mend)
    first = first_of_authority(tree.kin).get(unit.dinh_danh or "")
    if first is not None and first.ma != unit.ma:
        line = unit.origin.lines.get("dinh_danh", 1)
        what = f"`dinh_danh` trùng với {first.origin.path}: người theo dõi RSS sẽ lẫn tin của hai đơn vị."
        how = f"ghi tên khác, ví dụ: dinh_danh: {unit.ma}.{unit.dinh_danh}"
        yield Complaint(unit.ma, unit.origin.path, line, what, how, "dinh-danh")


def _merger(tree: Tree, unit: Unit) -> Iterator[Complaint]:
    """Whether the items of a merged unit reach its successor."""
    heir = tree.units.get(unit.sap_nhap_vao or "")
    if not unit.sap_nhap_vao or (heir and heirs(tree, unit)):
        return
    if heir is None:
        what, how = f"Không có đơn vị `{unit.sap_nhap_vao}`.", "ghi mã của đơn vị nhận sáp nhập"
    elif not unit.ngung_tu:
        what, how = "Đơn vị sáp nhập mà chưa ghi ngày ngừng.", "thêm dòng: ngung_tu: ngày sáp nhập, ví dụ 01/08/2026"
    elif not unit.dinh_danh:
        what = f"Thiếu `dinh_danh` nên bài cũ chưa chuyển sang {heir.ten}."
        how = "thêm dòng: dinh_danh: tên-máy,năm (đúng như các kênh RSS đã đăng)"
    else:
        what = f"{heir.ten} chưa nhận bài của đơn vị này."
        how = f"trong {heir.origin.path} thêm dòng: dinh_danh_cu: {unit.dinh_danh}"
    yield _warn(unit, "sap_nhap_vao", what, how, "sap-nhap")


def _logo(tree: Tree, unit: Unit) -> Iterator[Complaint]:
    for field, path in unit.files():
        line = unit.origin.lines.get(field, 1)
        found = tree.folder.files.get(path)
        if found is None or suffix_of(path) not in SUFFIXES:
            yield Complaint(
                unit.ma,
                unit.origin.path,
                line,
                f"`{field}`: không thấy ảnh “{path}”.",
                "chép ảnh .png hoặc .jpg vào thư mục đơn vị",
                "thieu-tep",
                spreads=True,
            )
            continue
        try:
            measured(found.disk, found.size, tree.folder.keep)
        except BadPicture as bad:
            yield Complaint(
                unit.ma, unit.origin.path, line, f"`{field}`: ảnh {bad.what}", bad.how, "anh-hong", spreads=True
            )


def _colour(unit: Unit) -> Iterator[Complaint]:
    """White words must be readable on the colour of a unit; the section darkens one that is too light."""
    seed = unit.mau_sac
    if seed and contrast(seed, "#ffffff") < WORDS:
        instead = shades(seed, "light")["u"]
        yield _warn(
            unit,
            "mau_sac",
            f"Màu {seed} quá nhạt, chữ trắng trên màu ấy khó đọc; chuyên mục dùng {instead}.",
            f'ghi màu đậm hơn, ví dụ: mau_sac: "{instead}"',
            "mau-nhat",
        )


def _contacts(unit: Unit) -> Iterator[Complaint]:
    if not unit.url:
        yield _warn(
            unit,
            "ten",
            "Chưa có `url` (địa chỉ công khai của chuyên mục) nên chưa triển khai được.",
            "thêm dòng: url: https://…/cchc/ và dinh_danh: tên-máy,năm",
            "thieu-url",
        )
    if not unit.duong_day_nong:
        yield _warn(unit, "ten", "Chưa có số đường dây nóng.", "thêm dòng: duong_day_nong: …", "thieu-lien-he")
    if not (unit.email_phan_anh or unit.url_phan_anh):
        yield _warn(
            unit,
            "ten",
            "Chưa có nơi nhận phản ánh (thư điện tử hoặc phiếu trực tuyến).",
            "thêm dòng: email_phan_anh: …",
            "thieu-lien-he",
        )


def _counts(tree: Tree, held: Mapping[str, Holdings], unit: Unit, now: datetime) -> Iterator[Complaint]:
    if unit.so_tthc_cong_bo is None:
        return
    listed = sum(
        1
        for one in held[unit.ma].items.values()
        if isinstance(one.item, Procedure)
        and visible_at(tree, one, now)
        and one.item.trang_thai not in ("bi_thay_the", "bai_bo")
    )
    if listed != unit.so_tthc_cong_bo:
        yield _warn(
            unit,
            "so_tthc_cong_bo",
            f"Công bố {unit.so_tthc_cong_bo} thủ tục nhưng chuyên mục có {listed}.",
            "thêm thủ tục còn thiếu, hoặc sửa số công bố",
            "so-thu-tuc",
        )


def _freshness(tree: Tree, held: Mapping[str, Holdings], unit: Unit, now: datetime) -> Iterator[Complaint]:
    news = [
        one.item
        for one in held[unit.ma].items.values()
        if isinstance(one.item, NewsItem) and visible_at(tree, one, now)
    ]
    months = {(item.published.year, item.published.month) for item in news if item.published}
    first = min(months, default=(now.year, now.month))
    missing = [month for month in range(1, now.month) if (now.year, month) not in months and (now.year, month) >= first]
    if missing:
        listed = ", ".join(f"{month:02d}/{now.year}" for month in missing)
        yield _warn(
            unit, "ten", f"Chưa có tin nào trong tháng: {listed}.", "đăng ít nhất 01 tin mỗi tháng", "thang-khong-tin"
        )
    # One that came down from above is not the unit's own.
    own = (one.item for one in held[unit.ma].items.values() if one.owner == unit.ma)
    if not any(isinstance(item, Plan) and now.year in item.years for item in own):
        yield _warn(
            unit,
            "ten",
            f"Chưa có kế hoạch năm {now.year}.",
            f'tạo bằng lệnh: cchc new ke-hoach "…" --unit {unit.ma}',
            "thieu-ke-hoach",
        )
