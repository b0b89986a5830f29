"""A school in a temporary folder: tests write content files and look at what the core makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc.checking.verdict import Verdict, judge
from cchc.publishing.section import Section, build_section
from cchc.reading.complaints import Complaint
from cchc.reading.tree import Tree, load
from cchc.reading.writing import write_yaml
from cchc.section.public import Public, public
from cchc.vietnamese.calendar import parse_now

THEME = Path(__file__).resolve().parent.parent / "theme"


def at(text: str) -> datetime:
    """An instant in Vietnam: `at("2026-11-20 08:00")`."""
    instant = parse_now(text)
    assert instant is not None
    return instant


NOW = at("2026-11-20 08:00")


@dataclass
class School:
    """A content folder with one school at its root; units below it by `unit()`."""

    root: Path
    lines: dict[str, str] = field(default_factory=dict)

    def unit(self, folder: str = "", **fields: Any) -> None:
        """Write a `don-vi.yml`; by default a lower secondary school with everything it should have."""
        name = folder.rpartition("/")[2] or "truong"
        values = {"ma": name, "ten": f"Trường {name}", "loai": "truong", **fields}
        if "url" not in values:
            values |= {"url": f"https://{values['ma']}.example/cchc/", "dinh_danh": f"{values['ma']}.example,2026"}
        self.file(f"{folder}/don-vi.yml".lstrip("/"), write_yaml({k: v for k, v in values.items() if v is not None}))

    def write(self, path: str, body: str = "", **fields: Any) -> None:
        """Write a content file: front matter from keywords, then the body."""
        head = write_yaml(fields) if fields else ""
        self.file(path, head if path.endswith(".yml") else f"---\n{head}---\n{body}")

    def news(self, name: str = "tin", folder: str = "", body: str = "Nội dung.", **fields: Any) -> str:
        """Write a news item of November 2026; its path."""
        values = {"tieu_de": "Một tin", "ngay": "05/11/2026", "linh_vuc": "the_che", **fields}
        path = f"{folder}/tin-tuc/2026/{name}.md".lstrip("/")
        self.write(path, body, **{key: value for key, value in values.items() if value is not None})
        return path

    def procedure(self, name: str = "2.002854", folder: str = "", body: str | None = None, **fields: Any) -> str:
        """Write a complete procedure; its path."""
        values = {
            "ten": "Chuyển trường",
            "linh_vuc_tthc": "Giáo dục",
            "cap": "co_so",
            "doi_tuong": "Công dân Việt Nam",
            "co_quan": "Cơ sở giáo dục",
            "ngay_cap_nhat": "01/09/2026",
            **fields,
        }
        path = f"{folder}/thu-tuc/{name}.md".lstrip("/")
        self.write(path, PROCEDURE_BODY if body is None else body, **values)
        return path

    def file(self, path: str, content: str | bytes) -> None:
        """Write any file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)

    def load(self) -> Tree:
        return load(self.root)

    def judge(self, now: datetime = NOW, *, strict: bool = False) -> Verdict:
        return judge(self.load(), now, strict=strict)

    def complaints(self, now: datetime = NOW) -> tuple[Complaint, ...]:
        return self.judge(now).complaints

    def rules(self, now: datetime = NOW, *, errors: bool | None = None) -> list[str]:
        """Names of the rules complained of; only errors or only warnings where asked."""
        return [c.rule for c in self.complaints(now) if errors is None or c.error == errors]

    def public(self, ma: str = "truong", now: datetime = NOW) -> Public:
        tree = self.load()
        verdict = judge(tree, now)
        return public(tree, verdict.held, ma, now, left_out=verdict.stopped)

    def section(self, ma: str = "truong", now: datetime = NOW) -> Section:
        tree = self.load()
        verdict = judge(tree, now)
        errors = [f"{c.place}: {c.what}" for c in verdict.complaints if c.error]
        assert ma not in verdict.stopped, errors
        return build_section(tree, verdict.held, ma, now, THEME, left_out=verdict.stopped)

    def page(self, address: str, ma: str = "truong", now: datetime = NOW) -> str:
        """The article at an address."""
        return pages_of(self.section(ma, now))[address]


def family(school: School) -> School:
    """A Sở `so` over two communes, `x` and `y`, over two schools each: `xa`, `xb`, `ya`, `yb`."""
    school.unit(ma="so", loai="so")
    for commune in ("x", "y"):
        school.unit(f"don-vi/{commune}", loai="xa")
        for letter in ("a", "b"):
            school.unit(f"don-vi/{commune}/don-vi/{commune}{letter}")
    return school


def pages_of(section: Section) -> Mapping[str, str]:
    """Articles of a section by address."""
    return {page.address: page.html for page in section.pages}


PROCEDURE_BODY = """
## Trình tự thực hiện

1. Nộp hồ sơ.

## Cách thức thực hiện

| Hình thức | Thời hạn | Phí, lệ phí | Mô tả |
|---|---|---|---|
| Trực tiếp | 05 ngày làm việc | Không | Nộp tại văn phòng |

## Thành phần hồ sơ

| Tên giấy tờ | Bản chính | Bản sao | Mẫu |
|---|---|---|---|
| Đơn đề nghị | 1 | 0 | |
"""
