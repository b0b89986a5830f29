"""Every error and warning about a unit, and what stops whom."""

import pytest
from tests.cchc.checking.mistakes import Mistake, don_vi, is_mended_by_the_command, is_told_and_mended, news, plan
from tests.cchc.checking.test_item_mistakes import picture
from tests.school import NOW, School, at

UNIT = "don-vi.yml"
HEIR = "ten: Khác\nloai: truong\ndinh_danh_cu: truong.example,2026\n"

ABOUT_UNITS = [
    Mistake("thieu-url", UNIT, 2, don_vi(without="url"), "Chưa có `url`", "url: https://…/cchc/", don_vi(),
            error=False),
    Mistake("thieu-lien-he", UNIT, 2, don_vi(without="duong_day_nong"), "đường dây nóng", "duong_day_nong: …", don_vi(),
            error=False),
    Mistake("thieu-lien-he", UNIT, 2, don_vi(without="email_phan_anh"), "nơi nhận phản ánh", "email_phan_anh: …",
            don_vi("url_phan_anh: https://a.vn/", without="email_phan_anh"), error=False),
    Mistake("so-thu-tuc", UNIT, 8, don_vi("so_tthc_cong_bo: 1"), "Công bố 1 thủ tục nhưng chuyên mục có 0",
            "sửa số công bố",
            don_vi("so_tthc_cong_bo: 0"), error=False),
    Mistake("sap-nhap", UNIT, 8, don_vi("sap_nhap_vao: khac"), "Không có đơn vị `khac`", "ghi mã của đơn vị nhận",
            don_vi("sap_nhap_vao: khac\nngung_tu: 01/08/2027"), error=False, remedy={"don-vi/khac/don-vi.yml": HEIR}),
    Mistake("sap-nhap", UNIT, 8, don_vi("sap_nhap_vao: khac"), "chưa ghi ngày ngừng", "ngung_tu: ngày sáp nhập",
            don_vi("sap_nhap_vao: khac\nngung_tu: 01/08/2027"), error=False, others={"don-vi/khac/don-vi.yml": HEIR}),
    Mistake("sap-nhap", UNIT, 9, don_vi("ngung_tu: 01/08/2027\nsap_nhap_vao: khac"), "Khác chưa nhận bài",
            "dinh_danh_cu: truong.example,2026", don_vi("ngung_tu: 01/08/2027\nsap_nhap_vao: khac"), error=False,
            others={"don-vi/khac/don-vi.yml": "ten: Khác\nloai: truong\n"},
            remedy={"don-vi/khac/don-vi.yml": HEIR}),
    Mistake("thieu-tep", UNIT, 8, don_vi("logo: logo.png"), "không thấy ảnh “logo.png”", "chép ảnh .png hoặc .jpg",
            don_vi("logo: logo.png"), remedy={"logo.png": picture()}),
    Mistake("thieu-tep", UNIT, 8, don_vi("logo: logo.pdf"), "không thấy ảnh", "chép ảnh", don_vi("logo: logo.png"),
            others={"logo.pdf": "x"}, remedy={"logo.png": picture()}),
    Mistake("anh-hong", UNIT, 8, don_vi("logo: logo.png"), "không phải ảnh", "lưu lại", don_vi("logo: logo.png"),
            others={"logo.png": "x"}, remedy={"logo-moi.png": picture(), "logo.png": picture() + b" "}),
    Mistake("thang-khong-tin", UNIT, 2, don_vi(), "tháng: 10/2026", "đăng ít nhất 01 tin mỗi tháng", don_vi(),
            error=False,
            others={"tin-tuc/2026/a.md": news().replace("05/11/2026", "05/09/2026").replace("id: tin", "id: a")},
            remedy={"tin-tuc/2026/b.md": news().replace("05/11/2026", "05/10/2026").replace("id: tin", "id: b")}),
    Mistake("thieu-ke-hoach", UNIT, 2, don_vi(), "Chưa có kế hoạch năm 2026", "cchc new ke-hoach", don_vi(),
            error=False,
            remedy={"ke-hoach/kh.md": plan()}),
    Mistake("gia-tri", UNIT, 7, don_vi("ma: Trường", without="ma"), "không dùng làm địa chỉ được", "ghi: truong",
            don_vi()),
    Mistake("gia-tri", UNIT, 8, don_vi("mau_sac: xanh"), "không phải là mã màu", '"#1b5e20"',
            don_vi('mau_sac: "#1B5E20"')),
    Mistake("gia-tri", UNIT, 7, don_vi("email_phan_anh: a tại b", without="email_phan_anh"), "thư điện tử", "ghi dạng",
            don_vi()),
    Mistake("gia-tri", UNIT, 7, don_vi("duong_day_nong: không có", without="duong_day_nong"), "số điện thoại", "chữ số",
            don_vi()),
    Mistake("gia-tri", UNIT, 7, don_vi("url: https://a.vn/?p=1", without="url"), "sau dấu ? hoặc #",
            "kết thúc bằng “/”",
            don_vi()),
    Mistake("gia-tri", UNIT, 7, don_vi("dinh_danh: a.vn", without="dinh_danh"), "tên-máy,năm", "thcshoasen.edu.vn,2026",
            don_vi()),
    Mistake("gia-tri", UNIT, 8, don_vi("mot_cua: Phòng 1"), "`mot_cua` phải gồm nhiều mục con", "README",
            don_vi("mot_cua: {dia_chi: Phòng 1}")),
    Mistake("gia-tri", UNIT, 10, don_vi("trien_khai:", "  - {kieu: sftp, dich: a/b,", "     mat_khau_tu: bimat}"),
            "“bimat”",
            "README", don_vi("trien_khai: [{kieu: sftp, dich: a/b, mat_khau_tu: MAT_KHAU}]")),
    Mistake("thieu", UNIT, 8, don_vi("mot_cua: {gio: sáng}"), "Thiếu `mot_cua.dia_chi`", "thêm dòng, ví dụ: dia_chi:",
            don_vi("mot_cua: {dia_chi: Phòng 1, gio: sáng}")),
    Mistake("trung-dia-chi", "trang/lien-he.md", 1, "---\ntieu_de: Liên hệ\n---\nA.\n",
            "Trang liên hệ được làm từ don-vi.yml",
            "đổi id của trang này", "---\ntieu_de: Liên hệ\nid: lien-he-2\n---\nA.\n"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", ABOUT_UNITS, ids=str)
def test_what_is_wrong_with_a_unit_is_said_and_its_remedy_helps(school: School, mistake: Mistake):
    is_told_and_mended(school, mistake)


def test_a_url_without_an_identity_is_mended_by_the_command(school: School):
    wrong = don_vi(without="dinh_danh").replace("https://truong.example/cchc/", "\n  https://Truong.example/cchc/")
    right = wrong.replace("url:", "dinh_danh: truong.example,2026\nurl:")

    is_mended_by_the_command(school, Mistake("dinh-danh", UNIT, 4, wrong, "thiếu `dinh_danh`", "", right))


def test_two_units_of_one_identity_would_mix_their_readers_and_the_second_is_told(school: School):
    school.unit("don-vi/be", url="https://be.example/", dinh_danh="truong.example,2026")

    [twice] = [complaint for complaint in school.complaints() if complaint.error]

    assert (twice.place, twice.rule, twice.unit) == ("don-vi/be/don-vi.yml:5", "dinh-danh", "be")
    assert "trùng với don-vi.yml" in twice.what
    school.unit("don-vi/be", url="https://be.example/", dinh_danh=twice.how.split("dinh_danh: ")[1])
    assert school.rules(errors=True) == []


def test_an_ended_unit_owes_nobody_news_contacts_or_plans(school: School):
    school.file(UNIT, don_vi("ngung_tu: 01/07/2026", without="duong_day_nong"))

    assert school.rules() == []
    assert "thieu-lien-he" in school.rules(at("2026-06-30 23:59"))


def test_an_office_owes_no_monthly_news(school: School):
    school.unit(loai="xa", duong_day_nong="113", email_phan_anh="a@b.vn")

    assert school.rules() == []


def test_months_before_a_schools_first_news_are_not_missing(school: School):
    school.file(UNIT, don_vi())
    school.news()
    school.file("ke-hoach/kh.md", plan(rows="| 1 | Đăng tin | Trang | Tổ | Trong năm |"))

    assert school.rules() == []


def test_replaced_and_abolished_procedures_are_not_counted(school: School):
    school.file(UNIT, don_vi("so_tthc_cong_bo: 1"))
    school.procedure()
    school.procedure("2.002855", trang_thai="bai_bo")

    assert "so-thu-tuc" not in school.rules()


@pytest.fixture
def tree(school: School) -> School:
    """An office, two communes, two schools in one of them."""
    school.unit(loai="so")
    school.unit("don-vi/xa-a", loai="xa")
    school.unit("don-vi/xa-b", loai="xa")
    school.unit("don-vi/xa-a/don-vi/th-a", cap_hoc="tieu_hoc")
    school.unit("don-vi/xa-a/don-vi/thcs-a", cap_hoc="thcs")
    return school


def test_a_broken_unit_file_stops_the_unit_and_those_below_and_nobody_else(tree: School):
    tree.file("don-vi/xa-a/don-vi.yml", "ten: [\n")

    assert tree.judge().stopped == {"xa-a", "th-a", "thcs-a"}


def test_a_unit_file_that_is_read_but_refused_keeps_the_name_it_gave(tree: School):
    tree.file("don-vi/xa-a/don-vi.yml", "ma: hoa-sen\nten: Xã Hoa Sen\nloai: huyện\n")

    assert tree.judge().stopped == {"hoa-sen", "th-a", "thcs-a"}


def test_a_news_item_gone_wrong_stops_its_own_unit_only(tree: School):
    tree.news(folder="don-vi/xa-a", ghim="chắc")

    assert tree.judge().stopped == {"xa-a"}


def test_a_procedure_gone_wrong_stops_those_who_would_inherit_it(tree: School):
    tree.procedure(folder="don-vi/xa-a", cap_hoc="thcs", minh_chung="khong-co#1")
    assert tree.judge().stopped == {"xa-a", "thcs-a"}

    tree.procedure(folder="don-vi/xa-a", minh_chung="khong-co#1")
    assert tree.judge().stopped == {"xa-a", "th-a", "thcs-a"}


def test_a_plan_reaches_those_below_only_where_it_says_so(tree: School):
    tree.file("don-vi/xa-a/ke-hoach/kh.md", plan("kinh_phi: [1]"))
    assert tree.judge().stopped == {"xa-a"}

    tree.file("don-vi/xa-a/ke-hoach/kh.md", plan("kinh_phi: [1]", "ke_thua: có"))
    assert tree.judge().stopped == {"xa-a", "th-a", "thcs-a"}


def test_strict_makes_warnings_stop_too(tree: School):
    assert tree.judge().stopped == frozenset()
    assert "thcs-a" in tree.judge(strict=True).stopped


def test_without_a_unit_at_the_root_everything_stops(tree: School):
    (tree.root / "don-vi.yml").unlink()
    tree.news()

    [missing] = [complaint for complaint in tree.complaints() if complaint.rule == "thieu-don-vi"]

    assert (missing.place, missing.unit) == ("don-vi.yml:1", "")
    assert "tạo tệp don-vi.yml" in missing.how
    assert tree.judge().stopped == {"xa-a", "xa-b", "th-a", "thcs-a"}


def test_a_folder_nobody_made_a_unit_of_is_said_once_to_the_unit_above(tree: School):
    tree.news("mot", "don-vi/xa-a/don-vi/moi")
    tree.procedure(folder="don-vi/xa-a/don-vi/moi")

    [missing] = [complaint for complaint in tree.complaints() if complaint.error]

    assert (missing.unit, missing.place, missing.rule) == (
        "xa-a",
        "don-vi/xa-a/don-vi/moi/don-vi.yml:1",
        "thieu-don-vi",
    )
    assert tree.judge().stopped == {"xa-a"}
    tree.unit("don-vi/xa-a/don-vi/moi")
    assert tree.judge().stopped == frozenset()


@pytest.mark.parametrize("fields", [{"ma": "th-a"}, {"ma": "xa-a"}, {"ma": "truong"}])
def test_two_units_of_one_name_stop_the_second_alone(tree: School, fields: dict[str, str]):
    tree.unit("don-vi/xa-b/don-vi/khac", url="https://khac.example/", dinh_danh="khac.example,2026", **fields)

    [twice] = [complaint for complaint in tree.complaints() if complaint.error and complaint.rule != "dinh-danh"]

    assert (twice.place, twice.rule) == ("don-vi/xa-b/don-vi/khac/don-vi.yml:1", "trung-ma")
    assert "trùng với" in twice.what
    assert "ghi mã khác" in twice.how
    assert tree.judge().stopped == {twice.unit} == {f"{fields['ma']}-2"}
    tree.unit("don-vi/xa-b/don-vi/khac", ma="khac")
    assert tree.judge().stopped == frozenset()


def test_a_broken_folder_that_bears_another_units_name_stops_nobody_else(tree: School):
    tree.unit("don-vi/xa-b", ma="thcs-b", loai="xa")
    tree.file("don-vi/xa-b/don-vi/thcs-b/don-vi.yml", "ten: [\n")

    assert tree.judge().stopped == {"thcs-b-2"}


def test_every_complaint_is_said_once_and_in_order(tree: School):
    tree.news(folder="don-vi/xa-a", ghim="chắc")
    tree.news("khac", folder="don-vi/xa-a", anh="a.png")

    told = tree.judge(NOW).complaints

    assert list(told) == sorted(set(told), key=lambda c: (c.path, c.line, not c.error, c.rule, c.what, c.how, c.unit))


def test_two_units_of_one_feed_name_stop_the_second_until_it_has_its_own(tree: School):
    tree.unit("don-vi/xa-b", loai="xa", url="https://chung.example/b/", dinh_danh="truong.example,2026")

    [twice] = [complaint for complaint in tree.complaints() if complaint.error]

    assert "`dinh_danh` trùng với don-vi.yml" in twice.what
    assert tree.judge().stopped == {"xa-b"}
    mended = twice.how.rpartition("dinh_danh: ")[2]
    tree.unit("don-vi/xa-b", loai="xa", url="https://chung.example/b/", dinh_danh=mended)
    assert tree.judge().stopped == frozenset()


def test_sections_that_share_a_host_are_offered_names_of_their_own(tree: School):
    for name in ("xa-b", "xa-c"):
        tree.file(f"don-vi/{name}/don-vi.yml", f"ten: {name}\nloai: xa\nurl: https://chung.example/{name}/\n")

    offered = [c.mend.new for c in tree.complaints() if c.rule == "dinh-danh" and c.mend]

    assert offered == ["dinh_danh: xa-b.chung.example,2026", "dinh_danh: xa-c.chung.example,2026"]


def test_a_colour_white_words_cannot_be_read_on_is_darkened_and_told(school: School) -> None:
    school.unit(mau_sac="#ffcc00")
    [complaint] = [one for one in school.complaints() if one.rule == "mau-nhat"]
    school.unit(mau_sac=complaint.how.rpartition("mau_sac: ")[2].strip('"'))

    assert not complaint.error
    assert "#ffcc00 quá nhạt" in complaint.what
    assert "mau-nhat" not in school.rules()
