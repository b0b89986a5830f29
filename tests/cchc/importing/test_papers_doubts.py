"""What an import suggests: slips of scanners, dates that cannot be. Never a change, seldom a false alarm."""

import re

import pytest
from tests.cchc.importing.papers import cell, p, table

from cchc.importing.papers.cited_dates import impossible_dates
from cchc.importing.papers.paper import Paper
from cchc.importing.papers.slips import slips_in
from cchc.vietnamese.calendar import parse_moment

SUGGESTED = re.compile(r"“(.*?)”(?: \(thường viết là “(.*?)”\))?")


def slips(text):
    return [SUGGESTED.search(one.what).groups() for one in slips_in(Paper((p(text),)))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("phố biến", "phổ biến"), ("Phố biến", "phổ biến"), ("PHỐ BIẾN", "phổ biến"), ("liện hệ", "liên hệ"),
        ("phân đầu", "phấn đấu"), ("đầy mạnh", "đẩy mạnh"), ("tuyên truyên", "tuyên truyền"), ("công bổ", "công bố"),
        ("công thông tin", "cổng thông tin"), ("Công Trung tâm", "cổng trung tâm"), ("những nhiều", "nhũng nhiễu"),
        ("các nhân", "cá nhân"), ("tên địa bàn", "trên địa bàn"), ("thủ tuch hành chính", "thủ tục hành chính"),
        ("thu tuc", "thủ tục"), ("đề nắm", "để nắm"), ("trin địa bàn", "trên địa bàn"),
        ("dịch vu công", "dịch vụ công"), ("cải cáh hành chính", "cải cách hành chính"), ("thuôc", None), ("kêt", None),
    ],
)  # fmt: skip
def test_a_slip_is_suggested(written, meant):
    assert (written, meant) in slips(f"Nhà trường {written} và làm ngay.")


@pytest.mark.parametrize(
    "text",
    [
        "Các nhân viên y tế, các nhân tố mới và các nhân vật chính.",
        "Ở phần đầu của bài, công bộ phận văn phòng.",
        "Dịch vụ công Bộ Giáo dục; phố, biến; phổ\nbiến",
        "hoá, hóa, uỷ, ủy, kĩ thuật, kỹ thuật, đẩy mạnh, cổng thông tin, trên địa bàn",
        "website, fanpage, clip, scan, Đắk Lắk, Ê Đê, Krông, café của Pháp",
        "gì, giêng, khuya, quốc, khuếch, ngoằn ngoèo, xoong, đ) việc",
    ],
)
def test_what_says_what_it_says_is_no_slip(text):
    assert [one for one in slips(text) if one[0] != "café"] == []


def test_a_slip_is_said_once_with_the_number_of_its_places():
    paper = Paper((p("phố biến", line=4), table(["TT", cell("Phố biến", "phố biến")])), trich_yeu="Việc", can_cu=("a",))

    [one] = slips_in(paper)

    assert one.line == 4
    assert "ở 3 chỗ" in one.what
    assert one.what.endswith("để nguyên.")


def test_the_sample_has_no_false_alarm(project):
    for path in sorted((project / "content").rglob("*.md")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            assert not slips(line), (path, line)


def dates(text, *, day=None, bases=()):
    paper = Paper((p(text),), ngay=parse_moment(day) if day else None, can_cu=bases)
    return [one.what.removeprefix("Văn bản được dẫn ").removesuffix("; để nguyên.") for one in impossible_dates(paper)]


def test_a_document_cited_before_it_was_made():
    text = "theo Công văn số 88/SGDĐT-VP ngày 02/11/2026."

    assert dates(text, day="15/01/2026") == [
        "88/SGDĐT-VP ngày 02/11/2026 lại sau ngày của chính văn bản này (15/01/2026)"
    ]
    assert dates(text, day="02/11/2026") == []
    assert dates(text) == []


def test_a_paper_without_a_date_is_about_as_old_as_its_bases():
    bases = ("Kế hoạch số 1/KH-UBND ngày 01/02/2023", "Luật Giáo dục")
    late, soon = "Công văn số 8/SNV-VP ngày 20/12/2023", "Công văn số 8/SNV-VP ngày 20/5/2023"

    [what] = dates(late, bases=bases)
    assert what == "8/SNV-VP ngày 20/12/2023 muộn hơn nhiều so với các căn cứ (mới nhất ngày 01/02/2023)"
    assert dates(soon, bases=bases) == []


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Kế hoạch số 37/KH-UBND ngày 01/02/2023 về tuyên truyền năm 2022", True),
        ("Kế hoạch số 37/KH-UBND ngày 26 tháng 01 năm 2021 về tuyên truyền năm 2026", True),
        ("Kế hoạch số 37/KH-UBND ngày 26 tháng 01 năm 2021 về tuyên truyền năm 2021", False),
        ("Kế hoạch số 37/KH-UBND ngày 29/12/2023 về tuyên truyền năm 2024", False),
        ("Kế hoạch số 37/KH-UBND ngày 29/12/2023; tổng kết năm 2020", False),
        ("Báo cáo số 37/BC-UBND ngày 15/01/2023 về năm 2022", False),
        ("Kế hoạch số 37/KH-UBND về năm 2022", False),
        ("Nghị định số 20/2008/NĐ-CP ngày 14/02/2009", True),
    ],
)
def test_a_year_that_contradicts_the_date(text, odd):
    assert bool(dates(text)) == odd
