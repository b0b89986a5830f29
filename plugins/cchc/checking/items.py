"""Rules about the fields of one item: together, on their own, and against what else the unit holds."""

import re
from collections.abc import Iterator, Mapping

from cchc.checking.personal_data import texts_of
from cchc.checking.references import reference_complaints
from cchc.checking.texts import body_complaints, file_complaints
from cchc.drafting.models import PROMPT
from cchc.model.fields import RESERVED_IDS
from cchc.model.item import Body, Item
from cchc.model.news import NewsItem
from cchc.model.procedure import Procedure
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit
from cchc.reading import procedure_body
from cchc.reading.complaints import Complaint, Mend
from cchc.reading.tree import Tree
from cchc.section.addresses import FIXED
from cchc.section.inheritance import Holdings, comes_down, complain, doubt

MAX_TITLE = 150
_CODE = re.compile(r"\d\.\d{6}")
_ETH = re.compile("[\u00d0\u00f0\u0189\u0256]")


def item_complaints(tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item) -> Iterator[Complaint]:
    """Everything wrong or doubtful in one item of `unit`."""
    merged = held[unit.ma].items.get(item.key)
    if item.ghi_de and merged is None:
        # Nothing to override has been said; what such a file leaves out cannot be judged.
        yield from body_complaints(tree, held, unit, item)
        return
    # An override says only what it changes: what contradicts what is seen in the whole.
    whole = merged.item if merged and item.ghi_de else item
    if PROMPT.search(whole.body.text):
        # Places still to be written are no answer yet.
        whole = whole.model_copy(update={"body": Body()})
    for problem in whole.problems():
        rule = "thieu" if problem.missing else "mau-thuan"
        what = f"`{problem.field}`: {problem.what}"
        # What a draft still lacks stops nobody: an import writes one where the paper does not say all.
        yield complain(item, problem.field, what, problem.how, rule, error=problem.missing and not item.nhap)
    yield from _title(item)
    yield from _unwritten(item)
    yield from _dates(item)
    yield from _approval(unit, item)
    yield from _files(tree, item)
    yield from body_complaints(tree, held, unit, item)
    yield from _old_addresses(held, unit, item)
    yield from reference_complaints(tree, held, unit, item)
    if isinstance(item, NewsItem):
        yield from _news(item)
    if isinstance(item, Procedure):
        yield from _procedure(item)


def _title(item: Item) -> Iterator[Complaint]:
    title = getattr(item, item.title_field, None) or ""
    # Names of procedures and questions are given from outside; only authors' own headlines can be shortened.
    if isinstance(item, NewsItem) and len(title) > MAX_TITLE:
        yield doubt(
            item,
            item.title_field,
            f"Tiêu đề dài {len(title)} ký tự.",
            f"rút xuống dưới {MAX_TITLE} ký tự, phần còn lại đưa vào tom_tat",
            "tieu-de-dai",
        )
    for line, found in _found(item, _ETH):
        letter, right = found[0], "Đ" if found[0] in "\u00d0\u0189" else "đ"
        yield Complaint(
            item.origin.unit,
            item.origin.path,
            line,
            f"Chữ “{letter}” giống chữ “{right}” nhưng không phải (gõ nhầm bảng mã).",
            f"gõ lại chữ {right}, hoặc chạy: cchc check --fix",
            "chu-giong",
            error=False,
            mend=Mend(line, letter, right),
        )


