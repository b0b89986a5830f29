"""A build that remembers gives what a fresh one gives, whatever was edited, renamed, damaged or changed in between."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.cchc.section.rich import NOW_TEXT, PROJECT, build, files_in, new_project, rich_content
from tests.command import run
from tests.edits import edits
from tests.school import NOW, THEME, School

from cchc.checking.verdict import judge
from cchc.products.qr import qr_svg
from cchc.publishing.kept_results import KeptResults
from cchc.publishing.section import build_section
from cchc.reading import markdown
from cchc.reading.tree import load
from cchc.remembering import use


def forget() -> None:
    """As another process: nothing is in memory."""
    for function in (markdown._convert, qr_svg):
        function.cache_clear()  # type: ignore[attr-defined]


def made(root: Path) -> tuple[object, ...]:
    """Every complaint; every page and file of every unit that is built."""
    forget()
    tree = load(root)
    verdict = judge(tree, NOW)
    sections = [
        build_section(tree, verdict.held, ma, NOW, THEME, left_out=verdict.stopped)
        for ma in tree.units
        if ma not in verdict.stopped
    ]
    pages = [(one.unit.ma, page.address, page.html) for one in sections for page in one.pages]
    return verdict.complaints, pages, [dict(one.files) for one in sections]


@settings(max_examples=4)
@given(edits(also="kkkkvd"))
def test_after_any_edits_what_is_remembered_gives_what_a_fresh_build_gives(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Callable[..., None], int, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("du-an")
    place, cache, code = rich_content(root / "content"), root / "cache", b"1" * 32
    with KeptResults(cache, code=code) as results, use(results):
        made(place.root)
    for change, number, words, also in steps:
        change(place, number, words)
        if also == "v":  # another version of the program
            code = bytes([code[0] + 1]) * 32
        if also == "d":  # damaged
            whole = bytearray((cache / "results").read_bytes())
            for at in random.Random(number).sample(range(32, len(whole)), 200):
                whole[at] ^= 255
            (cache / "results").write_bytes(whole)
        fresh = made(place.root)
        with KeptResults(cache, code=code) as results, use(results):
            assert made(place.root) == fresh


def results_of(folder: Path) -> Path:
    return folder / ".cchc/cache/results"


def test_builds_remember_and_fresh_ones_do_not(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []
    engine = markdown._engine

    def counting():  # type: ignore[no-untyped-def]
        asked.append("")
        return engine()

    monkeypatch.setattr(markdown, "_engine", counting)
    for number in range(5):
        school.news(f"tin-{number}", body=f"Tin số {number}.")
    counts = []
    for words, out, flags in (("Một.", "1", []), ("Một.", "2", []), ("Hai.", "3", []), ("Hai.", "4", ["--fresh"])):
        school.news("tin-0", body=words)
        forget()
        assert run(folder, "build", "-o", str(tmp_path / out), *flags) == 0
        counts.append(len(asked))
        asked.clear()

    assert counts[1:3] == [0, 1]
    assert counts[0] == counts[3] == 5
    assert files_in(tmp_path / "1/truong") == files_in(tmp_path / "2/truong")
    assert files_in(tmp_path / "3/truong") == files_in(tmp_path / "4/truong")


def test_a_check_leaves_the_build_less_to_do(folder: Path, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    school.news(body="Tin.")
    forget()
    assert run(folder, "check") == 0
    forget()
    monkeypatch.setattr(markdown, "_engine", None)

    assert run(folder, "build") == 0


def test_where_every_shell_is_kept_mkdocs_is_not_started(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.news()
    assert run(folder, "build") == 0
    monkeypatch.setattr("cchc_cli.building.engine.engine_of", None)
    school.news(tieu_de="Tin đã sửa")

    assert run(folder, "build") == 0

    assert "Tin đã sửa" in (folder / "site/truong/tin-tuc/2026/tin/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["INHERIT: khac.yml", "extra: {a: !ENV [A, b]}"])
def test_where_settings_come_from_elsewhere_mkdocs_is_asked_each_time(
    folder: Path, school: School, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    (folder / "khac.yml").write_text("site_name: A\n", encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"{line}\n")
    school.news()
    assert run(folder, "build") == 0
    monkeypatch.setattr("cchc_cli.building.engine.engine_of", None)
    school.news(tieu_de="Tin đã sửa")

    assert run(folder, "build") == 3


def test_no_word_of_what_was_taken_down_is_kept(folder: Path, school: School) -> None:
    school.news("gio", body="Chuyện canaryx không ai được biết.")
    school.news("khac")
    forget()
    run(folder, "build")
    assert "canaryx không ai được biết".encode() in results_of(folder).read_bytes()
    assert b"canaryx" in (results_of(folder).parent / "pages/truong").read_bytes()

    assert run(folder, "takedown", "gio", "--yes") == 0
    kept = [path for path in results_of(folder).parent.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"canaryx" in path.read_bytes()]


def test_a_build_of_one_unit_forgets_nothing_of_the_others(folder: Path, school: School) -> None:
    school.unit("don-vi/a", ten="Trường A", url="https://a.example/", email_phan_anh="a@a.example")
    forget()
    run(folder, "build")
    size = results_of(folder).stat().st_size
    forget()
    run(folder, "build", "truong")

    assert results_of(folder).stat().st_size == size


def test_a_template_that_changed_shows_at_once(tmp_path: Path) -> None:
    project = new_project(tmp_path / "du-an")
    school = School(project / "content")
    school.unit()
    school.news()
    (project / "theme").unlink()
    shutil.copytree(THEME, project / "theme")
    build(project)
    template = project / "theme/cchc/news.html"
    template.write_text(template.read_text("utf-8") + "<p>Mẫu mới</p>", "utf-8")
    build(project)
    page = (project / "site/truong/tin-tuc/2026/tin/index.html").read_text("utf-8")
    build(project, "--fresh", "-o", str(tmp_path / "moi"))

    assert "Mẫu mới" in page
    assert files_in(project / "site/truong") == files_in(tmp_path / "moi/truong")


@pytest.mark.parametrize("harm", ["damaged", "cut", "a folder", "a file"])
def test_no_harm_to_what_is_kept_reaches_a_page(folder: Path, school: School, tmp_path: Path, harm: str) -> None:
    school.news(body="Tin.")
    assert run(folder, "build", "-o", str(tmp_path / "1")) == 0
    place = results_of(folder)
    whole = place.read_bytes()
    if harm == "a folder":
        place.unlink()
        place.mkdir()
    elif harm == "a file":
        shutil.rmtree(place.parent)
        place.parent.write_bytes(whole)
    else:
        place.write_bytes(whole[: len(whole) // 2] if harm == "cut" else whole[:64] + whole[64:].swapcase())
    forget()

    assert run(folder, "build", "-o", str(tmp_path / "2")) == 0
    assert files_in(tmp_path / "1/truong") == files_in(tmp_path / "2/truong")


def test_two_builds_at_once_give_the_same(tmp_path: Path) -> None:
    project = new_project(tmp_path / "du-an")
    school = School(project / "content")
    school.unit()
    for number in range(8):
        school.news(f"tin-{number}", body=f"Tin số {number}.")
    command = [sys.executable, "-P", "-m", "cchc_cli", "-C", str(project), "build", "--now", NOW_TEXT, "-o"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}

    for rounds in ("lạnh", "ấm"):
        places = [tmp_path / f"{rounds}-{number}" for number in range(2)]
        children = [subprocess.Popen([*command, str(place)], env=environment) for place in places]
        assert [child.wait() for child in children] == [0, 0]
        one, other = (files_in(place / "truong") for place in places)
        assert one == other
    build(project, "--fresh", "-o", str(tmp_path / "moi"))

    assert files_in(tmp_path / "moi/truong") == one
