"""`cchc init`: a project that builds at once, whole or not at all, never over what is there."""

import errno
import os
import re
import subprocess
import sys

import pytest
from tests.cchc_cli.beginnings import SCHOOL, URL, answering, files_of, init
from tests.command import NOW, run
from tests.conftest import PROJECT
from tests.school import at

from cchc.reading.tree import load
from cchc_cli import init as init_module
from cchc_cli.__main__ import main
from cchc_cli.project import Project
from cchc_cli.serving.edition import View
from cchc_cli.serving.preview import Preview
from cchc_cli.serving.watch import Watch
from cchc_cli.speech import DONE, WRONG_USE


@pytest.fixture(autouse=True)
def nobody_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)


# --- a project that works at once


def test_a_new_project_has_no_error_builds_at_once_and_shows_only_what_is_true(tmp_path, capsys):
    assert init(tmp_path / "p", *SCHOOL, *URL) == DONE

    assert run(tmp_path / "p", "check") == DONE
    assert run(tmp_path / "p", "build") == DONE
    shown = files_of(tmp_path / "p/site/binh-minh")
    assert "Mở chuyên mục cải cách hành chính" in shown["index.html"].decode()
    assert {"trang/gioi-thieu/index.html", "trang/hoi-dap/index.html", "trang/lien-ket/index.html"} <= set(shown)
    pages = {name: data.decode() for name, data in shown.items() if name.endswith(".html")}
    assert not [name for name, text in pages.items() if "[[" in text or re.search(r"@[a-z-]+@", text)]
    assert "0 lỗi" in capsys.readouterr().out


def test_drafts_say_what_to_write_and_stay_drafts(tmp_path):
    init(tmp_path / "p", *SCHOOL)

    items = load(tmp_path / "p/content").items["binh-minh"]

    drafts = [item for item in items if item.nhap]
    assert {item.folder for item in drafts} == {"tin-tuc", "thu-tuc", "ke-hoach", "phan-anh"}
    assert all("[[Viết: " in item.body.text for item in drafts)
    assert len(items) - len(drafts) == 4


def test_the_name_for_feeds_is_written_once_with_the_address(tmp_path):
    init(tmp_path / "p", *SCHOOL, *URL)

    unit = load(tmp_path / "p/content").units["binh-minh"]

    assert (unit.url, unit.dinh_danh) == ("https://binh-minh.example/cchc/", "binh-minh.example,2026")


def test_an_office_begins_with_the_units_below_it(tmp_path):
    below = "Trường THCS Hoa Sen; Trường Mầm non Hoa Cúc;; Trường THCS Hoa Sen"
    assert init(tmp_path / "p", "--ten", "UBND phường Hoa Sen", "--don-vi", below) == DONE

    tree = load(tmp_path / "p/content")

    assert list(tree.units) == ["ubnd-phuong-hoa-sen", "truong-mam-non-hoa-cuc", "truong-thcs-hoa-sen"]
    assert tree.units["ubnd-phuong-hoa-sen"].loai == "xa"
    assert "## Các đơn vị trực thuộc" in (tmp_path / "p/README.md").read_text("utf-8")
    assert run(tmp_path / "p", "build") == DONE