def _found(item: Item, wanted: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The first place of `wanted` in every field, and in every line of the body, with its line."""
    for name in sorted(item.model_fields_set):
        for text in texts_of(getattr(item, name)):
            if found := wanted.search(text):
                yield item.origin.lines.get(name, 1), found
    for passage in item.body.passages:
        if wanted.search(passage.text):
            for line, text in enumerate(passage.text.split("\n"), start=passage.text_line):
                if found := wanted.search(text):
                    yield line, found


def _unwritten(item: Item) -> Iterator[Complaint]:
    """Places a model left to be written, in what would be published: no draft, no report still without its answer."""
    if item.nhap or (isinstance(item, FeedbackReply) and not item.ngay_tra_loi):
        return
    for line, found in _found(item, PROMPT):
        what = f"Còn chỗ chưa viết: “{found[0][:60]}”."
        how = "viết vào rồi xóa cả dấu [[ ]], hoặc xóa chỗ đó; chưa xong thì thêm dòng nhap: true"
        spreads = comes_down(item)
        yield Complaint(item.origin.unit, item.origin.path, line, what, how, "chua-viet", True, spreads, item.cap_hoc)


def _dates(item: Item) -> Iterator[Complaint]:
    if item.published is None and not item.ghi_de and item.folder not in ("trang", "chi-so"):
        yield doubt(
            item,
            "id",
            "Không có ngày nào nên mục này xếp cuối danh sách và không vào RSS.",
            "thêm dòng ngay_cap_nhat, ví dụ: ngay_cap_nhat: 20/11/2026",
            "khong-ngay",
        )
    if isinstance(item, NewsItem) and str(item.ngay.day.year) != item.nam_thu_muc:
        yield doubt(
            item,
            "ngay",
            f"Ngày của tin ({item.ngay.vn}) khác năm của thư mục ({item.nam_thu_muc}).",
            "sửa ngày nếu gõ nhầm; không chuyển thư mục bài đã đăng (địa chỉ sẽ đổi)",
            "khac-nam",
        )


def _approval(unit: Unit, item: Item) -> Iterator[Complaint]:
    if unit.yeu_cau_duyet and not item.nhap and not (item.nguoi_duyet and item.ngay_duyet):
        yield doubt(
            item,
            "id",
            "Chưa được duyệt nên chưa đăng (đơn vị đặt yeu_cau_duyet).",
            "người duyệt thêm hai dòng: nguoi_duyet, ngay_duyet",
            "chua-duyet",
        )
    if item.ghi_de and item.nhap:
        yield doubt(
            item,
            "nhap",
            "Bản ghi đè đang để nháp nên mục kế thừa bị ẩn khỏi chuyên mục này.",
            "xóa dòng nhap khi viết xong",
            "ghi-de-nhap",
        )


def _files(tree: Tree, item: Item) -> Iterator[Complaint]:
    for field, path in item.files():
        yield from file_complaints(tree, item, path, item.origin.lines.get(field, 1), field)


def _old_addresses(held: Mapping[str, Holdings], unit: Unit, item: Item) -> Iterator[Complaint]:
    for old in item.dia_chi_cu:
        key = old.rstrip("/")
        others = [
            one.item for one in held[unit.ma].items.values() if one.item.key != item.key and old in one.item.dia_chi_cu
        ]
        if key in held[unit.ma].items:
            yield complain(
                item,
                "dia_chi_cu",
                f"Địa chỉ cũ “/{old}” đang là địa chỉ của bài khác.",
                "xóa địa chỉ cũ này",
                "trung-dia-chi",
            )
        elif others:
            yield complain(
                item,
                "dia_chi_cu",
                f"Địa chỉ cũ “/{old}” trùng với {others[0].origin.path}.",
                "chỉ giữ ở một bài",
                "trung-dia-chi",
            )
        elif key in FIXED or _is_reserved(key.split("/")):
            yield complain(
                item,
                "dia_chi_cu",
                f"Địa chỉ cũ “/{old}” là địa chỉ dành riêng của chuyên mục.",
                "xóa địa chỉ này",
                "trung-dia-chi",
            )


def _is_reserved(parts: list[str]) -> bool:
    """Below a file, or among the cuts and further pages of a list."""
    return parts[0] in ("assets", "rss", *(name for name in FIXED if "." in name)) or bool(RESERVED_IDS & {*parts[1:]})


def _news(item: NewsItem) -> Iterator[Complaint]:
    if item.anh and not item.mo_ta_anh:
        yield doubt(
            item,
            "anh",
            "Ảnh chưa có lời mô tả cho người khiếm thị.",
            'thêm dòng: mo_ta_anh: "Trong ảnh có gì"',
            "mo-ta-anh",
        )
    if item.video and not item.loi_thoai:
        yield doubt(
            item, "video", "Video chưa có lời thoại cho người không nghe được.", "thêm trường loi_thoai", "loi-thoai"
        )


def _procedure(item: Procedure) -> Iterator[Complaint]:
    if item.ma and not _CODE.fullmatch(item.ma):
        yield doubt(
            item,
            "ma",
            f"Mã thủ tục “{item.ma}” không theo dạng thường gặp (2.002854).",
            "đối chiếu với Cổng Dịch vụ công quốc gia",
            "ma-thu-tuc",
        )
    if not item.ghi_de:
        for line, what, how in procedure_body.problems(item.body):
            yield Complaint(item.origin.unit, item.origin.path, line, what, how, "thu-tuc", error=False)
