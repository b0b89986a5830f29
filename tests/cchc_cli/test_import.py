"""`cchc import`: many files in one run, nothing overwritten, every doubt kept where a clerk finds it."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from tests.command import run
from tests.school import School

from cchc.importing.doubts import CannotImport, Doubt
from cchc.importing.imported import Batch, Imported
from cchc.model.document import Document
from cchc.model.item import Body, Origin, Passage
from cchc.model.unit import Unit
from cchc_cli import bring

RECORD = """# Cấp giấy thử nghiệm

## Thông tin chung

* **Mã thủ tục:** 1.234567
* **Cấp thực hiện:** Cấp xã
* **Lĩnh vực:** Thử nghiệm
* **Đối tượng thực hiện:** Công dân Việt Nam

## Trình tự thực hiện

Nộp rồi nhận.

## Cơ quan thực hiện

Ủy ban nhân dân cấp xã
"""


def test_importing_writes_a_procedure_and_importing_again_shows_the_difference(
    folder: Path, school: School, tmp_path: Path, capsys
) -> None:
    record = tmp_path / "ban-ghi.md"
    record.write_text(RECORD, encoding="utf-8")

    assert run(folder, "import", str(record)) == 0
    made = school.root / "thu-tuc/1.234567.md"
    assert run(folder, "check") == 0
    text = made.read_text(encoding="utf-8")
    assert run(folder, "import", str(record)) == 0
    record.write_text(RECORD.replace("Nộp rồi nhận.", "Nộp rồi chờ."), encoding="utf-8")
    capsys.readouterr()
    assert run(folder, "import", str(record)) == 0

    said = capsys.readouterr().out
    assert "KHÔNG ghi đè" in said
    assert "Trình tự thực hiện" in said
    assert made.read_text(encoding="utf-8") == text


def test_one_bad_file_never_stops_the_rest(folder: Path, school: School, tmp_path: Path, capsys) -> None:
    good, bad, scan = tmp_path / "tot.md", tmp_path / "hong.docx", tmp_path / "quet.pdf"
    good.write_text(RECORD, encoding="utf-8")
    bad.write_bytes(b"PK half a file")
    scan.write_bytes(b"\xff\xd8\xff\xe0 a picture")

    assert run(folder, "import", str(bad), str(tmp_path / "khong-co.md"), str(scan), str(good)) == 3

    said = capsys.readouterr()
    assert (school.root / "thu-tuc/1.234567.md").exists()
    assert "hong.docx: tệp bị hỏng" in said.err
    assert "không mở được" in said.err
    assert "quet.pdf: đây là ảnh chụp" in said.err
    assert "nhập mới 1, đã có 0, không nhập được 3 trong 4 tệp" in said.out


def test_what_comes_from_above_is_compared_and_not_counted_as_imported(
    folder: Path, school: School, tmp_path: Path, capsys
) -> None:
    record = tmp_path / "ban-ghi.md"
    record.write_text(RECORD, encoding="utf-8")
    school.unit("don-vi/be")
    assert run(folder, "import", str(record), "--unit", "truong") == 0
    record.write_text(RECORD.replace("Nộp rồi nhận.", "Nộp rồi chờ."), encoding="utf-8")
    capsys.readouterr()

    assert run(folder, "import", str(record), "--unit", "be") == 0

    said = capsys.readouterr().out
    assert "kế thừa từ Trường truong, không nhập riêng" in said
    assert "Trình tự thực hiện" in said
    assert "be: nhập mới 0, đã có 1, không nhập được 0" in said
    assert not (school.root / "don-vi/be/thu-tuc").exists()


def test_two_records_of_one_procedure_in_one_run_are_told_apart(folder: Path, tmp_path: Path, capsys) -> None:
    for name in ("mot.md", "hai.md"):
        (tmp_path / name).write_text(RECORD, encoding="utf-8")

    assert run(folder, "import", str(tmp_path / "mot.md"), str(tmp_path / "hai.md")) == 3

    said = capsys.readouterr()
    assert "hai.md: thủ tục 1.234567 đã nhập từ tệp khác" in said.err
    assert "nhập mới 1, đã có 0, không nhập được 1" in said.out


# --- what a reader gives is written as it is


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SimpleNamespace:
    """A file whose reader gives what the test says."""
    file = tmp_path / "so-van-ban.xlsx"
    file.write_bytes(b"PK")
    batch = SimpleNamespace(file=str(file), items=(), doubts=())

    def read_file(_data: bytes, **_: object) -> Batch:
        if isinstance(batch.items, Exception):
            raise batch.items
        return Batch(batch.items, batch.doubts)

    monkeypatch.setattr(bring, "read_file", read_file)
    return batch


def document(**fields: object) -> Document:
    values = {"id": "mot-van-ban", "loai": "cong_van", "trich_yeu": "Một văn bản", "co_quan_ban_hanh": "Nhà trường"}
    return Document.model_validate({**values, "ngay_cap_nhat": "20/11/2026", **fields})


def test_doubts_are_said_and_kept_with_those_of_earlier_imports(folder: Path, given, capsys) -> None:
    doubts = (Doubt(7, "Số bị mờ.", "xem bản giấy", at="trang tính “Sổ”, dòng 7"),)
    given.items, given.doubts = (Imported(document(), doubts),), (Doubt(9, "Dòng thiếu trích yếu.", "bổ sung"),)

    assert run(folder, "import", given.file) == 0

    said = capsys.readouterr().out
    kept = (folder / bring.LIST).read_text("utf-8-sig")
    assert kept.startswith("Nhập lúc 08:00, 20/11/2026, vào truong:\n")
    assert f"{given.file}, trang tính “Sổ”, dòng 7: Số bị mờ.\n  → xem bản giấy" in kept
    assert f"{given.file}:9: Dòng thiếu trích yếu.\n  → bổ sung" in kept
    assert all(line in said for line in kept.splitlines()[1:])
    assert "2 chỗ cần người xem lại" in said
    given.items, given.doubts = (), (Doubt(1, "Trang tính lạ.", "xem"),)
    assert run(folder, "import", given.file) == 0
    assert (folder / bring.LIST).read_text("utf-8-sig").startswith(kept)
    assert "Trang tính lạ." in (folder / bring.LIST).read_text("utf-8-sig")


def test_two_documents_of_one_title_both_come_and_a_third_copy_does_not(folder: Path, school: School, given) -> None:
    first, second = (document(so_ky_hieu=number) for number in ("12/TB-THCS", "13/TB-THCS"))
    given.items = tuple(Imported(one) for one in (first, second, first))

    assert run(folder, "import", given.file) == 3

    assert {path.name for path in (school.root / "van-ban").iterdir()} == {"mot-van-ban.md", "mot-van-ban-2.md"}
    assert run(folder, "check") == 0


def test_a_document_held_under_another_id_is_compared_by_its_number(
    folder: Path, school: School, given, capsys
) -> None:
    school.write("van-ban/cu.md", loai="cong_van", trich_yeu="Tên cũ", co_quan_ban_hanh="Nhà trường",
                 so_ky_hieu="12/TB-THCS", ngay_ban_hanh="03/02/2026")  # fmt: skip
    given.items = (Imported(document(so_ky_hieu="12 / TB-THCS", ngay_ban_hanh="03/02/2026")),)

    assert run(folder, "import", given.file) == 0

    said = capsys.readouterr().out
    assert "content/van-ban/cu.md: khác tệp nhập ở 2 chỗ, KHÔNG ghi đè" in said
    assert "Trích yếu (`trich_yeu`): đang là “Tên cũ”, tệp nhập ghi “Một văn bản”." in said
    assert [path.name for path in (school.root / "van-ban").iterdir()] == ["cu.md"]


def test_two_documents_of_one_title_keep_their_own_files(folder: Path, school: School, given) -> None:
    def with_files(number: str) -> Imported:
        body = Body((Passage(None, "Xem ![Cổng trường](mot-van-ban-1.png).", Origin()),))
        return Imported(
            document(so_ky_hieu=number).model_copy(update={"body": body}), files={"mot-van-ban-1.png": png()}
        )

    given.items = (with_files("12/TB-THCS"), with_files("13/TB-THCS"))

    assert run(folder, "import", given.file) == 0

    place = school.root / "van-ban"
    assert {path.name for path in place.glob("mot-van-ban-2*")} == {"mot-van-ban-2.md", "mot-van-ban-2-1.png"}
    assert "](mot-van-ban-2-1.png)" in (place / "mot-van-ban-2.md").read_text("utf-8")
    assert run(folder, "check") == 0


def png() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (8, 6)).save(into, "PNG")
    return into.getvalue()


def test_files_an_item_names_are_written_beside_it_and_never_over_others(folder: Path, school: School, given) -> None:
    given.items = (Imported(document(), files={"anh.png": b"mot"}),)
    assert run(folder, "import", given.file) == 0
    given.items = (Imported(document(id="hai", trich_yeu="Hai"), files={"anh.png": b"hai"}),)

    assert run(folder, "import", given.file) == 1

    assert (school.root / "van-ban/anh.png").read_bytes() == b"mot"
    assert not (school.root / "van-ban/hai.md").exists()


def test_units_stand_under_the_unit_they_name_and_known_ones_are_compared(
    folder: Path, school: School, given, capsys
) -> None:
    ward = Unit.model_validate({"ma": "xa-ban-mai", "ten": "Xã Ban Mai", "loai": "xa"})
    below = Unit.model_validate({"ma": "th-ban-mai", "ten": "Trường Tiểu học Ban Mai", "loai": "truong"})
    given.items = (Imported(ward), Imported(below, parent="xa-ban-mai"))

    assert run(folder, "import", given.file) == 0

    assert (school.root / "don-vi/xa-ban-mai/don-vi/th-ban-mai/don-vi.yml").exists()
    assert run(folder, "check") == 0
    given.items = (Imported(below.model_copy(update={"ten": "Tên khác"}), parent="xa-ban-mai"),)
    capsys.readouterr()
    assert run(folder, "import", given.file, "--unit", "truong") == 0
    assert "đang là “Trường Tiểu học Ban Mai”, tệp nhập ghi “Tên khác”" in capsys.readouterr().out


def test_what_cannot_be_imported_says_why_and_what_to_do(folder: Path, given, capsys) -> None:
    given.items = CannotImport("tệp có mật khẩu.", "bỏ mật khẩu")
    assert run(folder, "import", given.file) == 1
    assert f"{given.file}: tệp có mật khẩu.\n  → Cách sửa: bỏ mật khẩu" in capsys.readouterr().err

    given.items = ModuleNotFoundError(name="mammoth")
    assert run(folder, "import", given.file) == 1
    assert "pip install 'cchc[import]'" in capsys.readouterr().err


def test_a_file_too_large_is_refused_unread(folder: Path, given, capsys, monkeypatch) -> None:
    monkeypatch.setattr(bring, "MAX_BYTES", 1)

    assert run(folder, "import", given.file) == 1

    assert "bớt ảnh hoặc tách tệp" in capsys.readouterr().err


def test_a_full_disk_loses_nothing_and_the_next_file_is_tried(folder: Path, given, capsys, monkeypatch) -> None:
    def full(path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    given.items, given.doubts = (Imported(document()),), (Doubt(1, "Mờ.", "xem"),)
    monkeypatch.setattr(bring, "replace_file", full)

    assert run(folder, "import", given.file, given.file) == 1

    said = capsys.readouterr()
    assert said.err.count("không ghi được") == 2
    assert "chép lại danh sách ở trên" in said.err


def test_a_school_whose_commune_could_not_be_written_says_so(folder: Path, school: School, given, capsys) -> None:
    below = Unit.model_validate({"ma": "th-ban-mai", "ten": "Trường Tiểu học Ban Mai", "loai": "truong"})
    given.items = (Imported(below, parent="xa-ban-mai"),)

    assert run(folder, "import", given.file) == 1

    assert "Trường Tiểu học Ban Mai: chưa có đơn vị cấp trên “xa-ban-mai”" in capsys.readouterr().err
    assert not (school.root / "don-vi").exists()
