"""Items → a sheet → an import → the same items."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cchc.importing.workbooks import imported, separated, workbook

from cchc.model.vocabulary import CapHoc, CapThucHien, LoaiVanBan
from cchc.reading.front_matter import read_front_matter, read_yaml
from cchc.reading.validation import validate
from cchc.reading.writing import write_item

WORDS = st.sampled_from(
    ["học", "lớp", "6", "Đơn", "Ủy", "–", "&", "<b>", "|", "*", "-", "1.", "#", "“Sen”", '"nháy"', "it's"]
)
SIGNS = st.sampled_from(["a_b", "[x](y)", "100%", "$1", "~~", "`", "\\", "=>", ";", ",", "&amp;", "đồng,", "(1)"])
NAMES = st.lists(WORDS | SIGNS, max_size=12).map(lambda words: " ".join(["Lời", *words]))
SOME = settings(max_examples=30)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
KINDS = st.sampled_from(list(LoaiVanBan))
FORMS = st.sampled_from(["xlsx", ";", ",", "\t"])


def through(form, rows):
    if form == "xlsx":
        return imported(workbook(rows)).items
    return imported(separated([[_typed(cell) for cell in row] for row in rows], form), "bang.csv").items


def _typed(cell):
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def read_again(item):
    text = write_item(item)
    front = read_yaml(text) if item.folder == "chi-so" else read_front_matter(text)
    again, refusals = validate(type(item), front, folder=item.folder, extra={"id": "x"})
    assert again is not None, refusals
    return again


@SOME
@given(
    FORMS,
    st.lists(st.tuples(NAMES, NAMES, KINDS, DAYS, DAYS, NAMES), min_size=1, max_size=4, unique_by=lambda row: row[0]),
)
def test_documents_come_back_as_they_were(form, documents):
    rows = [
        (
            "STT",
            "Số ký hiệu",
            "Ngày ban hành",
            "Loại văn bản",
            "Trích yếu",
            "Cơ quan ban hành",
            "Hiệu lực từ",
            "Người ký",
        ),
        *(
            (n, f"{n}/QĐ-UBND", day, kind.label, title, issuer, effect, signer)
            for n, (title, issuer, kind, day, effect, signer) in enumerate(documents, 1)
        ),
    ]
    items = [read_again(one.item) for one in through(form, rows)]

    assert [
        (i.trich_yeu, i.co_quan_ban_hanh, i.loai, i.ngay_ban_hanh.day, i.hieu_luc_tu.day, i.nguoi_ky) for i in items
    ] == documents
    assert [item.so_ky_hieu for item in items] == [f"{n}/QĐ-UBND" for n in range(1, len(documents) + 1)]


@SOME
@given(
    FORMS,
    st.lists(
        st.tuples(NAMES, st.integers(0, 999_999), NAMES, st.sampled_from(CapThucHien)),
        min_size=1,
        max_size=4,
        unique_by=lambda row: row[1],
    ),
)
def test_procedures_come_back_as_they_were(form, procedures):
    rows = [
        ("STT", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Cấp thực hiện", "Thời hạn"),
        *(
            (n, f"2.{code:06}", name, field, level.label, "5 ngày")
            for n, (name, code, field, level) in enumerate(procedures, 1)
        ),
    ]
    items = [read_again(one.item) for one in through(form, rows)]

    assert [(i.ten, i.ma, i.linh_vuc_tthc, i.cap) for i in items] == [
        (name, f"2.{code:06}", field, (level,)) for name, code, field, level in procedures
    ]


@SOME
@given(FORMS, st.lists(st.tuples(NAMES, NAMES, DAYS), min_size=1, max_size=4))
def test_replies_come_back_as_they_were(form, replies):
    rows = [
        ("STT", "Ngày nhận", "Nội dung phản ánh", "Người gửi"),
        *((n, day, words, sender) for n, (words, sender, day) in enumerate(replies, 1)),
    ]

    items = [read_again(one.item) for one in through(form, rows)]

    assert [(item.noi_dung, item.nguoi_gui, item.ngay_nhan.day) for item in items] == replies
    assert len({item.id for item in items}) == len(items)


@SOME
@given(
    FORMS,
    st.lists(
        st.tuples(st.integers(1, 999), st.sampled_from(CapHoc), NAMES, st.integers(10**8, 10**9 - 1)),
        min_size=1,
        max_size=5,
        unique_by=lambda row: row[0],
    ),
)
def test_schools_come_back_as_they_were(form, schools):
    rows = [
        ("STT", "Tên trường", "Cấp học", "Địa chỉ", "Điện thoại"),
        *(
            (n, f"Trường Số {number}", level.label, address, f"0{phone}")
            for n, (number, level, address, phone) in enumerate(schools, 1)
        ),
    ]
    units = [one.item for one in through(form, rows)]

    assert [(u.ten, u.cap_hoc, u.dia_chi, u.duong_day_nong) for u in units] == [
        (f"Trường Số {number}", (level,), address, f"0{phone}") for number, level, address, phone in schools
    ]
    assert len({unit.ma for unit in units}) == len(units)


@SOME
@given(
    FORMS,
    st.dictionaries(st.integers(2000, 2030), st.decimals(0, 100, places=2), min_size=1, max_size=6),
    st.booleans(),
)
def test_indices_come_back_as_they_were_long_and_wide(form, figures, wide):
    said = {year: f"{value:f}".replace(".", ",") for year, value in figures.items()}
    if wide:
        rows = [("STT", "Tên chỉ số", "Nguồn", *said), (1, "SIPAS", "Sở Nội vụ", *said.values())]
    else:
        rows = [
            ("STT", "Tên chỉ số", "Nguồn", "Năm", "Điểm"),
            *((n, "SIPAS", "Sở Nội vụ", year, value) for n, (year, value) in enumerate(said.items(), 1)),
        ]
    [item] = (read_again(one.item) for one in through(form, rows))

    assert {row.nam: row.gia_tri for row in item.so_lieu} == figures
