"""The content folder as it lies on a disk somebody works on."""

import os
import unicodedata
from pathlib import Path

import pytest
from tests.cchc.checking.mistakes import news
from tests.school import School

from cchc.reading.folder import ContentFolder, scan

TIN = "tin-tuc/2026/"


def told(school: School) -> list[tuple[str, str]]:
    return [(one.path, one.rule) for one in school.complaints() if one.error]


@pytest.mark.parametrize(
    "name",
    [
        "tin (1).md",
        "tin(2).md",
        "tin - Copy.md",
        "tin - Copy (2).md",
        "tin - Sao chép.md",
        "tin - Bản sao.md",
        "tin copy.md",
        "tin copy 2.md",
        "Bản sao của tin.md",
        "Copy of tin.md",
        "tin.sync-conflict-20261105-080000-ABCDEFG.md",
        "tin (Máy của Lan's conflicted copy 2026-11-05).md",
        "tin (bản xung đột của Lan).md",
        "tin-DESKTOP-7AB12CD.md",
        "tin-LAPTOP-ABCD1234.md",
        "don-vi (1).yml",
    ],
)
def test_a_second_copy_of_an_article_is_recognised_and_not_read(school: School, name: str):
    school.file(TIN + name, news())

    [copy] = [one for one in school.complaints() if one.error]

    assert (copy.place, copy.rule) == (f"{TIN}{name}:1", "ban-sao")
    assert "xóa bản này" in copy.how
    (school.root / TIN / name).rename(school.root / TIN / "rieng.md")
    assert told(school) == []


@pytest.mark.parametrize(
    "name", ["~$tin.docx", "~$tin.md", ".tin.md.swp", "Thumbs.db", "desktop.ini", "Icon\r", ".DS_Store"]
)
def test_what_programs_leave_while_somebody_works_is_no_complaint(school: School, name: str):
    school.file(TIN + name, "x")

    assert told(school) == []
    assert TIN + name not in school.load().folder.files


def test_papers_may_be_called_anything(school: School):
    school.file(TIN + "CV 12 (1).pdf", b"%PDF")
    school.file(TIN + "ảnh - Copy.txt", b"x")
    school.file(TIN + "tin.md", news("tep: [CV 12 (1).pdf, ảnh - Copy.txt]"))

    assert told(school) == []


@pytest.mark.parametrize("name", ["tin.MD", "tin.Md", "tin.markdown", "chi-so.YML"])
def test_an_article_under_another_ending_is_not_silently_left_out(school: School, name: str):
    school.file(TIN + name, news())

    [ending] = [one for one in school.complaints() if one.error]

    assert (ending.path, ending.rule) == (TIN + name, "duoi-tep")
    assert "đổi đuôi tệp thành .md" in ending.how
    (school.root / TIN / name).rename(school.root / TIN / "tin.md")
    assert told(school) == []


def test_a_link_is_no_file(school: School, tmp_path: Path):
    (tmp_path / "secret.md").write_text(news())
    (tmp_path / "folder").mkdir()
    os.symlink(tmp_path / "folder", school.root / "trang")
    (school.root / TIN).mkdir(parents=True)
    os.symlink(tmp_path / "secret.md", school.root / TIN / "tin.md")
    os.symlink(tmp_path / "gone.md", school.root / TIN / "mat.md")

    assert told(school) == [(TIN + "mat.md", "symlink"), (TIN + "tin.md", "symlink"), ("trang", "symlink")]
    assert school.load().items["truong"] == ()
    os.unlink(school.root / TIN / "tin.md")
    school.file(TIN + "tin.md", news())
    assert (TIN + "tin.md", "symlink") not in told(school)


def test_a_pipe_is_no_file(school: School):
    (school.root / TIN).mkdir(parents=True)
    os.mkfifo(school.root / TIN / "tin.md")

    assert told(school) == [(TIN + "tin.md", "tep-la")]
    os.unlink(school.root / TIN / "tin.md")
    assert told(school) == []


def test_a_file_of_50_megabytes_is_refused_unread(school: School, monkeypatch: pytest.MonkeyPatch):
    (school.root / TIN).mkdir(parents=True)
    with open(school.root / TIN / "tin.md", "wb") as sparse:
        sparse.truncate(50_000_000)
    read = ContentFolder.read

    def read_small(folder: ContentFolder, path: str) -> bytes:
        assert path != TIN + "tin.md"
        return read(folder, path)

    monkeypatch.setattr(ContentFolder, "read", read_small)

    [large] = [one for one in school.complaints() if one.error]
    monkeypatch.undo()
    assert (large.rule, "50,0 MB" in large.what, "PDF" in large.how) == ("qua-lon", True, True)
    school.file(TIN + "tin.md", news())
    assert told(school) == []


