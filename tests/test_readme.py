"""The documents say what is: examples load, messages are real, commands run, every file of plugins/ is in the tree.

Marks in the README, each before a block of code: `vd` an example, by its path in a school's folder; `loi` a file with a
mistake; `thong-bao` what is said of it, with `--fix` where that mends it.
"""

import re
import shlex
import shutil
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from scripts import docs

from cchc.model.reply import FeedbackReply
from cchc.reading.complaints import Complaint
from cchc.reading.mending import mended, repairs
from cchc.reading.tree import load
from cchc_cli.__main__ import main, parser
from cchc_cli.speech import DONE, PARTLY, REFUSED, WRONG_USE
from tests.school import School

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text("utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
ENGLISH, VIETNAMESE = README.split("# Chuyên mục cải cách hành chính cho nhà trường\n")
SCHOOL = "don-vi/thcs-binh-minh"


def marked(name: str) -> dict[str, str]:
    """Blocks of code by what their mark names."""
    found = docs.blocks(README, name)
    assert len(found) == README.count(f"<!-- {name}: "), f"a mark {name} without a block, or two with the same path"
    return found


def section(heading: str) -> str:
    return README.split(f"## {heading}\n")[1].split("\n## ")[0].split("\n# ")[0]


def test_the_generated_parts_are_up_to_date():
    assert docs.renewed(README) == README, "run: .cchc/env/bin/python -P scripts/docs.py"


def test_the_english_half_is_short():
    assert ENGLISH.count("\n") <= 205


# --- examples and messages


@pytest.fixture
def below_a_commune(tmp_path: Path) -> School:
    """A commune with the two procedures the examples override, and a place for the school below it."""
    place = School(tmp_path / "content")
    place.unit(ma="phuong-binh-minh", loai="xa", duong_day_nong="0299 3000 500", email_phan_anh="phuong@example.vn")
    place.procedure("2.002854")
    place.procedure("1.012969")
    return place


def write_named_files(place: School, folder: str, text: str) -> None:
    """Every file an example names."""
    for name in re.findall(r"(?:anh: |tep: |\]\()([\w-]+\.(?:jpg|pdf|docx))", text):
        path = place.root / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".jpg"):
            Image.new("RGB", (640, 480)).save(path)
        else:
            path.write_bytes(b"tep")


def test_every_example_loads_and_nothing_is_said_about_it(below_a_commune):
    for path, text in marked("vd").items():
        below_a_commune.file(f"{SCHOOL}/{path}", text)
        write_named_files(below_a_commune, f"{SCHOOL}/{path}".rpartition("/")[0], text)

    tree = load(below_a_commune.root)

    assert tree.complaints == ()
    assert {item.origin.path for item in tree.items["thcs-binh-minh"]} == {
        f"{SCHOOL}/{path}" for path in marked("vd") if path != "don-vi.yml"
    }
    assert [c.spoken("content") for c in below_a_commune.complaints() if c.path.startswith(SCHOOL)] == []
    [reply] = (item for item in tree.items["thcs-binh-minh"] if isinstance(item, FeedbackReply))
    assert f"*{reply.sender}*" in VIETNAMESE


def test_the_first_steps_alone_leave_no_mistake(tmp_path):
    school = School(tmp_path / "content")
    for path, text in list(marked("vd").items())[:2]:
        school.file(path, text)
        write_named_files(school, path.rpartition("/")[0], text)

    assert [complaint.rule for complaint in school.complaints()] == ["thieu-ke-hoach"]
    assert [shown.item.id for shown in school.public("thcs-binh-minh").news] == [
        "hoc-sinh-khoi-9-tim-hieu-dich-vu-cong"
    ]


def said_of(place: School, path: str) -> tuple[Complaint, ...]:
    return tuple(complaint for complaint in place.complaints() if complaint.path == path)


@pytest.mark.parametrize(("mark", "message"), marked("thong-bao").items())
def test_every_message_is_real(tmp_path, mark, message):
    path, _, remedy = mark.partition(", ")
    school = School(tmp_path / "content")
    school.file("don-vi.yml", marked("vd")["don-vi.yml"])
    school.file(path, marked("loi")[path])

    complaints = said_of(school, path)

    assert message == "".join(f"{complaint.spoken(school.root.name)}\n" for complaint in complaints)
    assert (remedy == "--fix") == all(complaint.mend for complaint in complaints)
    if remedy:
        text, _ = mended(marked("loi")[path], (mend for _, mend in repairs(complaints)))
        school.file(path, text)
        assert not {c.rule for c in complaints} & {c.rule for c in said_of(school, path)}


def test_every_mistake_shown_has_its_message():
    assert list(marked("loi")) == [mark.partition(",")[0] for mark in marked("thong-bao")]


# --- commands


def subcommands(top: ArgumentParser) -> dict[str, ArgumentParser]:
    [choices] = (action for action in top._actions if isinstance(action, _SubParsersAction))
    return dict(choices.choices)


def options() -> set[str]:
    top = parser()
    every = [top, *subcommands(top).values()]
    return {option for one in every for action in one._actions for option in action.option_strings}


def command_lines(text: str) -> Iterator[list[str]]:
    """Arguments of every command written out in full: in blocks and between backticks."""
    lines = re.findall(r"^(?:\w+=\S+ )*(python3 scripts/cchc\.py|cchc) ([^\n#]+)", text, re.MULTILINE)
    lines += re.findall(r"`(python3 scripts/cchc\.py|cchc) ([^`\n]+)`", text)
    yield from (shlex.split(line) for _, line in lines if not re.search(r"[…\[]|MÃ|TIÊU-ĐỀ|^,", line))


