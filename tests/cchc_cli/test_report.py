"""`cchc report` on a project folder: what it writes, what it refuses, how it ends."""

import builtins
import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.command import run
from tests.school import School

PLAN = """
| TT | Nội dung | Hình thức | Bộ phận | Thời gian |
|---|---|---|---|---|
| 1 | Đăng tin | Trên website | Tổ **văn phòng** | Ít nhất 01 lần/tháng |
| 2 | Tập huấn | Hội nghị | Tổ | Quý III/2026 |
| 3 | Việc khác | Họp | Tổ | Khi Sở cho phép |
"""
CRITERIA = (
    "STT;Tiêu chí, tiêu chí thành phần;Điểm tối đa;Minh chứng\n1;Kế hoạch;2;25/KH-THCS\n2;Tin;3;25/KH-THCS#1, 9/QĐ-X\n"
)


@pytest.fixture
def working(folder: Path, school: School) -> Path:
    """A project whose school has a plan, news that proves its first task, one of them internal."""
    school.write(
        "ke-hoach/kh.md", PLAN, trich_yeu="Kế hoạch", nam=2026, so_ky_hieu="25/KH-THCS", ngay_ban_hanh="01/09/2026"
    )
    school.news("khai-giang", tieu_de="Khai giảng", ngay="05/09/2026", minh_chung="25/KH-THCS#1")
    school.news("bien-ban", tieu_de="Biên bản kín", ngay="06/10/2026", pham_vi="noi_bo", minh_chung="25/KH-THCS#1")
    return folder


# --- a period


def test_a_period_is_told_on_the_terminal_or_written_as_the_ending_says(working: Path, capsys) -> None:
    assert run(working, "report", "--period", "2026-Q3") == 0
    assert capsys.readouterr().out.startswith("# Báo cáo công tác cải cách hành chính quý III năm 2026\n")

    for ending in ("md", "html", "docx", "xlsx"):
        assert run(working, "report", "--period", "2026-Q3", "-o", str(working / f"bc.{ending}")) == 0
        assert capsys.readouterr().out == f"Đã ghi {working / f'bc.{ending}'}\n"

    assert "| Tháng 9/2026 | 1 |" in (working / "bc.md").read_text("utf-8")
    assert '<td>Tháng 9/2026</td><td class="so">1</td>' in (working / "bc.html").read_text("utf-8")
    paper = docx.Document(str(working / "bc.docx"))
    assert [one.text for one in paper.paragraphs if one.style and one.style.name == "Heading 1"][:2] == [
        "1. Thông tin, tuyên truyền", "2. Nhiệm vụ của kế hoạch",
    ]  # fmt: skip
    book = openpyxl.load_workbook(working / "bc.xlsx")
    assert [[cell.value for cell in row] for row in book["Theo tháng"]][-1] == ["Tháng 9/2026", 1]
    assert list(working.glob(".bc*")) == []


def test_a_period_holds_the_words_of_its_internal_page_and_no_internal_item(
    working: Path, school: School, capsys
) -> None:
    school.write(
        "trang/bao-cao-2026-q4.md", "Thiếu **máy quét**.\n\n1. Cấp máy.", tieu_de="Phần viết", pham_vi="noi_bo"
    )

    assert run(working, "report", "--period", "2026-q4") == 0

    said = capsys.readouterr().out
    assert "\nThiếu máy quét.\n\n1. Cấp máy." in said
    assert "Biên bản kín" not in said


# --- tasks


def test_tasks_are_data_with_their_days_state_and_proofs(working: Path, capsys) -> None:
    assert run(working, "report", "--tasks", "--json") == 0

    monthly, quarter, unclear = json.loads(capsys.readouterr().out)
    assert (monthly["ke_hoach"], monthly["tt"], monthly["bo_phan"]) == ("25/KH-THCS", "1", "Tổ văn phòng")
    assert [one["hinh_thuc"] for one in (monthly, quarter, unclear)] == [["website"], ["hoi_nghi"], ["hop_noi_bo"]]
    assert [(turn["tu"], turn["can"], turn["co"]) for turn in monthly["dinh_ky"]] == [
        ("2026-09-01", 1, 1), ("2026-10-01", 1, 1), ("2026-11-01", 1, 0), ("2026-12-01", 1, 0),
    ]  # fmt: skip
    assert monthly["minh_chung"] == [
        {"tieu_de": "Khai giảng", "dia_chi": "https://truong.example/cchc/tin-tuc/2026/khai-giang/"}
    ]
    assert monthly["minh_chung_noi_bo"] == 1
    assert (quarter["cac_dot"], quarter["trang_thai"]) == ([["2026-09-01", "2026-09-30"]], "cham")
    assert (unclear["cac_dot"], unclear["trang_thai"]) == (None, None)


