"""Models → content files: what `new` and `import` write, and what `load` reads back the same."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cchc.model.fields import FileRef, folder_of_unit
from cchc.model.item import Item
from cchc.model.types import author_fields
from cchc.model.unit import Unit

_PLAIN = re.compile(r"[^\W\d_][^:#\n\"'\\\[\]{}&*!|>%@`,]*[^\s:#\n\"'\\\[\]{}&*!|>%@`,]")
_SIMPLE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?|\d+|true|false|[a-z0-9]+([._/-][A-Za-z0-9]+)*")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def write_item(item: Item) -> str:
    """The content file of an item: fields that differ from their defaults, in the model's order, then the body."""
    values = front_values(item)
    head = write_yaml(values)
    if item.folder == "chi-so":
        return head
    body = item.body.text
    return f"---\n{head}---\n" + (f"\n{body}\n" if body else "")


def write_unit(unit: Unit) -> str:
    """The `don-vi.yml` of a unit."""
    return write_yaml(front_values(unit))


def front_values(item: Item | Unit) -> dict[str, Any]:
    """What the front matter says: values as YAML can hold them. Files are named from the file's own folder."""
    data = item.model_dump(mode="python", exclude_defaults=True)
    if isinstance(item, Item):
        data["id"] = item.id
    folder = item.origin.folder
    for name in data:
        if isinstance(getattr(item, name), FileRef):
            data[name] = named_from(folder, data[name])
    return {name: _plain(data[name], folder) for name in author_fields(type(item)) if name in data}


def named_from(folder: str, path: str) -> str:
    """How a content file in `folder` names the file `path` (both from the content root)."""
    if folder and path.startswith(folder + "/"):
        return path[len(folder) + 1 :]
    unit = folder_of_unit(folder)
    return "/" + (path[len(unit) + 1 :] if unit else path)


def write_yaml(values: Mapping[str, Any], indent: str = "") -> str:
    """Mappings, lists and scalars as YAML a clerk can read. Every text comes back as it was."""
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:", write_yaml(value, indent + "  ").rstrip("\n")]
        elif isinstance(value, list | tuple):
            lines += [f"{indent}{key}:", *_sequence(value, indent + "  ")] if value else [f"{indent}{key}: []"]
        else:
            lines.append(f"{indent}{key}: {scalar(value)}")
    return "\n".join(lines) + "\n"


def scalar(value: object) -> str:
    """One value in YAML: plain where it is safe to read, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and not _UNPRINTABLE.search(text) and text.casefold() not in _WORDS
    if plain or _SIMPLE.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNPRINTABLE.sub(lambda c: f"\\u{ord(c[0]):04x}", escaped) + '"'


def _sequence(values: Iterable[Any], indent: str) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, Mapping):
            inner = write_yaml(value, indent + "  ").rstrip("\n")
            lines.append(f"{indent}- {inner.lstrip()}")
        else:
            lines.append(f"{indent}- {scalar(value)}")
    return lines


def _plain(value: Any, folder: str) -> Any:
    if isinstance(value, Mapping):
        return {
            key: named_from(folder, inner) if key == "tep" else _plain(inner, folder) for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(inner, folder) for inner in value]
    return value
