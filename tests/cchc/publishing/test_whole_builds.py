"""Whole builds in processes of their own: the same bytes everywhere, nothing unasked, one unit by an engine alone."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT, build, files_in, new_project, rich_content, run
from tests.school import School


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose three sections are built once."""
    place = new_project(tmp_path_factory.mktemp("du-an"))
    rich_content(place / "content")
    build(place, LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")
    return place


def built(project: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_in(project / "site").items() if not path.startswith(".cchc/")}


def test_another_folder_language_time_zone_and_hash_seed_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = new_project(tmp_path / "một thư mục khác")
    shutil.copytree(project / "content", other / "content")

    build(other, LC_ALL="vi_VN.UTF-8", LANGUAGE="vi", TZ="America/Los_Angeles", PYTHONHASHSEED="77")

    assert built(other) == built(project)


def test_a_second_build_touches_nothing(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (project / "site/truong").rglob("*")}

    done = run(project, "-C", str(project), "build", "--now", "2026-11-20T09:00")

    assert (done.returncode, done.stderr.count("lỗi")) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in (project / "site/truong").rglob("*")} == before
    assert done.stdout.count("không có gì đổi") == 3


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_one_unit_by_an_engine_alone_is_the_same_and_its_neighbours_stay(
    project: Path, tmp_path: Path, engine: str
) -> None:
    site = tmp_path / "site"
    (site / "xa").mkdir(parents=True)
    (site / "xa/old.html").write_bytes(b"the commune's old section")
    (site / "foreign.txt").write_bytes(b"somebody else's")

    done = run(
        project, "build", "-f", str(project / "mkdocs.yml"), "-d", str(site), module=engine,
        CCHC_UNIT="truong", CCHC_NOW=NOW_TEXT,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert files_in(site / "truong") == files_in(project / "site/truong")
    assert (site / "xa/old.html").read_bytes() == b"the commune's old section"
    assert (site / "foreign.txt").read_bytes() == b"somebody else's"
    assert sorted(path.name for path in site.iterdir()) == [".cchc", "foreign.txt", "truong", "xa"]
    assert sorted(path.name for path in (site / ".cchc").iterdir()) == ["lock", "stage"]


def test_without_a_name_an_engine_builds_the_root_and_with_a_wrong_one_says_which_there_are(
    project: Path, tmp_path: Path
) -> None:
    command = ("build", "-q", "-f", str(project / "mkdocs.yml"), "-d", str(tmp_path / "site"))

    assert run(project, *command, module="mkdocs", CCHC_NOW=NOW_TEXT).returncode == 0
    assert files_in(tmp_path / "site/so") == files_in(project / "site/so")

    wrong = run(project, *command, module="mkdocs", CCHC_UNIT="khong-co", CCHC_NOW=NOW_TEXT)
    assert wrong.returncode != 0
    assert "so, xa, truong" in wrong.stderr
    when = run(project, *command, module="mkdocs", CCHC_NOW="mai")
    assert "không phải là ngày giờ" in when.stderr


def test_content_with_errors_is_refused_by_an_engine_with_every_reason(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    school = School(project / "content")
    school.unit()
    school.news("a", linh_vuc="khong-co")
    school.news("b", ngay="32/13/2026")
    (project / "site/truong").mkdir(parents=True)
    (project / "site/truong/old.html").write_bytes(b"old")

    done = run(project, "build", "-f", str(project / "mkdocs.yml"), module="mkdocs", CCHC_NOW=NOW_TEXT)

    assert done.returncode != 0
    assert "tin-tuc/2026/a.md:4" in done.stderr
    assert "tin-tuc/2026/b.md:3" in done.stderr
    assert "chưa dựng chuyên mục của truong" in done.stderr
    assert files_in(project / "site/truong") == {"old.html": b"old"}


def test_no_file_of_the_content_arrives_unasked(project: Path) -> None:
    content = {path: data for path, data in files_in(project / "content").items() if len(data) > 20}
    published = files_in(project / "site/truong")

    assert not [path for path in published if path.endswith((".md", ".yml", ".yaml", ".py"))]
    assert not set(content.values()) & set(published.values())
    assert not {path for path in published if path.startswith(("don-vi/", "content/", "cchc/"))}


def test_strangers_in_the_site_folder_stay(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "du-an"
    shutil.copytree(project, copy, symlinks=True)
    (copy / "site/portal").mkdir()
    (copy / "site/portal/index.html").write_bytes(b"portal")
    (copy / "site/index.html").write_bytes(b"front")

    build(copy, "truong")

    assert (copy / "site/portal/index.html").read_bytes() == b"portal"
    assert (copy / "site/index.html").read_bytes() == b"front"
    assert files_in(copy / "site/so") == files_in(project / "site/so")


def test_one_edit_writes_only_what_it_changes(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "du-an"
    shutil.copytree(project, copy, symlinks=True)
    before = built(copy)
    page = copy / "content/don-vi/xa/don-vi/truong/trang/hoi-dap.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\nThêm một câu.\n", encoding="utf-8")

    build(copy, "truong")

    after = built(copy)
    changed = {path for path in after.keys() | before.keys() if after.get(path) != before.get(path)}
    assert changed == {
        f"truong/{path}"
        for path in (
            *("trang/hoi-dap/index.html", "trang/index.html", "cchc.json", "cchc-files.json", "tim-kiem/index.html"),
            *(path.removeprefix("truong/") for path in after.keys() ^ before.keys()),
        )
    }
    assert [path[:24] for path in sorted(after.keys() ^ before.keys())] == ["truong/tim-kiem/chi-muc."] * 2


def test_extensions_of_markdown_are_not_mkdocs_business(project: Path, tmp_path: Path) -> None:
    copy = new_project(tmp_path / "du-an")
    shutil.copytree(project / "content", copy / "content")
    (copy / "mkdocs.yml").write_text(
        (copy / "mkdocs.yml").read_text(encoding="utf-8") + "markdown_extensions: [admonition]\n", encoding="utf-8"
    )

    done = run(copy, "build", "-f", "mkdocs.yml", module="mkdocs", CCHC_NOW=NOW_TEXT)

    assert done.returncode != 0
    assert "markdown_extensions" in done.stderr
    assert not (copy / "site").exists()


def test_the_files_of_a_section_are_those_its_list_names(project: Path) -> None:
    for ma in ("so", "xa", "truong"):
        files = files_in(project / "site" / ma)
        assert set(json.loads(files["cchc-files.json"])) == files.keys() - {"cchc.json", "cchc-files.json"}