def test_tasks_of_another_year_and_to_a_file(working: Path, capsys) -> None:
    assert run(working, "report", "--tasks", "--json", "--period", "2025", "-o", str(working / "viec.json")) == 0

    assert json.loads((working / "viec.json").read_bytes()) == []
    assert "viec.json" in capsys.readouterr().out


# --- evidence


def test_the_evidence_file_gives_what_the_built_section_holds(working: Path) -> None:
    (working / "tc.csv").write_text(CRITERIA, "utf-8")
    assert run(working, "build") == 0
    assert run(working, "report", "--evidence", str(working / "tc.csv"), "-o", str(working / "mc.xlsx")) == 0

    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(working / "mc.xlsx")["Minh chứng"]]
    hashes = json.loads((working / "site/truong/cchc-files.json").read_bytes())
    assert rows[1][2:] == [
        "Kế hoạch", "25/KH-THCS", "01/09/2026", "công khai", "https://truong.example/cchc/ke-hoach/kh/",
        hashes["ke-hoach/kh/index.html"],
    ]  # fmt: skip
    assert [(row[2], row[5]) for row in rows[2:]] == [("Khai giảng", "công khai"), ("Biên bản kín", "nội bộ")]
    first = [row[0].value for row in openpyxl.load_workbook(working / "mc.xlsx")["Báo cáo"]]
    assert "2 Tin: “9/QĐ-X” – không có mục nào mang tên này." in first


def test_a_workbook_of_an_office_is_read_too_and_a_section_not_built_is_said(working: Path, capsys) -> None:
    book = openpyxl.Workbook()
    for line in CRITERIA.splitlines():
        book.active.append(line.split(";"))  # type: ignore[union-attr]
    book.save(working / "tc.xlsx")

    assert run(working, "report", "--evidence", str(working / "tc.xlsx")) == 0

    said = capsys.readouterr().out
    assert "Chuyên mục chưa dựng nên chưa có SHA-256." in said
    assert "| công khai | https://truong.example/cchc/ke-hoach/kh/ | chuyên mục chưa dựng |" in said


def test_without_a_table_the_tasks_of_the_year_are_the_criteria(working: Path, capsys) -> None:
    assert run(working, "report", "--evidence") == 0

    said = capsys.readouterr().out
    assert "3 tiêu chí: 1 đã có minh chứng, 2 chưa có." in said
    assert "| 25/KH-THCS#1 | Đăng tin | Biên bản kín |  | 06/10/2026 | nội bộ |  |  |" in said


def test_a_year_without_tasks_asks_for_a_table(folder: Path, capsys) -> None:
    assert run(folder, "report", "--evidence") == 2

    assert "ghi bảng tiêu chí sau --evidence" in capsys.readouterr().err


def word_file() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "không mở được"),
        (b"STT;T\xc3\xaan\n1;a\n", "không thấy bảng tiêu chí"),
        ("STT;Tiêu chí\n1;a\n".encode(), "“Minh chứng”"),
        (b"", "không thấy bảng tiêu chí"),
        (b"%PDF-1.7", "không thấy bảng tiêu chí"),
        (word_file(), "không thấy bảng tiêu chí"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kiểu cũ"),
        (b"PK\x03\x04 half", "hỏng"),
    ],
)
def test_a_table_nobody_can_read_is_refused_in_a_sentence(working: Path, capsys, data: bytes | None, said: str) -> None:
    if data is not None:
        (working / "tc.csv").write_bytes(data)

    assert run(working, "report", "--evidence", str(working / "tc.csv")) == 2

    assert said in capsys.readouterr().err


def test_a_table_beyond_all_size_is_not_read(working: Path, capsys, monkeypatch) -> None:
    (working / "tc.csv").write_text(CRITERIA, "utf-8")
    monkeypatch.setattr("cchc_cli.report.MAX_BYTES", 10)

    assert run(working, "report", "--evidence", str(working / "tc.csv")) == 2
    assert "tệp lớn hơn" in capsys.readouterr().err


@pytest.mark.parametrize("listing", ["{", "[]"])
def test_a_damaged_list_of_files_is_no_source_of_hashes(working: Path, capsys, listing: str) -> None:
    place = working / "site/truong/cchc-files.json"
    place.parent.mkdir(parents=True)
    place.write_text(listing)

    assert run(working, "report", "--evidence") == 2
    assert "cchc-files.json: không đọc được; dựng lại" in capsys.readouterr().err


