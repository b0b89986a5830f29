"""The 64 records of the national database, where they are at hand: all become procedures, none loses a word."""

import pytest

from cchc.importing.records.outline import is_record
from cchc.importing.records.record import read_record
from cchc.reading.tree import load
from cchc.reading.writing import write_item

pytestmark = pytest.mark.needs("shared-data")


@pytest.fixture
def records(shared_data):
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted((shared_data / "tthc").glob("*.md"))}


def test_every_record_is_one_and_loses_no_word(records, today, lost):
    assert len(records) == 64
    for name, text in records.items():
        assert is_record(text), name
        assert not lost(text, read_record(text, name=name, today=today)), name


def test_every_record_is_written_and_read_back_the_same(records, today, read_again, said):
    for name, text in records.items():
        item = read_record(text, name=name, today=today).item
        assert said(read_again(item)) == said(item), name


def test_every_doubt_names_a_line_that_holds_something(records, today):
    for name, text in records.items():
        lines = text.split("\n")
        for doubt in read_record(text, name=name, today=today).doubts:
            assert lines[doubt.line - 1].strip(), (name, doubt)


def test_all_records_make_a_content_folder_without_an_error(records, today, tmp_path):
    (tmp_path / "thu-tuc").mkdir()
    (tmp_path / "don-vi.yml").write_text("ma: phuong-thu\nten: Phường Thử\nloai: xa\n", encoding="utf-8")
    for name, text in records.items():
        item = read_record(text, name=name, today=today).item
        (tmp_path / "thu-tuc" / f"{item.id}.md").write_text(write_item(item), encoding="utf-8")

    tree = load(tmp_path)

    assert not tree.complaints
    assert len(tree.items["phuong-thu"]) == 64


def test_no_filler_is_left_and_none_became_no(records, today):
    for name, text in records.items():
        item = read_record(text, name=name, today=today).item
        written = write_item(item)
        assert "Không có thông tin" not in written, name
        assert (item.truc_tuyen, item.buu_chinh, item.thanh_toan, item.mot_cua) == ("chua_ro",) * 4, name
