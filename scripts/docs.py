"""Writes what documents repeat of the code: tables and messages in README.md, and plugins/cchc/schemas/*.json.

    .cchc/env/bin/python -P scripts/docs.py

`-P`, because without it Python looks beside this script first, where cchc.py stands in for the package cchc.
"""

import argparse
import contextlib
import io
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin

try:
    from cchc.checking.verdict import judge
    from cchc.model import labels
    from cchc.model.fields import Choice, FileRef, Strict
    from cchc.model.item import Item
    from cchc.model.schema import schema_text, schemas
    from cchc.model.types import CONTENT_TYPES, UNIT_FILE, author_fields
    from cchc.model.unit import Unit
    from cchc.reading.front_matter import YamlProblem, read_yaml
    from cchc.reading.tree import load
    from cchc.reading.validation import validate
    from cchc.reading.writing import scalar
    from cchc.vietnamese.calendar import Moment
    from cchc_cli.__main__ import parser
    from cchc_cli.bring import bring
    from cchc_cli.project import Project
except ModuleNotFoundError as missing:
    sys.exit(f"{missing}.\n  → Cách sửa: chạy trong môi trường của dự án: .cchc/env/bin/python -P scripts/docs.py")

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"
SCHEMAS = PROJECT / "plugins/cchc/schemas"
NOW = Moment(date(2027, 1, 1)).start
"""When the README's own school is checked."""

KINDS = {Moment: "ghi ngày", bool: "ghi `true` hoặc `false`", int: "ghi số", Decimal: "ghi số", FileRef: "ghi tên tệp"}
"""How a value of each class is written."""
PLACES: Mapping[str, tuple[type[Strict], str]] = {
    "Mọi bài": (Item, "Mọi tệp nội dung, trừ `don-vi.yml`."),
    "Tin": (CONTENT_TYPES["tin-tuc"], "Tệp `tin-tuc/<năm>/*.md`."),
    "Thủ tục": (CONTENT_TYPES["thu-tuc"], "Tệp `thu-tuc/*.md`."),
    "Kế hoạch": (CONTENT_TYPES["ke-hoach"], "Tệp `ke-hoach/*.md`."),
    "Văn bản": (CONTENT_TYPES["van-ban"], "Tệp `van-ban/*.md`."),
    "Phản ánh": (CONTENT_TYPES["phan-anh"], "Tệp `phan-anh/*.md`."),
    "Chỉ số": (CONTENT_TYPES["chi-so"], "Tệp `chi-so/*.yml`."),
    "Trang": (CONTENT_TYPES["trang"], "Tệp `trang/*.md`."),
    "Đơn vị": (Unit, f"Tệp `{UNIT_FILE}`."),
}
"""The tables of fields, by heading: whose fields, and in which files they stand."""


def main() -> None:
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    wanted = schema_files()
    for path in set(SCHEMAS.glob("*.json")) - set(wanted):
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")


def renewed(text: str) -> str:
    """The README with all that is generated made anew."""
    return with_imports(with_messages(filled(text, parts())))


def schema_files() -> dict[Path, str]:
    """Every schema file as it should be."""
    return {SCHEMAS / f"{name}.json": schema_text(schema) for name, schema in schemas().items()}


def parts() -> dict[str, str]:
    """The generated parts of the README, by the name in their markers."""
    return {
        "lenh": "\n".join(commands()),
        "truong": "\n\n".join(field_table(*place) for place in PLACES.items()),
        "gia-tri": "\n".join(value_list(kind, uses) for kind, uses in vocabularies().items()),
    }


def filled(text: str, made: Mapping[str, str]) -> str:
    """`text` with every part between `<!-- sinh: NAME -->` and `<!-- hết: NAME -->` made anew."""
    for name, content in made.items():
        between = re.compile(rf"(<!-- sinh: {name} -->\n).*?(<!-- hết: {name} -->)", re.DOTALL)
        if len(between.findall(text)) != 1:
            raise SystemExit(f"README.md: phải có đúng một cặp dấu <!-- sinh: {name} --> … <!-- hết: {name} -->.")
        text = between.sub(lambda found, content=content: f"{found[1]}\n{content}\n\n{found[2]}", text)
    return text


