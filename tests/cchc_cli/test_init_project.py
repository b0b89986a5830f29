"""What lies in a project of `init`, and its README."""

import hashlib
import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from tests.cchc_cli.beginnings import SCHOOL, URL, files_of, init
from tests.command import NOW, run
from tests.conftest import PROJECT

from cchc.reading.tree import load
from cchc_cli.__main__ import main, parser
from cchc_cli.speech import DONE


@pytest.fixture(autouse=True)
def nobody_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)


# --- what else is in it


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "p"
    assert init(folder, *SCHOOL, *URL) == DONE
    return folder


def test_nothing_is_left_to_fill_in_but_what_is_the_schools_own(made):
    texts = {name: data.decode() for name, data in files_of(made).items() if not name.endswith(".whl")}

    assert not [name for name, text in texts.items() if re.search(r"@(ma|ten|duong|nam|hom-nay|chinh-sach)@", text)]
    assert not [name for name, text in texts.items() if str(made.parent) in text], "no machine's path"


def test_the_package_is_pinned_by_its_hash_beside_every_lock_a_school_needs(made):
    [package] = (made / "goi").iterdir()
    digest = hashlib.sha256(package.read_bytes()).hexdigest()

    assert (made / "requirements/cchc.txt").read_text("utf-8") == f"./goi/{package.name} --hash=sha256:{digest}\n"
    ours = {path.name for path in (PROJECT / "requirements").glob("*.txt")} - {"test.txt"}
    assert {path.name for path in (made / "requirements").iterdir()} == {*ours, "cchc.txt"}


def test_editors_get_schemas_and_front_matter_they_can_read(made):
    settings = json.loads((made / ".vscode/settings.json").read_text("utf-8"))
    for schema in settings["yaml.schemas"]:
        assert json.loads((made / schema).read_text("utf-8"))["properties"]
    snippets = json.loads((made / ".vscode/cchc.code-snippets").read_text("utf-8"))

    for snippet in snippets.values():
        [head] = re.findall(r"---\n(.*)\n---", "\n".join(snippet["body"]), re.DOTALL)
        fields = yaml.safe_load(re.sub(r"\$\{\d+:([^}]*)\}", r"\1", head))
        assert fields["nhap"] is True


def test_a_snippet_filled_in_is_an_item_without_a_mistake(made, tmp_path):
    folder = tmp_path / "content"
    shutil.copytree(made / "content", folder)
    snippets = json.loads((made / ".vscode/cchc.code-snippets").read_text("utf-8"))
    for snippet in snippets.values():
        kind = snippet["prefix"]
        place = folder / (f"tin-tuc/2026/{kind}.md" if kind == "tin-tuc" else f"{kind}/{kind}.md")
        place.parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", "\n".join(snippet["body"])).replace("$0", "Nội dung.")
        place.write_text(re.sub(r"^id: \S+", f"id: {kind}-moi", text, flags=re.MULTILINE), "utf-8")

    assert [complaint.spoken("content") for complaint in load(folder).complaints] == []


def test_the_deploy_recipe_is_one_the_program_understands_once_it_is_filled_in(made, tmp_path):
    text = (made / "content/don-vi.yml").read_text("utf-8")
    recipe = re.sub(r"^# ?", "", text[text.index("# trien_khai:") :], flags=re.MULTILINE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/don-vi.yml").write_text("ma: a\nten: Trường A\nloai: truong\n" + recipe, "utf-8")

    tree = load(tmp_path / "content")

    assert [complaint.spoken("") for complaint in tree.complaints] == []
    assert [target.kieu for target in tree.units["a"].trien_khai] == ["thu_muc", "sftp", "ftps", "zip"]


def test_every_comment_of_the_unit_file_can_be_used_as_it_stands(made, tmp_path):
    text = (made / "content/don-vi.yml").read_text("utf-8")
    offered = re.sub(r"^# (?=[a-z_]+:(?! \())", "", text, flags=re.MULTILINE)
    offered = re.sub(r"^# (?=  )", "", offered, flags=re.MULTILINE)
    stated = re.sub(r"^(logo: .*|url: https://ten-mien.*)\n", "", offered, flags=re.MULTILINE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/don-vi.yml").write_text(stated.replace("@ten-mien-cua-truong", "@truong.example"), "utf-8")

    assert [complaint.spoken("") for complaint in load(tmp_path / "content").complaints] == []


# --- its README


def section(readme: str, heading: str) -> str:
    return readme.split(f"## {heading}\n")[1].split("\n## ")[0]


def test_the_restore_of_its_readme_gives_the_same_section_from_content_alone(made, tmp_path, monkeypatch):
    project, backup = tmp_path / "truong", tmp_path / "usb/content"
    shutil.copytree(made, project)
    (project / "content/tin-tuc/2026/bai.md").write_text(
        "---\nid: bai\ntieu_de: Một bài của trường\nngay: 20/11/2026\nlinh_vuc: the_che\n---\n\nNội dung.\n", "utf-8"
    )
    assert run(project, "build") == DONE
    shutil.rmtree(project / "site/.cchc")
    before = files_of(project / "site")
    shutil.copytree(project / "content", backup)
    commands = re.findall(
        r"^ +cchc (.+)$", section((project / "README.md").read_text("utf-8"), "6. Sao lưu, khôi phục"), re.M
    )
    elsewhere = tmp_path / "may-khac"
    elsewhere.mkdir()
    shutil.rmtree(project)
    monkeypatch.chdir(elsewhere)

    begin, build = commands
    assert main([*begin.split(), *NOW]) == DONE
    shutil.rmtree(tmp_path / "khoi-phuc/content")
    shutil.copytree(backup, tmp_path / "khoi-phuc/content")
    assert main([*build.split(), *NOW]) == DONE

    shutil.rmtree(tmp_path / "khoi-phuc/site/.cchc")
    assert files_of(tmp_path / "khoi-phuc/site") == before
    assert b"M\xe1\xbb\x99t b\xc3\xa0i" in before["binh-minh/tin-tuc/2026/bai/index.html"]


def test_every_command_its_readme_gives_is_one_the_program_takes(tmp_path):
    init(tmp_path / "p", "--loai", "so")
    readme = (tmp_path / "p/README.md").read_text("utf-8")

    lines = [shlex.split(line) for line in re.findall(r"(?:^ *|`)cchc ([^`\n…]+)", readme, re.MULTILINE)]

    assert len(lines) > 15
    for arguments in lines:
        parser().parse_args(arguments)


def test_every_file_its_readme_names_is_there(made):
    named = re.findall(
        r"`((?:[\w.-]+/)*[\w.-]+\.(?:yml|conf|htaccess|service|timer|txt|cmd)|\w[\w-]*/)`",
        (made / "README.md").read_text("utf-8"),
    )

    assert len(set(named)) > 10
    made_later = {"site/", "khoi-phuc/", ".htaccess"}
    assert [
        name
        for name in named
        if name not in made_later and not any((made / place / name).exists() for place in ("", "trien-khai", "content"))
    ] == []
