"""The five plans the project began with, where they are at hand: fields typed by hand from reading them, every cell
of the annex, and every word of the page. Names of signers are compared with the papers, never written down here."""

import re
from typing import NamedTuple

import lxml.html
import pytest
from tests.cchc.importing.papers import INTO, words, words_in_the_middle
from tests.school import School

from cchc.importing.files import read_file
from cchc.reading.plan_tasks import task_tables
from cchc.reading.writing import write_item

pytestmark = pytest.mark.needs("shared-data")


class Expected(NamedTuple):
    title: str
    year: int
    issuer: str
    number: str | None = None
    day: str | None = None
    place: str | None = None
    bases: tuple[str, ...] = ()
    """What each base begins with."""
    above: tuple[str, ...] = ()
    authority: tuple[str | None, str | None, str] = (None, None, "Trưởng phòng")
    recipients: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()
    opening: str = ""
    """What the body begins with."""


PLANS = {
    "000": Expected(
        "Tuyên truyền về Cải cách hành chính năm 2020",
        2020,
        "Phòng Giáo dục và Đào tạo huyện Ba Chẽ",
        bases=("Thực hiện Kế hoạch số 28/KH-UBND ngày 18/02/2020 của UBND huyện về tuyên truyền",),
        above=("28/KH-UBND", "358/KH-SGDĐT"),
        recipients=(
            "TT UBND huyện (thay báo cáo)", "Cơ quan Tổ chức- Nội vụ huyện", "Các trường thuộc PGD&ĐT (T/h)",
            "Ban lãnh đạo (c/đ)", "Cổng TTĐT", "Lưu: VT",
        ),
        outline=(
            "2 I. MỤC ĐÍCH, YÊU CẦU", "3 1. Mục đích", "3 2. Yêu cầu", "2 II. NỘI DUNG THỰC HIỆN",
            "3 1. Đối tượng tuyên truyền", "3 2. Nội dung, hình thức và biện pháp tuyên truyền:",
            "4 2.1 Tuyên truyền về các nội dung cải cách hành chính trong cơ quan, các nhà trường:",
            "4 2.2 Tuyên truyền, phổ biến về tổ chức các cơ quan đảng và nhà nước trong tình hình mới.",
            "2 III. TỔ CHỨC THỰC HIỆN", "2 IV. Kinh phí",
        ),
        opening="Thực hiện chương trình công tác năm 2020, Phòng Giáo dục và Đào tạo",
    ),
    "001": Expected(
        "Tuyên truyền cải cách hành chính năm 2024",
        2024,
        "Phòng Giáo dục và Đào tạo thành phố Lào Cai",
        bases=("Căn cứ Kế hoạch số 239/KH-SGD&ĐT ngày 29/12/2023", "Căn cứ Kế hoạch số 337/KH-UBND ngày 29/12/2023"),
        above=("239/KH-SGD&ĐT", "337/KH-UBND"),
        recipients=(
            "Sở GD&ĐT tỉnh Lào Cai", "UBND thành phố Lào Cai", "Lãnh đạo Phòng GD&ĐT", "Các tổ bộ phận PGD&ĐT",
            "Các trường mầm non, phổ thông", "Lưu: VT, HC-TH",
        ),
        outline=(
            "2 I. MỤC ĐÍCH, YÊU CẦU", "3 1. Mục đích", "3 2. Yêu cầu", "2 II. NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
            "3 1. Nội dung", "3 2. Hình thức", "2 III. TỔ CHỨC THỰC HIỆN", "3 1. Phòng Giáo dục và Đào tạo",
        ),
        opening="Phòng Giáo dục và Đào tạo thành phố Lào Cai xây dựng Kế hoạch",
    ),
    "002": Expected(
        "Tuyên truyền cải cách hành chính năm 2022",
        2022,
        "Trường THCS Lý Tự Trọng",
        "25/KH-THCS",
        "2022-02-15",
        "Hạ Long",
        bases=("Thực hiện Kế hoạch số 78 /KH-PGD&ĐT ngày 25/01/2022", "Kế hoạch số 132/KH-PGD&ĐT ngày 10/02/2022"),
        above=("78/KH-PGD&ĐT", "132/KH-PGD&ĐT"),
        authority=(None, None, "Hiệu trưởng"),
        recipients=("Phòng GD&ĐT (b/cáo)", "CB, VC, NLĐ (t/hiện)", "Lưu VT"),
        outline=(
            "2 I. MỤC ĐÍCH, YÊU CẦU", "2 II. NỘI DUNG THỰC HIỆN", "3 1. Đối tượng tuyên truyền",
            "3 2. Nội dung tuyên truyền", "3 3. Hình thức tuyên truyền", "2 III. KINH PHÍ", "2 IV. TỔ CHỨC THỰC HIỆN",
            "2 PHỤ LỤC NỘI DUNG TRỌNG TÂM, HÌNH THỨC TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2022",
        ),
        opening="Trường THCS Lý Tự Trọng xây dựng Kế hoạch",
    ),
    "003": Expected(
        "Thông tin, tuyên truyền về Cải cách hành chính năm 2023",
        2023,
        "Sở Giáo dục và Đào tạo",
        bases=("Thực hiện Kế hoạch số 37/KH-UBND ngày 01/02/2023", "Kế hoạch số 165/KH-SGDĐT ngày 19/01/2023"),
        above=("37/KH-UBND", "165/KH-SGDĐT"),
        authority=("KT.", "Giám đốc", "Phó Giám đốc"),
        recipients=(
            "Văn phòng UBND Thành phố", "Sở Nội vụ", "Đ/c Giám đốc Sở", "Các đ/c Phó Giám đốc Sở",
            "Ban Chỉ đạo CCHC Sở", "Các phòng thuộc Sở", "Các phòng GDĐT Q,H,TX", "Các trường trực thuộc Sở",
            "Cổng thông tin điện tử của Ngành", "Lưu: VT, VP",
        ),
        outline=(
            "2 I. MỤC ĐÍCH - YÊU CẦU", "3 1. Mục đích", "3 2. Yêu cầu", "2 II. NỘI DUNG TUYÊN TRUYỀN",
            "3 1. Về công tác chỉ đạo, điều hành", "3 2. Về công tác cải cách thể chế",
            "3 3. Về công tác cải cách thủ tục hành chính (TTHC) và thực hiện cơ chế một cửa, một cửa liên thông",
            "3 4. Về công tác cải cách tổ chức bộ máy", "3 5. Về công tác cải cách chế độ công vụ",
            "3 6. Về công tác cải cách tài chính công",
            "3 7. Về công tác xây dựng và phát triển Chính quyền điện tử, Chính quyền số",
            "2 III. HÌNH THỨC TUYÊN TRUYỀN", "2 IV. PHÂN CÔNG NHIỆM VỤ VÀ TỔ CHỨC THỰC HIỆN",
            "3 1. Văn phòng Sở Giáo dục và Đào tạo", "3 2. Các phòng thuộc Sở",
            "3 3. Phòng Giáo dục và Đào tạo quận, huyện, thị xã", "3 4. Các trường trực thuộc Sở",
        ),
        opening="căn cứ tình hình thực tiễn của Ngành, Sở Giáo dục và Đào tạo xây dựng",
    ),
    "004": Expected(
        "Tăng cường công tác thông tin, tuyên truyền cải cách hành chính Năm 2021",
        2021,
        "Phòng Giáo dục và Đào tạo",
        "144/KH-GDĐT",
        "2021-03-03",
        "Gò Vấp",
        bases=("Thực hiện Kế hoạch số 77/KH-GDĐT ngày 26 tháng 01 năm 2021",),
        recipients=(
            "Văn phòng HĐND – UBND quận", "Các bộ phận chuyên môn của Phòng GDĐT", "Các đơn vị trực thuộc",
            "Lưu: VT, CCHC",
        ),
        outline=(
            "2 I. MỤC TIÊU, YÊU CẦU", "3 1. Mục tiêu:", "4 1.1. Mục tiêu chung:", "4 1.2. Mục tiêu cụ thể:",
            "3 2. Yêu cầu:", "2 II. NỘI DUNG, HÌNH THỨC, ĐỐI TƯỢNG TUYÊN TRUYỀN", "3 1. Nội dung tuyên truyền:",
            "3 2. Hình thức tuyên truyền:", "3 3. Đối tượng thực hiện:", "2 III. GIẢI PHÁP THỰC HIỆN",
            "2 IV. TỔ CHỨC THỰC HIỆN", "3 1. Trưởng Phòng Giáo dục và Đào tạo",
            "3 2. Phó trưởng Phòng Giáo dục và Đào tạo", "3 3. Bộ phận Văn phòng",
            "3 4. Bộ phận pháp chế - Bộ phận kiểm tra",
            "3 5. Các bộ phận chuyên môn của Phòng Giáo dục và Đào tạo", "3 6. Bộ phận Cải cách hành chính",
            "3 7. Các cơ sở giáo dục trực thuộc",
        ),
        opening="Phòng Giáo dục và Đào tạo xây dựng Kế hoạch chi tiết",
    ),
}  # fmt: skip
SLIPS = {
    "000": {"tên địa bàn", "các nhân", "liện hệ"},
    "001": {"phố biến", "thủ tuch hành chính"},
    "002": {"công thông tin", "Công Trung tâm", "những nhiều"},
    "003": {"tuyên truyên"},
    "004": {"công bổ", "phân đầu", "đầy mạnh", "đề nắm"},
}


