"""YAML with places. Scalars stay the text the author typed (`012`, `no`, `1.10`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from cchc.reading.complaints import Mend

# libyaml is eight times faster and gives the same nodes and marks.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MAX_YAML = 100_000
_MAX_FLOW = 2_000
_NESTED = re.compile(r"^\s*(?:[-?] ){12,}|[\[{]{12,}", re.MULTILINE)
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


def read_front_matter(text: str) -> FrontMatter:
    """Split `---` front matter from the body. Raises YamlProblem."""
    if not text.strip():
        raise YamlProblem(1, "Tệp rỗng.", "viết nội dung, hoặc xóa tệp")
    opened = _OPEN.match(text)
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
    values, lines = _compose(text[opened.end() : closed.start()], first_line=2)
    body_line = text.count("\n", 0, closed.end()) + 2
    return FrontMatter(values, lines, text[closed.end() + 1 :], body_line)


def read_yaml(text: str) -> FrontMatter:
    """A file that is YAML only (`don-vi.yml`, `chi-so/*.yml`). Raises YamlProblem."""
    if not text.strip():
        raise YamlProblem(1, "Tệp rỗng.", "viết nội dung, hoặc xóa tệp")
    values, lines = _compose(text, first_line=1)
    return FrontMatter(values, lines)


def _compose(text: str, *, first_line: int) -> tuple[dict[str, Any], dict[Path, int]]:
    if len(text) > _MAX_YAML or _NESTED.search(text) or text.count("[") + text.count("{") > _MAX_FLOW:
        raise YamlProblem(
            first_line, "Phần khai báo quá dài hoặc lồng nhau quá sâu.", "chuyển nội dung dài xuống dưới “---”"
        )
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _explain(error, text, first_line) from None
    lines: dict[Path, int] = {(): first_line}
    if node is None:
        return {}, lines
    values = _value(node, (), lines, first_line, set())
    if not isinstance(values, dict):
        raise YamlProblem(
            first_line,
            "Phần khai báo không có dạng “tên: giá trị”.",
            "ghi mỗi dòng một mục, ví dụ: tieu_de: Khai giảng",
        )
    return values, lines


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], first_line: int, seen: set[int]) -> Any:
    line = node.start_mark.line + first_line
    if id(node) in seen:
        raise YamlProblem(line, "Dùng ký hiệu & và * của YAML.", "chép lại giá trị thay cho ký hiệu")
    seen.add(id(node))
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        raise YamlProblem(
            line, f"Có ký hiệu lạ “{node.tag}”.", "bỏ dấu chấm than, hoặc đặt giá trị trong dấu ngoặc kép"
        )
    lines.setdefault(path, line)
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and node.style is None else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, place), lines, first_line, seen) for place, child in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, child in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        key_line = key_node.start_mark.line + first_line
        if key is None:
            raise YamlProblem(key_line, "Tên mục không phải là chữ.", "ghi dạng: ten_muc: giá trị")
        if key in mapping:
            raise YamlProblem(key_line, f"Mục `{key}` ghi hai lần.", "giữ một dòng, xóa dòng kia", "ghi-hai-lan")
        lines[(*path, key)] = key_line
        mapping[key] = _value(child, (*path, key), lines, first_line, seen)
    return mapping


def _explain(error: yaml.YAMLError, text: str, first_line: int) -> YamlProblem:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    row = min(mark.line if mark else 0, max(text.count("\n") - (text.endswith("\n")), 0))
    shown = text.split("\n")[row] if text else ""
    line = row + first_line
    if "\t" in re.match(r"\s*", shown)[0] or "'\\t'" in problem:  # type: ignore[index]
        return YamlProblem(
            line, "Dòng bắt đầu bằng dấu Tab.", "thay Tab bằng hai dấu cách", mend=Mend(line, "\t", "  ")
        )
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
    if "special characters" in str(error) or "control characters" in problem:
        return YamlProblem(line, "Có ký tự không in được.", "gõ lại dòng này")
    return YamlProblem(
        line,
        f"Không đọc được dòng khai báo: {shown.strip()[:60] or '(dòng trống)'}",
        "ghi dạng “tên: giá trị”, một mục một dòng; giá trị có ký tự đặc biệt thì đặt trong dấu ngoặc kép",
    )
