"""What names what: found where it is, and what was refused is not called missing too."""

from tests.cchc.checking.mistakes import document, news, plan, procedure, reply
from tests.school import School


def test_a_plan_that_was_refused_is_not_called_missing_by_its_proofs(school: School):
    school.file("ke-hoach/kh.md", plan("kinh_phi: [1]"))
    school.file("tin-tuc/2026/a.md", news("minh_chung: [kh#1, 25/kh-thcs#1]").replace("id: tin", "id: a"))

    assert school.rules(errors=True) == ["gia-tri"]


def test_a_procedure_that_was_refused_is_not_called_missing_by_the_one_it_replaces(school: School):
    school.file("thu-tuc/moi.md", procedure("ghi_chu: 1").replace("id: 2.002854", "id: moi"))
    school.file("thu-tuc/cu.md", procedure("thay_bang: moi").replace("id: 2.002854", "id: cu"))

    assert school.rules(errors=True) == ["truong-la"]


def test_an_override_is_judged_as_what_it_makes_of_the_whole(school: School):
    school.unit("don-vi/be")
    school.file("ke-hoach/kh.md", plan("ke_thua: true"))
    school.file("don-vi/be/ke-hoach/kh.md", "---\nid: kh\nghi_de: true\nkinh_phi: Không\n---\n")

    assert "mau-thuan" not in school.rules()

    school.file(
        "don-vi/be/ke-hoach/kh.md", "---\nid: kh\nghi_de: true\nhet_han: 01/01/2026\ndang_tu: 02/01/2026\n---\n"
    )
    assert "mau-thuan" in school.rules()


def test_a_draft_override_hides_what_it_overrides_and_says_so(school: School):
    school.unit("don-vi/be")
    school.file("thu-tuc/a.md", procedure())
    school.file("don-vi/be/thu-tuc/a.md", "---\nid: 2.002854\nghi_de: true\nnhap: true\n---\n")
    assert "ghi-de-nhap" in school.rules()

    school.file("don-vi/be/thu-tuc/a.md", "---\nid: 2.002854\nghi_de: true\n---\n")
    assert "ghi-de-nhap" not in school.rules()


def test_the_law_a_school_changes_is_named(school: School):
    school.unit("don-vi/be")
    school.file("thu-tuc/a.md", procedure())
    changed = "---\nid: 2.002854\nghi_de: true\ncap: xa, tinh\ndoi_tuong: Học sinh\n---\n## Phí, lệ phí\n\nKhông\n"
    school.file("don-vi/be/thu-tuc/a.md", changed)

    told = [(one.line, one.what) for one in school.complaints() if one.rule == "ghi-de-phap-ly"]

    assert [line for line, _ in told] == [4, 7]
    assert "cap, doi_tuong" in told[0][1]
    assert not school.rules(errors=True)


def test_a_childs_item_may_not_take_an_inherited_address(school: School):
    school.unit("don-vi/be")
    school.file("thu-tuc/a.md", procedure())
    school.file("don-vi/be/thu-tuc/b.md", procedure())

    [clash] = [one for one in school.complaints() if one.rule == "trung-id"]

    assert (clash.unit, clash.place) == ("be", "don-vi/be/thu-tuc/b.md:2")
    assert "ghi_de: true" in clash.how


def test_an_answer_names_the_document_that_answers(school: School):
    school.file("van-ban/vb.md", document())
    school.file("phan-anh/pa.md", reply("van_ban_tra_loi: 12/QĐ-UBND", "ngay_tra_loi: 02/10/2026"))

    assert "chua-co" not in school.rules()


def test_a_base_issued_before_the_plan_or_without_a_day_is_no_doubt(school: School):
    bases = "can_cu: [Quyết định 9/QĐ-UBND ngày 01/01/2026, Luật số 91/2025/QH15]"
    school.file("ke-hoach/kh.md", plan(bases))
    school.file("ke-hoach/kh2.md", plan("can_cu: 9/QĐ-UBND ngày 09/09/2026").replace("ngay_ban_hanh: 05/01/2026\n", "")
                .replace("id: kh", "id: kh2").replace("25/", "26/"))  # fmt: skip

    assert "ngay-can-cu" not in school.rules()


def test_a_base_out_of_force_when_the_plan_was_signed_is_doubted(school: School):
    old = document("hieu_luc_tu: 01/01/2020")
    school.file("ke-hoach/kh.md", plan("can_cu: [12/QĐ-UBND, 99/QĐ]"))
    for words, doubted in (
        ("het_hieu_luc: 04/01/2026", True),
        ("het_hieu_luc: 05/01/2026", False),
        ("lien_quan: 99/QĐ", False),
    ):
        school.file("van-ban/vb.md", old.replace("hieu_luc_tu", f"{words}\nhieu_luc_tu"))
        assert ("can-cu-het-hieu-luc" in school.rules()) is doubted
    for begun, doubted in (("05/01/2026", True), ("06/01/2026", False)):
        newer = document(f"thay_the: 12/QĐ-UBND\nhieu_luc_tu: {begun}").replace("id: vb", "id: moi")
        school.file("van-ban/moi.md", newer.replace("12/QĐ-UBND\n", "13/QĐ-UBND\n", 1))
        assert ("can-cu-het-hieu-luc" in school.rules()) is doubted


def test_links_that_lead_somewhere_are_no_complaint(school: School):
    school.file("tin-tuc/2026/a.pdf", b"%PDF")
    school.news(
        body="[a](https://a.vn) [b](mailto:a@b.vn) [c](#muc) [d](tin.md) [e](a.pdf) [f](/tin-tuc/2026/tin/) [g](/) "
        "[h](/trang/lien-he/) [i](/tin-tuc/linh-vuc/the-che/) <tel:113> [k](a%2Epdf)"
    )

    assert not school.rules(errors=True)
    assert "lien-ket" not in school.rules()