# --- the board


@pytest.fixture
def office(folder: Path, school: School) -> Path:
    school.unit(loai="so")
    for ma in ("tot", "loi"):
        school.unit(f"don-vi/{ma}", ma=ma, ten=f"Trường {ma}")
    return folder


def test_the_board_of_an_office_is_a_workbook_and_a_page(office: Path) -> None:
    assert run(office, "report", "--board", "-o", str(office / "b.xlsx")) == 0
    assert run(office, "report", "--board", "-o", str(office / "b.html")) == 0

    names = [row[0].value for row in openpyxl.load_workbook(office / "b.xlsx")["Theo dõi"]]
    assert names == ["Đơn vị", "Trường loi", "Trường tot"]
    assert "<td>Trường tot</td>" in (office / "b.html").read_text("utf-8")


def test_a_unit_with_mistakes_is_not_on_the_board_and_is_named(office: Path, school: School, capsys) -> None:
    school.news("sai", "don-vi/loi", ngay="31/02/2026")

    assert run(office, "report", "--board") == 3

    out, err = capsys.readouterr()
    assert "Trường loi" not in out
    assert "loi: nội dung còn lỗi, chưa có trong bảng" in err


def test_a_school_alone_has_no_board(folder: Path, capsys) -> None:
    assert run(folder, "report", "--board") == 2
    assert "không có đơn vị trực thuộc" in capsys.readouterr().err


# --- what is refused


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Chưa rõ cần báo cáo gì"),
        (["--period", "2026", "--board"], "không đi cùng nhau"),
        (["--tasks", "--json", "--evidence"], "không đi cùng nhau"),
        (["--tasks"], "--tasks và --json đi cùng nhau"),
        (["--period", "2026", "--json"], "--tasks và --json đi cùng nhau"),
        (["--period", "quý III"], "không phải là kỳ báo cáo"),
        (["--period", "2026", "-o", "bc.pdf"], "đặt tên tệp có đuôi .md, .html, .docx, .xlsx"),
        (["--period", "2026", "-o", "bc"], "Không biết ghi dạng “bc”"),
        (["--tasks", "--json", "-o", "viec.xlsx"], "có đuôi .json"),
        (["--period", "2026", "--unit", "ai-do"], "các đơn vị: truong"),
    ],
)
def test_wrong_use_is_told_in_vietnamese(folder: Path, capsys, options: list[str], said: str) -> None:
    assert run(folder, "report", *options) == 2

    assert said in capsys.readouterr().err


def test_content_with_mistakes_is_not_reported_on(working: Path, school: School, capsys) -> None:
    school.news("sai", ngay="31/02/2026")

    assert run(working, "report", "--period", "2026", "-o", str(working / "bc.md")) == 1

    err = capsys.readouterr().err
    assert "tin-tuc/2026/sai.md" in err
    assert "nội dung còn lỗi, chưa lập báo cáo" in err
    assert not (working / "bc.md").exists()


def test_a_project_without_units_says_what_is_wrong(folder: Path, school: School, capsys) -> None:
    (school.root / "don-vi.yml").unlink()

    assert run(folder, "report", "--period", "2026") == 1
    assert "chưa lập báo cáo" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_the_old_one(working: Path, capsys, monkeypatch) -> None:
    (working / "bc.md").write_text("cũ", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cchc.reading.mending.os.replace", full)

    assert run(working, "report", "--period", "2026", "-o", str(working / "bc.md")) == 2
    assert "Không ghi được" in capsys.readouterr().err
    assert (working / "bc.md").read_text("utf-8") == "cũ"
    assert list(working.glob(".bc*")) == []


def test_without_the_packages_it_says_how_to_get_them(working: Path, capsys, monkeypatch) -> None:
    real = builtins.__import__

    def bare(name: str, *rest: object) -> object:
        if name.partition(".")[0] in ("docx", "openpyxl") or name == "cchc.importing.sheets.workbook":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)  # type: ignore[arg-type]

    with zipfile.ZipFile(working / "tc.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    monkeypatch.setattr(builtins, "__import__", bare)

    for options in (
        ["--period", "2026", "-o", "bc.docx"],
        ["--period", "2026", "-o", "bc.xlsx"],
        ["--evidence", str(working / "tc.xlsx")],
    ):
        assert run(working, "report", *options) == 2
        assert "pip install 'cchc[import]'" in capsys.readouterr().err
    assert run(working, "report", "--period", "2026") == 0
