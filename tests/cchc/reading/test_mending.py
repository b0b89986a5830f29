"""What `check --fix` may do to a file, and that it never leaves half of one."""

import os
from pathlib import Path

import pytest
from tests.cchc.checking.mistakes import NEWS, news
from tests.school import School

from cchc.reading.complaints import Complaint, Mend
from cchc.reading.mending import id_mends, mended, repairs, replace_file


def test_repairs_are_made_from_the_last_line_up_and_counted():
    mends = [Mend(1, None, "đầu"), Mend(2, "b:", "x:"), Mend(2, "ð", "đ"), Mend(3, None, "giữa"), Mend(9, "a", "b")]

    assert mended("a\nb: ð b: ð\nc", mends) == ("đầu\na\nx: đ b: đ\ngiữa\nc", 4)


def test_a_repair_whose_place_is_gone_is_left_out():
    assert mended("a", [Mend(3, None, "x"), Mend(1, "b", "c"), Mend(5, "a", "c")]) == ("a", 0)
    assert mended("a", [Mend(2, None, "x"), Mend(2, None, "x")]) == ("a\nx", 1)


def test_complaints_hand_over_the_repairs_they_carry():
    mend = Mend(1, "a", "b")
    told = [Complaint("u", "x.md", 1, "", "", "r", mend=mend), Complaint("u", "y.md", 1, "", "", "r")]

    assert list(repairs(told)) == [("x.md", mend)]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (NEWS, news().replace("id: tin\n", ""), news()),
        (NEWS, news().replace("id: tin\n", "# ghi chú\n"), news().replace("id: tin\n", "# ghi chú\nid: tin\n")),
        ("chi-so/a.yml", "---\nten: A\nnguon_cong_bo: B\nso_lieu: [{nam: 2025, hang: 1}]\n",
         "---\nid: a\nten: A\nnguon_cong_bo: B\nso_lieu: [{nam: 2025, hang: 1}]\n"),
        (NEWS, news(), news()),
    ],
)  # fmt: skip
def test_an_item_is_given_the_id_it_has_so_that_its_file_may_be_renamed(
    school: School, path: str, before: str, after: str
):
    school.file(path, before)
    [item] = school.load().items["truong"]

    text, _ = mended(before, [mend for _, mend in id_mends([item])])
    school.file(path, text)

    assert text == after
    [again] = school.load().items["truong"]
    assert again.model_dump() == item.model_dump()
    assert list(id_mends([again])) == []


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "a.md"
    replace_file(place, b"cu")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(place, b"moi")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]
    assert place.read_bytes() == b"cu"