def test_two_projects_with_the_same_answers_are_the_same_bytes(tmp_path):
    init(tmp_path / "a", *SCHOOL, *URL)
    init(tmp_path / "b", *SCHOOL, *URL)

    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_the_theme_stays_in_the_package_and_an_engine_alone_finds_it(tmp_path, engine):
    init(tmp_path / "p", *SCHOOL, *URL)
    run(tmp_path / "p", "build", "-o", str(tmp_path / "site"))
    command = [sys.executable, "-P", "-m", engine, "build", "-q", "-f", str(tmp_path / "p/mkdocs.yml"), "-d"]
    own = {"CCHC_NOW": NOW[1], "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT / "plugins")}
    subprocess.run([*command, str(tmp_path / "alone")], check=True, env={**os.environ, **own})

    assert not (tmp_path / "p/theme").exists()
    assert files_of(tmp_path / "alone/binh-minh") == files_of(tmp_path / "site/binh-minh")


def test_the_preview_shows_a_new_project(tmp_path):
    init(tmp_path / "p", *SCHOOL)
    project = Project(tmp_path / "p")

    with Watch(project):
        home = Preview(project, lambda: at("2026-11-20 08:00")).answer("binh-minh/", View())

    assert home.status == 200
    assert "Mở chuyên mục cải cách hành chính" in home.body.decode()


# --- answers


def test_without_a_terminal_every_default_is_named_with_its_option(tmp_path, capsys):
    assert init(tmp_path / "thpt-an-hoa") == DONE

    said = capsys.readouterr().out
    for line in ("ten: Trường chưa ghi tên", "loai: truong", "ma: thpt-an-hoa", "url: (chưa có)"):
        assert f"Chưa ai nói nên dùng {line}, đổi bằng --{line.partition(':')[0]}\n" in said


def test_nothing_is_asked_or_assumed_that_an_option_told(tmp_path, monkeypatch, capsys):
    asked = answering(monkeypatch)

    assert init(tmp_path / "p", *SCHOOL, *URL) == DONE

    assert asked == []
    assert "Chưa ai nói" not in capsys.readouterr().out


def test_at_a_terminal_it_asks_and_asks_again_after_an_answer_it_cannot_use(tmp_path, monkeypatch, capsys):
    asked = answering(
        monkeypatch, "Sở GDĐT tỉnh An Hòa", "", "Mã Sai", "an-hoa", "an-hoa.example", "", "Trường A; Trường B"
    )

    assert init(tmp_path / "p") == DONE

    assert [question.partition(":")[0].partition(",")[0] for question in asked] == [
        "Tên đầy đủ của đơn vị", "Loại đơn vị", "Mã", "Mã", "Địa chỉ web sẽ đăng chuyên mục",
        "Địa chỉ web sẽ đăng chuyên mục", "Các đơn vị trực thuộc",
    ]  # fmt: skip
    assert "[so]" in asked[1]
    assert "[so-gddt-tinh-an-hoa]" in asked[2]
    assert capsys.readouterr().err.count("→ Cách sửa: ") == 2
    tree = load(tmp_path / "p/content")
    assert list(tree.units) == ["an-hoa", "truong-a", "truong-b"]


def test_questions_broken_off_leave_nothing(tmp_path, monkeypatch, capsys):
    answering(monkeypatch, "Trường THCS Bình Minh")

    assert init(tmp_path / "p") == WRONG_USE

    assert "chưa tạo gì" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--url", "ftp://x.example/"], "`url`"),
        (["--ma", "Mã"], "`ma`"),
        (["--ma", "../ngoai"], "`ma`"),
        (["--loai", "quan"], "`loai`"),
        (["--ten", " "], "`ten`"),
        (["--ma", "truong-a", "--don-vi", "Trường A"], "Hai đơn vị cùng mã truong-a"),
        (["--loai", "xa", "--don-vi", "Trường A; Trường a"], "Hai đơn vị cùng mã truong-a"),
        (["--loai", "xa", "--don-vi", "…"], "ít nhất một chữ cái"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_and_nothing_is_left(tmp_path, capsys, options, said):
    assert init(tmp_path / "p", *options) == WRONG_USE

    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["Trường “Hoa: Sen” #1", 'Trường "Ao" \\ Sen', "Trường @ma@ & <b>", "Trường 学校 " + "dài " * 40]
)
def test_a_name_is_text_whatever_is_in_it(tmp_path, name):
    assert init(tmp_path / "p", "--ten", name, "--ma", "truong") == DONE

    assert load(tmp_path / "p/content").units["truong"].ten == name.strip()
    assert run(tmp_path / "p", "build") == DONE


# --- whole or not at all


def test_what_is_there_is_never_written_over(tmp_path, capsys):
    (tmp_path / "p").mkdir()
    (tmp_path / "p/bai.docx").write_bytes(b"bai")

    assert init(tmp_path / "p", *SCHOOL) == WRONG_USE
    assert init(tmp_path / "p/bai.docx", *SCHOOL) == WRONG_USE

    assert "bai.docx" in capsys.readouterr().err
    assert files_of(tmp_path) == {"p/bai.docx": b"bai"}


def test_an_empty_folder_a_fresh_repository_and_the_folder_one_stands_in_are_new(tmp_path, monkeypatch):
    (tmp_path / "p/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "p")

    assert main(["init", ".", *SCHOOL, *NOW]) == DONE

    assert {"content", "goi", ".git"} <= set(os.listdir())
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


@pytest.mark.parametrize("there", [True, False])
def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch, capsys, there):
    if there:
        (tmp_path / "p").mkdir()
    rename, done = os.rename, []

    def full(source, target):
        if there and not done:
            done.append(target)
            return rename(source, target)
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(init_module.os, "rename", full)

    assert init(tmp_path / "p", *SCHOOL) == WRONG_USE

    assert "ổ đĩa đã đầy" in capsys.readouterr().err
    assert files_of(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["p"] * there


def test_of_two_at_once_into_one_folder_one_is_told_and_the_other_is_whole(tmp_path, monkeypatch, capsys):
    (tmp_path / "p").mkdir()
    check = init_module._check

    def meanwhile(*_: object) -> None:
        monkeypatch.setattr(init_module, "_check", check)
        monkeypatch.setattr(init_module.os, "getpid", lambda: 0)
        assert init(tmp_path / "p", "--ma", "truoc") == DONE

    monkeypatch.setattr(init_module, "_check", meanwhile)

    assert init(tmp_path / "p", *SCHOOL) == WRONG_USE

    assert "đã có tệp cùng tên" in capsys.readouterr().err
    assert list(load(tmp_path / "p/content").units) == ["truoc"]
    assert run(tmp_path / "p", "build") == DONE
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_content_that_would_not_build_is_told_now_and_nothing_is_left(tmp_path, monkeypatch, capsys):
    pieces = init_module.piece
    monkeypatch.setattr(init_module, "piece", lambda name, words: pieces(name, words).replace("tieu_de:", "title:"))

    assert init(tmp_path / "p", *SCHOOL) == WRONG_USE

    assert "gioi-thieu.md" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