def test_two_files_whose_names_differ_by_how_accents_are_typed(school: School):
    for form in ("NFC", "NFD"):
        school.file(TIN + unicodedata.normalize(form, "họp.md"), news())

    [twin] = [one for one in school.complaints() if one.error]

    assert (twin.rule, "chỉ khác cách gõ dấu" in twin.what) == ("trung-ten", True)
    (school.root / TIN / unicodedata.normalize("NFD", "họp.md")).unlink()
    assert told(school) == []


def test_two_files_whose_names_differ_by_case(school: School):
    school.file(TIN + "Tin.md", news("id: mot").replace("id: tin\n", ""))
    school.file(TIN + "tin.md", news("id: hai").replace("id: tin\n", ""))

    [twin] = [one for one in school.complaints() if one.error]

    assert (twin.path, twin.rule) == (TIN + "tin.md", "trung-ten")
    assert f"“{TIN}Tin.md” (chỉ khác chữ hoa, chữ thường)" in twin.what
    (school.root / TIN / "tin.md").rename(school.root / TIN / "hai.md")
    assert told(school) == []


def test_a_name_from_a_mac_is_the_name_from_windows(school: School):
    school.file(TIN + unicodedata.normalize("NFD", "họp phụ huynh.md"), news().replace("id: tin\n", ""))
    school.file(TIN + unicodedata.normalize("NFD", "đơn.txt"), b"x")
    school.file(TIN + "khac.md", news("tep: đơn.txt").replace("id: tin\n", ""))

    assert told(school) == []
    assert [item.id for item in school.load().items["truong"]] == ["hop-phu-huynh", "khac"]


@pytest.mark.parametrize("name", [b"tin\x01.md", b"tin\xff.md", b"a\x7f.pdf"])
def test_a_name_with_strange_characters_can_be_said(school: School, name: bytes):
    (school.root / TIN).mkdir(parents=True)
    with open(os.fsencode(school.root / TIN) + b"/" + name, "wb") as file:
        file.write(news().encode())

    [strange] = [one for one in school.complaints() if one.error]

    assert strange.rule == "ten-tep"
    assert "đổi tên tệp" in strange.how
    strange.place.encode()


def test_a_name_without_a_letter_makes_no_address(school: School):
    school.file(TIN + "…….md", news().replace("id: tin\n", ""))
    assert told(school) == [(TIN + "…….md", "ten-tep")]

    school.file(TIN + "…….md", news())
    assert told(school) == []


def test_a_very_long_name_makes_an_address_that_fits(school: School):
    school.file(TIN + "a" + "-dai" * 55 + ".md", news().replace("id: tin\n", ""))

    [item] = school.load().items["truong"]

    assert len(item.id) <= 80
    assert told(school) == []


def test_a_folder_named_like_a_file_is_a_folder(school: School):
    school.file(TIN + "tin.md/bai.md", news())
    (school.root / TIN / "rong.md").mkdir()
    school.file("don-vi/x/don-vi.yml/a.md", news())

    assert told(school) == [("don-vi/x/don-vi.yml", "thieu-don-vi"), (TIN + "tin.md/bai.md", "sai-cho")]


def test_a_folder_nobody_may_open_is_said(school: School, monkeypatch: pytest.MonkeyPatch):
    school.file("trang/a.md", "---\ntieu_de: A\n---\n")
    scandir = os.scandir

    def closed(path: Path):
        if str(path).endswith("trang"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)

    [shut] = [one for one in school.complaints() if one.error]
    assert (shut.path, shut.rule) == ("trang/", "khong-mo-duoc")
    assert "quyền đọc thư mục" in shut.how


def test_a_file_nobody_may_open_is_said(school: School, monkeypatch: pytest.MonkeyPatch):
    school.news()
    read = ContentFolder.read

    def closed(folder: ContentFolder, path: str) -> bytes:
        if path.endswith(".md"):
            raise PermissionError(13, "Permission denied")
        return read(folder, path)

    monkeypatch.setattr(ContentFolder, "read", closed)

    [shut] = [one for one in school.complaints() if one.error]
    assert (shut.place, shut.rule) == (TIN + "tin.md:1", "khong-mo-duoc")
    assert "kiểm tra quyền đọc tệp" in shut.how
    monkeypatch.undo()
    assert told(school) == []


def test_an_empty_folder_lacks_its_unit_and_a_missing_one_too(tmp_path: Path):
    for root in (tmp_path, tmp_path / "khong-co"):
        assert [one.rule for one in School(root).complaints()] == ["thieu-don-vi"]
        assert scan(root).files == {}