@pytest.fixture(scope="module")
def sources(pytestconfig):
    folder = pytestconfig.rootpath.parent / "shared" / "data" / "ke-hoach"
    return {path.name[:3]: path.read_bytes() for path in sorted(folder.glob("*.txt"))}


@pytest.fixture(scope="module")
def plans(sources):
    return {name: read_file(data, name=f"{name}.txt", into=INTO).items[0] for name, data in sources.items()}


def page_of(plan, tmp_path):
    school = School(tmp_path / "content")
    school.unit(ten="Trường Tiểu học Ao Sen")
    school.file(f"ke-hoach/{plan.id}.md", write_item(plan))
    assert not [complaint for complaint in school.complaints() if complaint.error]
    return school.page(f"ke-hoach/{plan.id}/")


@pytest.mark.parametrize("name", PLANS)
def test_head_signature_and_recipients_are_what_a_reader_finds(plans, sources, name):
    plan, expected = plans[name].item, PLANS[name]

    assert plan.trich_yeu == expected.title
    assert (plan.nam, plan.nam_hoc, plan.nhap) == (expected.year, None, False)
    assert plan.co_quan_ban_hanh == expected.issuer
    assert (plan.so_ky_hieu, plan.dia_danh) == (expected.number, expected.place)
    assert (str(plan.ngay_ban_hanh) if plan.ngay_ban_hanh else None) == expected.day
    assert plan.co_quan_chu_quan is None
    assert (plan.quyen_ky, plan.ky_thay_cho, plan.chuc_vu) == expected.authority
    assert plan.noi_nhan == expected.recipients
    before_annex = sources[name].decode().split("PHỤ LỤC")[0]
    assert plan.nguoi_ky == before_annex.strip().split("\n")[-1].strip()