# --- messages


def with_messages(text: str) -> str:
    """`text` with every block marked `thong-bao` saying what is said of the block marked `loi` with the same path."""
    unit, wrong = blocks(text, "vd")[UNIT_FILE], blocks(text, "loi")

    def said(found: re.Match[str]) -> str:
        return found[1] + said_of(found[2].partition(",")[0], wrong[found[2].partition(",")[0]], unit) + found[3]

    return re.sub(r"(<!-- thong-bao: ([^\n]+) -->\n```\n).*?(```\n)", said, text, flags=re.DOTALL)


def blocks(text: str, mark: str) -> dict[str, str]:
    """Blocks of code by the path in the comment before them: `<!-- vd: don-vi.yml -->`."""
    return dict(re.findall(rf"<!-- {mark}: ([^\n]+) -->\n```\w*\n(.*?)```\n", text, re.DOTALL))


def said_of(path: str, text: str, unit: str) -> str:
    """All that `cchc check` says of a file `path` with this `text` in a school whose don-vi.yml is `unit`."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        for name, words in ((UNIT_FILE, unit), (path, text)):
            (content / name).parent.mkdir(parents=True, exist_ok=True)
            (content / name).write_text(words, "utf-8")
        complaints = judge(load(content), NOW).complaints
        return "".join(f"{one.spoken(content.name)}\n" for one in complaints if one.path == path)


# --- imports


def with_imports(text: str) -> str:
    """`text` with every block marked `nhap` saying what `cchc import` says of that file in the README's own school."""
    unit = blocks(text, "vd")[UNIT_FILE]

    def said(found: re.Match[str]) -> str:
        return found[1] + imported_of(found[2], unit) + found[3]

    return re.sub(r"(<!-- nhap: ([^\n]+) -->\n```\n).*?(```\n)", said, text, flags=re.DOTALL)


def imported_of(file: str, unit: str) -> str:
    """All that `cchc import` says of a file of the project."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        content.mkdir()
        (content / UNIT_FILE).write_text(unit, "utf-8")
        name = Path(file).name
        Path(folder, name).write_bytes((PROJECT / file).read_bytes())
        with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as said:
            bring(Project(Path(folder)), [name], None, NOW)
        return said.getvalue()


# --- commands


def commands() -> Iterator[str]:
    """One row for each command and each of its options."""
    yield "| lệnh, tùy chọn | nghĩa |"
    yield "|---|---|"
    top = parser()
    for option in options_of(top):
        yield f"| `cchc {spelled(option)} …` | {option.help} |"
    [choices] = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    for name, command in choices.choices.items():
        taken = " ".join(spelled(action) for action in command._actions if not action.option_strings)
        yield f"| **`cchc {name} {taken}`** | {command.description} |"
        for option in options_of(command):
            yield f"| `{spelled(option)}` | {option.help} |"


def options_of(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The options of a command, but for `--help`."""
    return (action for action in command._actions if action.option_strings and action.dest != "help")


def spelled(action: argparse.Action) -> str:
    """An argument as people type it: `--unit MÃ`, `[MÃ …]`."""
    if action.option_strings:
        return " ".join([*action.option_strings, *([str(action.metavar)] if action.nargs != 0 else [])])
    many = {"?": f"[{action.metavar}]", "*": f"[{action.metavar} …]", "+": f"{action.metavar} …"}
    return many.get(str(action.nargs), str(action.metavar))


# --- fields


def field_table(heading: str, place: tuple[type[Strict], str]) -> str:
    """The fields of one type as a table."""
    kind, where = place
    rows = "\n".join(field_rows(kind))
    return f"### {heading}\n\n{where}\n\n| trường | bắt buộc | nghĩa | ví dụ |\n|---|---|---|---|\n{rows}"


