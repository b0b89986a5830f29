"""`cchc new` names the file, says what to do next, and never takes a place that is taken."""

from tests.school import School

from cchc_cli.__main__ import main


def new(school: School, *arguments: str) -> int:
    return main(["-C", str(school.root.parent), "new", *arguments, "--now", "2026-11-20T08:00"])


def test_a_new_file_is_named_alone_and_the_next_step_is_told_beside_it(school: School, capsys) -> None:
    assert new(school, "tin-tuc", "Họp giao ban tháng 11") == 0
    told = capsys.readouterr()
    assert told.out == "content/tin-tuc/2026/hop-giao-ban-thang-11.md\n"
    assert "viết vào mỗi chỗ [[Viết: …]]" in told.err
    assert "xóa dòng nhap: true" in told.err
    assert "rồi chạy: cchc check truong" in told.err

    assert new(school, "don-vi", "Trường B") == 0
    told = capsys.readouterr().err
    assert "bỏ dấu # ở những dòng dùng được" in told
    assert "rồi chạy: cchc check truong-b" in told


def test_an_address_another_file_has_is_not_given_twice(school: School, capsys) -> None:
    school.news("ten-khac", id="hop-giao-ban")

    assert new(school, "tin-tuc", "Họp giao ban") == 2

    assert "`hop-giao-ban` đã dùng ở content/tin-tuc/2026/ten-khac.md" in capsys.readouterr().err
    assert not (school.root / "tin-tuc/2026/hop-giao-ban.md").exists()


def test_a_new_file_that_cannot_be_written_is_told_in_a_sentence(school: School, capsys) -> None:
    school.file("trang", "a file where the folder should be")

    assert new(school, "trang", "Giới thiệu") == 2

    assert "Không ghi được" in capsys.readouterr().err
    assert not (school.root.parent / "cchc-loi.txt").exists()


def test_a_full_disk_leaves_no_half_a_file(school: School, capsys, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cchc.reading.mending.os.replace", full)

    assert new(school, "trang", "Giới thiệu") == 2

    assert "Không ghi được" in capsys.readouterr().err
    assert list((school.root / "trang").iterdir()) == []