@pytest.mark.parametrize("name", PLANS)
def test_bases_are_cut_off_the_opening_sentence(plans, name):
    plan, expected = plans[name].item, PLANS[name]

    assert len(plan.can_cu) == len(expected.bases)
    assert all(base.startswith(start) for base, start in zip(plan.can_cu, expected.bases, strict=True))
    assert plan.ke_hoach_cap_tren == expected.above
    assert plan.body.text.startswith(expected.opening)


@pytest.mark.parametrize("name", PLANS)
def test_the_outline_is_the_papers(plans, name):
    headings = re.findall(r"^(#+) (.*)$", plans[name].item.body.text, re.MULTILINE)

    assert tuple(f"{len(marks)} {title}" for marks, title in headings) == PLANS[name].outline


@pytest.mark.parametrize("name", PLANS)
def test_what_looks_like_a_slip_is_suggested_and_stays(plans, name):
    done = plans[name]
    suggested = {
        found[1] for doubt in done.doubts if (found := re.match(r"Có lẽ gõ hoặc quét sai: “(.*?)”", doubt.what))
    }

    assert suggested == SLIPS[name]
    text = " ".join([done.item.body.text, *done.item.can_cu])
    assert all(slip in text for slip in SLIPS[name])


def test_dates_that_cannot_be_and_a_stamp_in_the_text_are_doubted(plans):
    said = {name: " ".join(doubt.what for doubt in done.doubts) for name, done in plans.items()}

    assert "37/KH-UBND ngày 01/02/2023 không khớp năm 2022" in said["003"]
    assert "4079/SNV-CCHC ngày 20/12/2023 muộn hơn nhiều" in said["003"]
    assert "ĐA X. / PHÒNG / GIÁO DỤC / ĐÀO TẠO / GÒ VẤP / HỒ CHÍ MINH" in said["004"]
    assert not any("Văn bản được dẫn" in said[name] for name in ("000", "001", "002", "004"))


