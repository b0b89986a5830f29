"""YAML with places. Scalars stay the text the author typed (`012`, `no`, `1.10`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from cchc.reading.complaints import Mend
from cchc.vietnamese.encoding import UNPRINTABLE

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml is eight times faster and gives the same nodes and marks."""

_MAX_YAML = 100_000
_MAX_FLOW = 2_000
_NESTED = re.compile(r"^[ \t]*(?:[-?] ){12,}|[\[{]{12,}", re.MULTILINE)
_OPEN = re.compile(r"\A---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_PAIR = re.compile(r"^(\s*(?:- )?[\w-]+:[ \t]+)(?![\"'\[{|>&*!])(.*\S)\s*$")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlProblem(Exception):
    """Front matter that cannot be read: line (of the file), what, how, and a safe repair where there is one."""

    line: int
    what: str
    how: str
    rule: str = "yaml"
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values as text, lists and mappings; the line of every key and list entry; the text below."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[YamlProblem, ...] = ()
    """What is wrong beside what could be read: said together with what the model refuses."""


def read_front_matter(text: str) -> FrontMatter:
    """Split `---` front matter from the body. Raises YamlProblem."""
    if not text.strip():
        raise YamlProblem(1, "Tệp rỗng.", "viết nội dung, hoặc xóa tệp")
    opened = _OPEN.match(text)
    if not opened and text.lstrip().startswith("---"):
        raise YamlProblem(
            1,
            "Có dòng trống hoặc dấu cách trước dòng “---” đầu tệp.",
            "xóa để “---” đứng ngay đầu dòng thứ nhất",
            "khai-bao",
        )
    if not opened:
        raise YamlProblem(
            1,
            "Thiếu phần khai báo ở đầu tệp (dòng đầu phải là ba dấu gạch “---”).",
            "chép phần khai báo từ một bài đã đăng, hoặc tạo tệp bằng lệnh: cchc new",
            "khai-bao",
        )
    closed = _CLOSE.search(text, opened.end())
    if not closed:
        raise YamlProblem(
            1,
            "Phần khai báo mở bằng “---” nhưng không đóng.",
            "thêm một dòng “---” sau dòng khai báo cuối cùng",
            "khai-bao",
        )
    values, lines, problems = _compose(text[opened.end() : closed.start()], first_line=2)
    body_line = text.count("\n", 0, closed.end()) + 2
    return FrontMatter(values, lines, text[closed.end() + 1 :], body_line, problems)


def read_yaml(text: str) -> FrontMatter:
    """A file that is YAML only (`don-vi.yml`, `chi-so/*.yml`). Raises YamlProblem."""
    if not text.strip():
        raise YamlProblem(1, "Tệp rỗng.", "viết nội dung, hoặc xóa tệp")
    values, lines, problems = _compose(text, first_line=1)
    return FrontMatter(values, lines, problems=problems)


def _compose(text: str, *, first_line: int) -> tuple[dict[str, Any], dict[Path, int], tuple[YamlProblem, ...]]:
    if len(text) > _MAX_YAML or _NESTED.search(text) or text.count("[") + text.count("{") > _MAX_FLOW:
        raise YamlProblem(
            first_line, "Phần khai báo quá dài hoặc lồng nhau quá sâu.", "chuyển nội dung dài xuống dưới “---”"
        )
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _explain(error, text, first_line) from None
    if node is None:
        return {}, {(): first_line}, ()
    values = _Values(first_line)
    read = values.of(node, ())
    if not isinstance(read, dict):
        raise YamlProblem(
            first_line,
            "Phần khai báo không có dạng “tên: giá trị”.",
            "ghi mỗi dòng một mục, ví dụ: tieu_de: Khai giảng",
        )
    return read, values.lines, tuple(values.problems)


class _Values:
    """Nodes → text, lists and mappings; the line of each; every problem met on the way."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[Path, int] = {(): first_line}
        self.problems: list[YamlProblem] = []
        self.seen: set[int] = set()

    def of(self, node: yaml.Node, path: Path) -> Any:
        line = self.lines.setdefault(path, node.start_mark.line + self.first_line)
        if id(node) in self.seen:
            self.problems.append(
                YamlProblem(line, "Dùng ký hiệu & và * của YAML.", "chép lại giá trị thay cho ký hiệu")
            )
            return None
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            how = "bỏ dấu chấm than, hoặc đặt giá trị trong dấu ngoặc kép"
            self.problems.append(YamlProblem(line, f"Có ký hiệu lạ “{node.tag}”.", how))
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.of(child, (*path, place)) for place, child in enumerate(node.value)]
        return self.text(node, line) if isinstance(node, yaml.ScalarNode) else self.mapping(node, path)

    def text(self, node: yaml.ScalarNode, line: int) -> str | None:
        # `"\\0"` in double quotes makes characters that no page and no feed may hold.
        if UNPRINTABLE.search(node.value):
            self.problems.append(YamlProblem(line, "Có ký tự không in được.", "gõ lại dòng này"))
        # libyaml calls the style of a plain scalar "", the pure loader None.
        return None if node.value == "" and not node.style else str(node.value)

    def mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            line = key_node.start_mark.line + self.first_line
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(YamlProblem(line, "Tên mục không phải là chữ.", "ghi dạng: ten_muc: giá trị"))
                continue
            key = key_node.value
            if key in found:
                what = f"Mục `{key}` ghi hai lần."
                self.problems.append(YamlProblem(line, what, "giữ một dòng, xóa dòng kia", "ghi-hai-lan"))
                continue
            self.lines[(*path, key)] = line
            found[key] = self.of(child, (*path, key))
        return found


def _explain(error: yaml.YAMLError, text: str, first_line: int) -> YamlProblem:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    row = min(mark.line if mark else 0, max(text.count("\n") - (text.endswith("\n")), 0))
    shown = text.split("\n")[row] if text else ""
    line = row + first_line
    if "\t" in shown[: len(shown) - len(shown.lstrip())] or "'\\t'" in problem:
        how = "thay Tab bằng dấu cách – hoặc chạy: cchc check --fix"
        return YamlProblem(line, "Dòng khai báo có dấu Tab.", how, mend=Mend(line, "\t", "  "))
    if "mapping values are not allowed" in problem and (pair := _PAIR.match(shown)):
        quoted = '"' + pair[2].replace("\\", "\\\\").replace('"', '\\"') + '"'
        return YamlProblem(
            line,
            f"Giá trị có dấu hai chấm nên phải đặt trong dấu ngoặc kép: {pair[2][:60]}",
            f"ghi: {pair[1].strip()} {quoted[:80]} – hoặc chạy: cchc check --fix",
            "hai-cham",
            Mend(line, pair[1] + pair[2], pair[1] + quoted),
        )
    context = getattr(error, "context_mark", None)
    if "quoted scalar" in str(getattr(error, "context", "")) and context:
        return YamlProblem(
            context.line + first_line, "Dấu ngoặc kép mở mà không đóng.", "thêm dấu ngoặc kép ở cuối giá trị"
        )
    return YamlProblem(
        line,
        f"Không đọc được dòng khai báo: {shown.strip()[:60] or '(dòng trống)'}",
        "ghi dạng “tên: giá trị”, một mục một dòng; giá trị có ký tự đặc biệt thì đặt trong dấu ngoặc kép",
    )