def test_every_option_is_in_the_readme_and_no_other():
    for option in options() - {"-h", "--help"}:
        assert re.search(rf"`[^`\n]*{option}\b", VIETNAMESE), option
    ours = re.sub("^dask .*$", "", README, flags=re.MULTILINE)
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", ours)) <= options()


def test_every_command_written_out_is_one_the_program_takes():
    lines = list(command_lines(README.replace(section("Not yet · Chưa có"), "")))

    assert len(lines) > 15
    for arguments in lines:
        if arguments[0] not in ("mkdocs", "test"):
            parser().parse_args(arguments)


def test_every_command_is_written_out():
    used = {arguments[0] for arguments in command_lines(README)}

    assert used >= {*subcommands(parser()), "mkdocs", "test"}


def test_the_commands_for_a_new_unit_do_what_they_say(tmp_path, monkeypatch, capsys):
    for name in ("content", "theme"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(PROJECT)
    lines = [line for line in command_lines(section("Two commands")) if "ao-sen" in str(line) or line[0] == "new"]

    assert [main(["-C", str(tmp_path), *line]) for line in lines] == [DONE] * 4
    assert "thu-tuc/" in capsys.readouterr().out
    assert list((tmp_path / "site/truong-tieu-hoc-ao-sen/thu-tuc").glob("*/index.html"))


def test_the_exit_codes_are_those_of_the_program():
    english = re.search(r"Exit codes: 0 (.*) · 1 (.*) · 2 (.*) · 3 (.*)\n", ENGLISH)

    assert english
    assert [english[code + 1].split()[0] for code in (DONE, REFUSED, WRONG_USE, PARTLY)] == [
        "done",
        "content",
        "wrong",
        "some",
    ]
    assert re.search("mã 0 khi xong; 1 khi nội dung có lỗi; 2 khi gõ sai.*; 3 khi một số đơn vị", VIETNAMESE)


# --- the tree


def tree_of_the_readme() -> Iterator[tuple[str, str]]:
    """Every file of the tree with what is said of its line; `{a,b}.py` is two files, folders end with `/`."""
    [block] = re.findall(r"```\n(plugins/\n.*?)```", ENGLISH, re.DOTALL)
    above: list[str] = []
    for line in block.splitlines():
        indent, entry, said = re.fullmatch(r"( *)(\S+)(?: +(.+))?", line).groups()  # type: ignore[union-attr]
        del above[len(indent) // 2 :]
        for name in spelled_out(entry):
            if name.endswith("/"):
                above.append(name)
            else:
                yield "".join(above) + name, said


def spelled_out(entry: str) -> Iterator[str]:
    head, brace, rest = entry.partition("{")
    names, _, tail = rest.partition("}")
    yield from (head + name + tail for name in names.split(",")) if brace else (entry,)


def test_the_tree_names_every_file_of_plugins_and_nothing_else():
    told = [path for path, _ in tree_of_the_readme()]
    kept = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "plugins").rglob("*") if path.is_file()}
    there = {path for path in kept if not re.search(r"__init__\.py$|__pycache__|\.egg-info/|/\.", path)}

    assert len(told) == len(set(told))
    assert set(told) - there == set(), "not there"
    assert there - set(told) == set(), "not in the tree of the README"


@pytest.mark.parametrize(
    ("rule", "file"),
    {
        "a reply is late": "model/reply.py",
        "đ becomes d": "vietnamese/slug.py",
        "what is public": "section/public.py",
        "order of publishing": "publishing/output.py",
        "CCCD": "checking/personal_data.py",
        "a month without news": "checking/units.py",
        "feed ids that never change": "section/shown.py",
        "theme files are published": "products/theme_files.py",
        "shades that can be read": "products/colours.py",
        "what a page may load": "pages/frame.py",
        "unknown is not none": "reading/procedure_body.py",
        "tables of papers": "reading/procedure_body.py",
        "check --fix repairs": "reading/mending.py",
        "override of a procedure": "section/inheritance.py",
    }.items(),
)
def test_the_tree_tells_where_a_rule_lives(rule, file):
    assert f"plugins/cchc/{file}" in [path for path, said in tree_of_the_readme() if said and rule in said]


# --- CONTRIBUTING.md


def test_every_override_of_the_theme_has_its_reason():
    theme = PROJECT / "theme"
    blocks = set(re.findall(r"{% block (\w+) %}", (theme / "main.html").read_text("utf-8")))
    partials = {path.relative_to(theme).as_posix() for path in (theme / "partials").rglob("*.html")}

    rows = re.findall(r"^\| (.+?) \|.*\| (?=\S)", CONTRIBUTING.split("## Why the theme overrides")[1], re.MULTILINE)

    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == {*blocks, *partials, "theme/"}


def test_every_file_contributing_names_is_there():
    named = re.findall(r"`(?:\.cchc/env/bin/python -P )?([\w/]+\.(?:py|html|txt|md|toml))`", CONTRIBUTING)
    places = ["", "plugins/", "plugins/cchc/", "theme/"]

    assert len(named) > 20
    assert [name for name in named if not any((PROJECT / place / name).exists() for place in places)] == [
        "base.html",
        "partials/content.html",
    ], "but for the two of Material"
