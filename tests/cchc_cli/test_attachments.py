"""`cchc check` reads what items offer to download: once, and says what it could not read."""

import builtins
import json
from pathlib import Path

import pytest
from tests.cchc.importing.test_pdf_reading import a_pdf, words
from tests.cchc.importing.workbooks import workbook
from tests.command import run
from tests.school import School

from cchc.reading.folder import ContentFolder
from cchc_cli import attachments

PUPILS = [["Họ và tên", "Ngày sinh", "Lớp"], ["Nguyễn Văn An", "01/02/2014", "6A"], ["Trần Thị Bình", "5/7/2014", "6A"]]


@pytest.fixture
def working(folder: Path, school: School) -> Path:
    """A news item with a workbook, a PDF in its text that names the unit's own telephone too, and a scan."""
    school.unit(duong_day_nong="0904 123 456")
    school.file("tin-tuc/2026/ds.xlsx", workbook(PUPILS, more={"Mật": [["CCCD 001099012345"]]}))
    phones = [words("Goi 0904 123 456 hoac 0912 345 678, 0987 654 321", 50, 700)]
    school.file("tin-tuc/2026/giay.pdf", a_pdf([words("Trang dau", 50, 700)], phones))
    school.file("tin-tuc/2026/quet.pdf", a_pdf([]))
    school.news(body="Xem [giấy](giay.pdf).", tep=["ds.xlsx", "quet.pdf"])
    return folder


def checked(folder: Path, capsys, *options: str) -> tuple[int, list[tuple[str, str, str, str]], str]:
    code = run(folder, "check", "--json", *options)
    said = capsys.readouterr()
    rows = [(one["tep"], one["quy_tac"], one["muc_do"], one["noi_dung"]) for one in json.loads(said.out)]
    return code, [row for row in rows if not row[0].endswith((".md", ".yml"))], said.err


def test_what_attachments_give_away_is_told_by_page_and_sheet(working: Path, capsys):
    code, rows, err = checked(working, capsys)

    assert code == 1
    sheet, page = "tin-tuc/2026/ds.xlsx", "tin-tuc/2026/giay.pdf"
    assert [row[:3] for row in rows] == [
        (sheet, "so-dinh-danh", "loi"), (sheet, "danh-sach", "luu_y"), (page, "dien-thoai", "luu_y"),
    ]  # fmt: skip
    assert [row[3] for row in rows] == [
        "Trang tính “Mật”: có số giống căn cước hoặc chứng minh nhân dân (001…45).",
        "Trang tính “DS”: có danh sách họ tên kèm lớp, ngày sinh hoặc hoàn cảnh (2 người).",
        "Trang 2: có số điện thoại của cá nhân (091…78 và 1 chỗ nữa).",
    ]
    assert "Không đọc được 1 tệp đính kèm để tìm dữ liệu cá nhân, hãy tự xem: quet.pdf (tệp PDF là bản quét" in err


def test_a_build_asks_no_attachment(working: Path, capsys):
    assert checked(working, capsys)[0] == 1

    assert run(working, "build") == 0


def test_the_second_check_reads_nothing_again_and_keeps_no_number(working: Path, capsys, monkeypatch):
    first = checked(working, capsys)
    kept = (working / ".cchc/attachments.json").read_text("utf-8")
    monkeypatch.setattr(attachments, "_read", None)

    assert checked(working, capsys) == first
    assert "0912345678" not in kept.replace(" ", "")
    assert "001099012345" not in kept


def test_a_change_of_the_rules_or_of_a_file_is_noticed(working: Path, school: School, capsys, monkeypatch):
    checked(working, capsys)
    school.file("tin-tuc/2026/ds.xlsx", workbook([["Chỉ tiêu", "Số"], ["Lớp", 4]]))

    assert [row[0] for row in checked(working, capsys)[1]] == ["tin-tuc/2026/giay.pdf"]

    monkeypatch.setattr(attachments, "RULES", 99)
    monkeypatch.setattr(attachments, "_read", lambda *_: [])
    assert checked(working, capsys)[1] == []


def test_checking_one_unit_forgets_nothing_of_the_others(working: Path, school: School, capsys):
    school.unit("don-vi/nhanh")
    checked(working, capsys)
    before = json.loads((working / ".cchc/attachments.json").read_bytes())
    school.file("don-vi/nhanh/tin-tuc/2026/a.csv", "Gọi 0912 345 678\n")
    school.news(folder="don-vi/nhanh", tep="a.csv")

    rows = checked(working, capsys, "nhanh")[1]

    assert [row[3] for row in rows] == ["Có số điện thoại của cá nhân (091…78)."]
    after = json.loads((working / ".cchc/attachments.json").read_bytes())
    assert before["files"].items() <= after["files"].items()


def test_without_the_packages_it_says_so_once(working: Path, capsys, monkeypatch):
    real = builtins.__import__

    def bare(name: str, *rest: object) -> object:
        if name in ("cchc.importing.sheets.workbook", "cchc.importing.pdf"):
            raise ModuleNotFoundError(name=name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", bare)

    code, rows, err = checked(working, capsys)

    assert (code, rows) == (0, [])
    assert err.count("máy này chưa có phần đọc Word, PDF, Excel") == 1


def test_a_file_nobody_can_open_and_a_memory_nobody_can_write_are_no_end(working: Path, capsys, monkeypatch):
    (working / ".cchc/attachments.json").mkdir(parents=True)
    real = ContentFolder.read

    def locked(content: ContentFolder, path: str) -> bytes:
        if path.endswith("giay.pdf"):
            raise PermissionError(13, "no", path)
        return real(content, path)

    monkeypatch.setattr(ContentFolder, "read", locked)

    code, rows, err = checked(working, capsys)

    assert code == 1
    assert {row[0] for row in rows} == {"tin-tuc/2026/ds.xlsx"}
    assert "giay.pdf (" in err


def test_what_is_internal_is_not_read(folder: Path, school: School, capsys):
    school.file("tin-tuc/2026/a.csv", "Gọi 0912 345 678\n")
    school.file("tin-tuc/2026/a.mp4", b"0912 345 678")
    school.news(pham_vi="noi_bo", tep="a.csv")
    school.news("phim", video="a.mp4")

    assert checked(folder, capsys)[1:] == ([], "")


def test_many_unread_files_are_named_only_in_part(folder: Path, school: School, capsys):
    names = [f"a{number}.doc" for number in range(7)]
    for name in names:
        school.file(f"tin-tuc/2026/{name}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    school.news(tep=names)

    err = checked(folder, capsys)[2]

    assert "Không đọc được 7 tệp đính kèm" in err
    assert "a4.doc" in err
    assert "a5.doc" not in err
    assert "và 2 tệp khác." in err
