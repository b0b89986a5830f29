"""Where a file of each type belongs inside a unit's folder."""

import re

from cchc.model.index_series import IndexSeries
from cchc.model.item import Item
from cchc.model.news import NewsItem
from cchc.model.types import CONTENT_TYPES, UNITS_FOLDER


def is_well_placed(kind: type[Item], parts: list[str]) -> bool:
    """True where a file of a type lies where its address says; `parts`: its path inside the unit."""
    suffix = parts[-1].rpartition(".")[2]
    if issubclass(kind, IndexSeries):
        return len(parts) == 2 and suffix in ("yml", "yaml")
    if issubclass(kind, NewsItem):
        return len(parts) == 3 and re.fullmatch(r"(19|20)\d\d", parts[1]) is not None and suffix == "md"
    return len(parts) == 2 and suffix == "md"


def misplaced(kind: type[Item] | None, parts: list[str]) -> tuple[str, str, str]:
    """What is wrong with where a file lies, how to mend it, and the rule; `kind` None: no folder of any type."""
    if kind is None:
        known = ", ".join(CONTENT_TYPES)
        if parts[0] == UNITS_FOLDER:
            return "Tệp nằm sai chỗ.", "mỗi đơn vị là một thư mục trong don-vi/ và có tệp don-vi.yml", "sai-cho"
        return (
            f"Tệp nằm ngoài các thư mục nội dung (“{parts[0]}”).",
            f"chuyển vào một trong các thư mục: {known}",
            "sai-cho",
        )
    if issubclass(kind, NewsItem):
        return "Tin phải nằm trong thư mục của năm.", "chuyển vào tin-tuc/<năm>/, ví dụ: tin-tuc/2026/", "sai-cho"
    form = "*.yml" if issubclass(kind, IndexSeries) else "*.md"
    return f"Tệp nằm sai chỗ trong {kind.folder}/.", f"để tệp {form} ngay trong {kind.folder}/", "sai-cho"
