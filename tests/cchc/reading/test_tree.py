"""Reading a whole content folder: places, encodings, units and their items."""

import unicodedata

import pytest
from tests.cchc.checking.mistakes import news
from tests.cchc.vietnamese.old_encodings import cp1258, tcvn3, vni
from tests.school import School

from cchc.reading.mending import conversion

TIN = "tin-tuc/2026/tin.md"
TEXT = news(body="Sáng nay thầy cô và các em học sinh dự lễ khai giảng, nghe đọc thư và trồng cây trước sân trường.")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (tcvn3(TEXT).encode("cp1252"), "TCVN3 (ABC)"),
        (tcvn3(TEXT).encode(), "TCVN3 (ABC)"),
        (vni(TEXT).encode("cp1252"), "VNI"),
        (vni(TEXT).encode(), "VNI"),
        (cp1258(TEXT), "Windows-1258"),
        (TEXT.encode().decode("cp1252", "replace").encode(), "UTF-8 bị đọc nhầm thành Windows-1252"),
        (b"\xff\xfe\xfd" + TEXT.encode(), "UTF-16"),
        (TEXT.encode() + b"\xff", "UTF-8 có chỗ bị hỏng"),
        (TEXT.encode("utf-16") + b"\0", "UTF-16"),
    ],
)
def test_a_file_in_an_old_encoding_is_refused_by_name_with_a_remedy(school: School, data: bytes, name: str):
    school.file(TIN, data)

    [refused] = [one for one in school.complaints() if one.error]

    assert (refused.path, refused.rule) == (TIN, "bang-ma")
    assert name in refused.what
    # What nobody can convert for certain, only its author's own program can save anew.
    assert ("cchc check --fix" in refused.how) == (conversion(data) is not None)
    assert "UTF-8" in refused.how or "Unicode" in refused.how
    school.file(TIN, TEXT)
    assert school.rules(errors=True) == []


def test_marks_line_ends_and_composition_are_put_right_silently(school: School):
    school.file(TIN, b"\xef\xbb\xbf" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode())

    [item] = school.load().items["truong"]

    assert school.rules(errors=True) == []
    assert item.body.text == TEXT.split("---\n")[2].strip()
    assert item.title == "Một tin"


def test_everything_in_its_place_is_read_and_attachments_are_left_alone(school: School):
    school.file("tin-tuc/2026/a.pdf", b"%PDF")
    school.file("ghi-chu.txt", b"x")
    school.news()
    school.file("chi-so/par.yaml", "ten: PAR\nnguon_cong_bo: Bộ\nso_lieu:\n  - {nam: 2025, hang: 1}\n")

    tree = school.load()

    assert [item.key for item in tree.items["truong"]] == ["chi-so/par", "tin-tuc/2026/tin"]
    assert tree.complaints == ()


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("bai.md", "chuyển vào một trong các thư mục: tin-tuc, thu-tuc"),
        ("bai-viet/bai.md", "chuyển vào một trong các thư mục"),
        ("tin-tuc/bai.md", "ví dụ: tin-tuc/2026/"),
        ("tin-tuc/26/bai.md", "ví dụ: tin-tuc/2026/"),
        ("tin-tuc/2026/11/bai.md", "ví dụ: tin-tuc/2026/"),
        ("tin-tuc/2026/bai.yml", "tin-tuc/<năm>/"),
        ("trang/con/bai.md", "để tệp *.md ngay trong trang/"),
        ("trang/bai.yml", "để tệp *.md ngay trong trang/"),
        ("chi-so/bai.md", "để tệp *.yml ngay trong chi-so/"),
        ("don-vi/bai.md", "mỗi đơn vị là một thư mục"),
        ("tin-tuc/2026/don-vi.yml", "tin-tuc/<năm>/"),
    ],
)
def test_a_file_in_the_wrong_place_is_told_where_to_go(school: School, path: str, how: str):
    school.file(path, news())

    [lost] = [one for one in school.complaints() if one.error]

    assert (lost.place, lost.rule) == (f"{path}:1", "sai-cho")
    assert how in lost.how
    (school.root / "tin-tuc/2026").mkdir(parents=True, exist_ok=True)
    (school.root / path).rename(school.root / TIN)
    assert school.rules(errors=True) == []


def test_units_know_who_is_above_and_below_them(school: School):
    school.unit("don-vi/a", loai="xa")
    school.unit("don-vi/a/don-vi/b")
    school.unit("don-vi/c")

    tree = school.load()

    assert [unit.ma for unit in tree.chain("b")] == ["truong", "a", "b"]
    assert [unit.ma for unit in tree.below("truong")] == ["a", "c", "b"]
    assert [unit.ma for unit in tree.below("c")] == []


def test_a_unit_is_called_by_its_folder_unless_it_says_otherwise(school: School):
    school.unit("don-vi/Trường Hoa Sen", ma=None)
    school.unit("don-vi/……", ma=None, url=None)

    assert [*school.load().units] == ["truong", "truong-hoa-sen", "don-vi"]


def test_a_unit_without_its_parents_file_hangs_under_nobody(school: School):
    school.unit("don-vi/a/don-vi/b")

    tree = school.load()

    assert tree.units["b"].parent is None
    assert [unit.ma for unit in tree.chain("b")] == ["b"]


def test_whoever_watches_is_told_of_every_text_that_is_parsed(school: School):
    from cchc.reading.tree import load

    school.news()
    seen: list[str] = []
    load(school.root, seen.append)

    assert seen == [TIN]


def test_front_matter_too_deep_for_the_machine_is_refused(school: School, monkeypatch: pytest.MonkeyPatch):
    def deep(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr("cchc.reading.reader.read_front_matter", deep)
    school.news()

    [told] = [one for one in school.complaints() if one.error]
    assert (told.rule, "lồng nhau quá sâu" in told.what) == ("yaml", True)
