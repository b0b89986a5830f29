"""Rules about one item: its fields together, its text, its links, files and references."""

import re
from collections.abc import Iterator, Mapping

from cchc.checking.personal_data import identity_numbers, sender_named, texts_of
from cchc.checking.references import reference_complaints
from cchc.drafting.models import PROMPT
from cchc.model.fields import RESERVED_IDS
from cchc.model.item import Body, Item, Passage, markdown_of
from cchc.model.news import NewsItem
from cchc.model.procedure import Procedure
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit
from cchc.reading import procedure_body
from cchc.reading.complaints import Complaint, Mend
from cchc.reading.markdown import convert
from cchc.reading.tangles import Tangled
from cchc.reading.tree import Tree
from cchc.section.addresses import FIXED
from cchc.section.assets import is_publishable, suffix_of
from cchc.section.inheritance import Holdings, comes_down, complain, doubt
from cchc.section.links import target
from cchc.section.pictures import SUFFIXES, BadPicture, read_picture

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


def body_complaints(tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item) -> Iterator[Complaint]:
    """What is wrong in the text of an item; all that can be said of one whose front matter was refused."""
    # As the pages convert them: a procedure part by part, everything else as one text.
    runs = [(passage,) for passage in item.body.passages] if isinstance(item, Procedure) else item.body.runs
    for run in runs:
        yield from _text(tree, held, unit, item, run)
    yield from identity_numbers(item)
    yield from sender_named(item)


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


def file_complaints(tree: Tree, item: Item, path: str, line: int, field: str | None = None) -> Iterator[Complaint]:
    """A file an item refers to: it exists, may be published, is a sound picture."""

    def error(what: str, how: str, rule: str) -> Complaint:
        spreads = comes_down(item)
        said = f"`{field}`: {what}" if field else what[:1].upper() + what[1:]
        return Complaint(
            item.origin.unit, item.origin.path, line, said, how, rule, spreads=spreads, levels=item.cap_hoc
        )

    found = tree.folder.files.get(path)
    if found is None:
        near = next((other for other in tree.folder.files if other.casefold() == path.casefold()), None)
        how = (
            f"có phải là {near.rpartition('/')[2]}? (phân biệt chữ hoa, chữ thường)"
            if near
            else f"chép tệp vào: {path}"
        )
        yield error(f"không thấy tệp “{path.rpartition('/')[2]}”.", how, "thieu-tep")
    elif not is_publishable(path):
        yield error(
            f"tệp .{suffix_of(path)} không được phép đăng.",
            "lưu lại dạng .pdf, .docx, .xlsx, .jpg hoặc .png",
            "loai-tep",
        )
    elif field in ("anh", "logo") and suffix_of(path) not in SUFFIXES:
        yield error("không phải là ảnh.", "dùng ảnh .jpg, .png hoặc .webp", "loai-tep")
    elif suffix_of(path) in SUFFIXES:
        try:
            read_picture(found.disk, found.size)
        except BadPicture as bad:
            yield error(f"ảnh “{found.name}” {bad.what}", bad.how, "anh-hong")


def _text(
    tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item, run: tuple[Passage, ...]
) -> Iterator[Complaint]:
    def error(needle: str, what: str, how: str, rule: str, *, stops: bool = True) -> Complaint:
        passage = next((part for part in run if needle in part.text), run[0])
        line = passage.line_of(needle)
        spreads = stops and comes_down(item)
        return Complaint(item.origin.unit, item.origin.path, line, what, how, rule, stops, spreads, item.cap_hoc)

    try:
        converted = (
            convert(run[0].text, level=3, prefix=f"{run[0].key}-")
            if isinstance(item, Procedure)
            else convert(markdown_of(run))
        )
    except Tangled:
        yield error(
            "",
            "Đoạn này quá dài, lồng nhau quá sâu hoặc có quá nhiều dấu ngoặc không đóng.",
            "viết lại đoạn cho đơn giản, hoặc đính kèm tệp PDF",
            "roi",
        )
        return
    for hostile in converted.hostile:
        yield error(hostile.strip("<>").split("=")[0], *_hostile(hostile), "ma-doc")
    for href in converted.links:
        yield from _link(tree, held, unit, item, href, error)
    for source, alt in converted.images:
        if not source and converted.hostile:
            continue
        if source.lower().startswith(("http:", "https:", "//")):
            yield error(
                source,
                f"Ảnh lấy từ trang khác ({source[:60]}) nên không được hiện.",
                "tải ảnh về, để cạnh bài viết",
                "anh-ngoai",
                stops=False,
            )
            continue
        found = target(source, item.origin)
        if found is None or found.file is None:
            yield error(
                source, f"Không dùng được ảnh “{source[:60]}”.", "để ảnh cạnh bài viết và ghi tên tệp", "thieu-tep"
            )
            continue
        line = error(source, "", "", "").line
        yield from file_complaints(tree, item, found.file, line)
        if not alt.strip():
            yield error(
                source,
                f"Ảnh “{source[:60]}” chưa có lời mô tả cho người khiếm thị.",
                "ghi lời mô tả trong ngoặc vuông: ![lời mô tả](ảnh.jpg)",
                "mo-ta-anh",
                stops=False,
            )


def _hostile(found: str) -> tuple[str, str]:
    if found == "data:":
        return "Có ảnh hoặc tệp dán thẳng vào bài (data:).", "lưu ảnh thành tệp .jpg hoặc .png, để cạnh bài viết"
    if found.endswith(":") and found not in ("javascript:", "vbscript:"):
        return (
            f"Liên kết kiểu “{found}” không dùng được.",
            "chép tệp vào cạnh bài viết và ghi tên tệp, hoặc ghi https://…",
        )
    return f"Có mã lệnh không được phép: {found}", "xóa đoạn mã; muốn nhúng video thì ghi vào trường video"


def _link(tree: Tree, held: Mapping[str, Holdings], unit: Unit, item: Item, href: str, error):  # type: ignore[no-untyped-def]
    found = target(href, item.origin)
    if found is None:
        yield error(
            href, f"Liên kết “{href[:60]}” chỉ ra ngoài thư mục của đơn vị.", "chép tệp vào cạnh bài viết", "duong-dan"
        )
    elif found.file is not None and found.file.endswith((".md", ".yml")):
        if found.file not in tree.folder.files:
            yield error(href, f"Liên kết tới bài không có: “{href[:60]}”.", "sửa tên tệp trong liên kết", "thieu-tep")
    elif found.file is not None:
        yield from file_complaints(tree, item, found.file, error(href, "", "", "").line)
    elif (
        found.page is not None
        and found.page.count("/") > 1
        and found.page.split("/")[0] in ("thu-tuc", "van-ban", "ke-hoach", "tin-tuc", "phan-anh")
    ):
        key = found.page.rstrip("/")
        known = key in held[unit.ma].items or RESERVED_IDS & {*key.split("/")}
        if not known and not re.fullmatch(r"tin-tuc/\d{4}", key):
            yield error(
                href,
                f"Liên kết tới địa chỉ không có trong chuyên mục: “{href[:60]}”.",
                "sửa địa chỉ",
                "lien-ket",
                stops=False,
            )


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
