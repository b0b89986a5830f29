"""A file in an old encoding as it would be in Unicode: what changes, what is lost, where the old bytes stay."""

import errno
import os
from pathlib import Path

import pytest
from tests.cchc.checking.mistakes import news
from tests.cchc.vietnamese.old_encodings import cp1258, tcvn3, vni

from cchc.reading.mending import Change, conversion, keep_beside
from cchc.vietnamese.legacy import as_windows_1252

TEXT = news(body="Sáng nay thầy cô và các em học sinh dự lễ khai giảng.\n\nLá cờ, ngôi sao.")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (tcvn3(TEXT).encode("cp1252"), "TCVN3 (ABC)"),
        (tcvn3(TEXT).replace("\n", "\r\n").encode(), "TCVN3 (ABC)"),
        (vni(TEXT).encode("cp1252"), "VNI"),
        (vni(TEXT).encode(), "VNI"),
        (cp1258(TEXT), "Windows-1258"),
        (as_windows_1252(TEXT.encode()).encode(), "UTF-8 bị đọc nhầm thành Windows-1252"),
    ],
)
def test_a_file_in_an_old_encoding_is_given_as_it_was_typed(data: bytes, name: str):
    found = conversion(data)

    assert found is not None
    assert (found.name, found.text, found.lost) == (name, TEXT, "")
    assert all(TEXT.split("\n")[change.line - 1] == change.after for change in found.changes)
    assert conversion(found.text.encode()) is None


@pytest.mark.parametrize("data", [b"", TEXT.encode(), TEXT.encode() + b"\xff", TEXT.encode("utf-16") + b"\0", b"\xff"])
def test_nothing_is_offered_where_nothing_is_certain(data: bytes):
    assert conversion(data) is None


def test_what_changes_is_told_line_by_line_and_what_is_lost_too():
    old = vni("Thầy cô học sinh dự lễ")
    lost = "Thầy cô học sinh dự lễ".encode().decode("cp1252", "replace")
    found = conversion(f"Dòng mới\n{old}\n\n{lost}".encode())

    assert found is not None
    assert found.name == "VNI và UTF-8 bị đọc nhầm thành Windows-1252"
    assert found.changes[0] == Change(2, old, "Thầy cô học sinh dự lễ")
    assert [change.line for change in found.changes] == [2, 4]
    assert "1 chỗ không đọc lại được" in found.lost


def test_old_bytes_are_laid_beside_their_file_and_never_over_others(tmp_path: Path):
    file = tmp_path / "tin.md"

    places = [keep_beside(file, data) for data in (b"1", b"2", b"3")]

    assert [place.name for place in places] == ["tin.md.ban-goc", "tin.md.ban-goc-2", "tin.md.ban-goc-3"]
    assert [place.read_bytes() for place in places] == [b"1", b"2", b"3"]


def test_a_full_disk_leaves_no_half_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)

    with pytest.raises(OSError, match="No space"):
        keep_beside(tmp_path / "tin.md", b"1")
    assert list(tmp_path.iterdir()) == []