def test_the_annex_of_the_school_is_its_table_of_five_tasks(plans, sources):
    """Short cells typed by hand; long ones compared with the paper, whose fifth row two pages share."""
    lines = [line.split("\t") for line in sources["002"].decode().split("\n") if "\t" in line]
    titles, *whole, upper, again, lower = [[" ".join(text.split()) for text in line] for line in lines]
    fifth = [f"{above} {below}".strip() for above, below in zip(upper, lower, strict=True)]

    [found] = task_tables(plans["002"].item.body)

    rows = [list(cells) for cells, _ in found.rows]
    assert found.passage.heading.startswith("PHỤ LỤC")
    assert (len(whole), again) == (4, titles)
    assert list(found.table.header) == titles
    assert titles[0] == "TT"
    assert titles[3:] == ["Bộ phận công tác thực hiện", "Thời gian thực hiện"]
    assert rows == [*whole, fifth]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row[3] for row in rows] == ["Bộ phận truyền thông"] * 5
    schedules = ["Thường xuyên", "Thường xuyên", "Quý II/2022", "Quý III, IV/2022", "Thường xuyên"]
    assert [row[4] for row in rows] == schedules
    assert "mới ban hành; giới thiệu các tiện ích" in fifth[1]
    assert "(báo viết, báo điện tử, phát thanh" in fifth[2]


@pytest.mark.parametrize("name", PLANS)
def test_the_page_says_every_word_of_the_paper_once(plans, sources, tmp_path, name):
    """What is missing is exactly what the import said it dropped: addresses lying about, a header that came twice."""
    done, source = plans[name], sources[name].decode()
    head, rest = re.split(r"năm \d{4}\**\s*\n", source[source.index("KẾ HOẠCH") :], maxsplit=1, flags=re.IGNORECASE)
    middle, _, closing = rest.partition("Nơi nhận:")
    annex = closing[closing.index("PHỤ LỤC") :] if "PHỤ LỤC" in closing else ""
    dropped = " ".join(found for doubt in done.doubts for found in re.findall(r"“([^”]*)”; đã bỏ", doubt.what))

    shown = words_in_the_middle(page_of(done.item, tmp_path))

    assert words(head.strip("*") + " năm " + str(done.item.nam)) - words(f"KẾ HOẠCH {done.item.trich_yeu}") == words("")
    assert shown == words(f"{middle} {annex}") - words(dropped)
    assert words(dropped) <= words(f"{middle} {annex}")
    assert bool(dropped) == (name in ("001", "002"))


def test_signature_and_recipients_stand_before_the_annex(plans, tmp_path):
    (sheet,) = lxml.html.fromstring(page_of(plans["002"].item, tmp_path)).find_class("cc-sheet")
    shown = " ".join("".join(sheet.itertext()).split())

    parts = ["IV. TỔ CHỨC THỰC HIỆN", "Nơi nhận:", "PHỤ LỤC NỘI DUNG", "Quý III, IV/2022"]
    assert [shown.count(part) >= 1 for part in parts] == [True] * len(parts)
    assert sorted(parts, key=shown.index) == parts