def field_rows(kind: type[Strict], within: str = "") -> Iterator[str]:
    """A row for each field of its own; fields inside a field follow it, as `mot_cua.gio`."""
    common = author_fields(Item) if issubclass(kind, Item) and kind is not Item else ()
    for name, info in kind.model_fields.items():
        if info.exclude or name in common:
            continue
        # The reader takes `id` and `ma` from the names of files and folders.
        required = "có" if info.is_required() and name not in ("id", "ma") else ""
        said = example(kind, name)
        yield f"| `{within}{name}` | {required} | {meaning(name, info)} | {code(said) if said else ''} |"
        for inner in types_in(info.annotation):
            if issubclass(inner, Strict):
                yield from field_rows(inner, f"{within}{name}.")


def meaning(name: str, info: Any) -> str:
    """What a field says, what its value is, what holds where it is absent."""
    types = tuple(types_in(info.annotation))
    notes = [KINDS[kind] for kind in types if kind in KINDS]
    notes += [f"[các giá trị](#{anchor(kind)})" for kind in types if issubclass(kind, Choice)]
    if tuple in types:
        notes.append("một hoặc nhiều")
    if isinstance(info.default, Choice):
        notes.append(f"không ghi là {code(info.default.value)}")
    elif type(info.default) is int:
        notes.append(f"không ghi là {code(str(info.default))}")
    return "; ".join([labels.label(name), *notes])


def types_in(annotation: Any) -> Iterator[type]:
    """The classes an annotation is made of: `tuple[LinhVuc, ...] | None` → `tuple`, `LinhVuc`."""
    if isinstance(annotation, type) and annotation is not type(None):
        yield annotation
    if get_origin(annotation) is tuple:
        yield tuple
    inner = get_args(annotation)
    for part in inner[:1] if hasattr(annotation, "__metadata__") else inner:
        yield from types_in(part)


def example(kind: type[Strict], name: str) -> str:
    """A value of the field as it may be typed; empty where only the fields inside it have one."""
    first = [next(iter(one)).value for one in types_in(kind.model_fields[name].annotation) if issubclass(one, Choice)]
    said = labels.example(kind.__name__, name)
    return next((value for value in (said, scalar(said), *first) if is_usable(kind, name, value)), "")


def is_usable(kind: type[Strict], name: str, value: str) -> bool:
    """True where the reader takes the line `name: value`."""
    try:
        front = read_yaml(f"{name}: {value}\n")
    except YamlProblem:
        return False
    _, refusals = validate(kind, front, folder="", extra={})
    return all(refusal.rule == "thieu" and f"`{name}`" not in refusal.what for refusal in refusals)


# --- closed vocabularies


def vocabularies() -> dict[type[Choice], list[str]]:
    """Every closed vocabulary authors write, with the fields that take it: `loai` of Tin."""
    found: dict[type[Choice], list[str]] = {}
    for heading, (kind, _) in PLACES.items():
        for name, choice in choices_of(kind):
            found.setdefault(choice, []).append(f"`{name}` ({heading.lower()})")
    return found


def choices_of(kind: type[Strict], within: str = "") -> Iterator[tuple[str, type[Choice]]]:
    """The fields of a type that take a closed vocabulary, in order."""
    common = author_fields(Item) if issubclass(kind, Item) and kind is not Item else ()
    for name, info in kind.model_fields.items():
        if info.exclude or name in common:
            continue
        for inner in types_in(info.annotation):
            if issubclass(inner, Choice):
                yield f"{within}{name}", inner
            elif issubclass(inner, Strict):
                yield from choices_of(inner, f"{within}{name}.")


def value_list(kind: type[Choice], uses: Iterable[str]) -> str:
    """The values of one vocabulary in one line."""
    values = " · ".join(f"{code(one.value)} {one.label}" for one in kind)
    return f'- <a id="{anchor(kind)}"></a>{", ".join(uses)}: {values}.'


def anchor(kind: type[Choice]) -> str:
    return f"gia-tri-{kind.__name__.lower()}"


def code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


if __name__ == "__main__":
    main()
