"""What time makes of items and units: states, dates, order, names."""

import pytest
from tests.school import at

from cchc.model.document import Document
from cchc.model.index_series import IndexSeries
from cchc.model.item import Body, Item, Origin, Passage, newest_first
from cchc.model.news import NewsItem
from cchc.model.page import Page
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit


def news(**fields: object) -> NewsItem:
    return NewsItem.model_validate({"id": "a", "tieu_de": "A", "ngay": "05/11/2026", "linh_vuc": "the_che", **fields})


def document(**fields: object) -> Document:
    return Document.model_validate(
        {"id": "a", "loai": "quyet_dinh", "trich_yeu": "A", "co_quan_ban_hanh": "B", **fields}
    )


def reply(**fields: object) -> FeedbackReply:
    return FeedbackReply.model_validate({"id": "a", "noi_dung": "A", "ngay_nhan": "01/10/2026", **fields})


def test_a_reply_nobody_gave_in_time_is_late():
    late = reply(han_tra_loi="15/10/2026")

    assert late.trang_thai(at("2026-10-15 23:59")) == "dang_xu_ly"
    assert late.trang_thai(at("2026-10-16 00:00")) == "qua_han"
    assert late.state_at(at("2026-10-16")) == "qua_han"


def test_a_reply_counts_from_its_day_and_a_report_without_a_limit_is_never_late():
    assert reply(ngay_tra_loi="02/10/2026").trang_thai(at("2026-10-01 23:59")) == "dang_xu_ly"
    assert reply(ngay_tra_loi="02/10/2026").trang_thai(at("2026-10-02 00:00")) == "da_tra_loi"
    assert reply().trang_thai(at("2030-01-01")) == "dang_xu_ly"


def test_a_report_changes_when_it_comes_when_it_is_due_and_when_it_is_answered():
    instants = set(reply(han_tra_loi="15/10/2026", ngay_tra_loi="20/10/2026").instants())

    assert instants == {at("2026-10-01"), at("2026-10-16"), at("2026-10-20")}
    assert set(reply().instants()) == {at("2026-10-01")}


@pytest.mark.parametrize(
    ("fields", "now", "state"),
    [
        ({}, "2026-01-01", "chua_ro"),
        ({"hieu_luc_tu": "02/01/2026"}, "2026-01-01 23:59", "chua_hieu_luc"),
        ({"hieu_luc_tu": "02/01/2026"}, "2026-01-02 00:00", "con_hieu_luc"),
        ({"het_hieu_luc": "02/01/2026"}, "2026-01-02 23:59", "chua_ro"),
        ({"het_hieu_luc": "02/01/2026"}, "2026-01-03 00:00", "het_hieu_luc"),
        ({"lay_y_kien_tu": "02/01/2026"}, "2026-01-01", "chua_ro"),
        ({"lay_y_kien_tu": "02/01/2026"}, "2026-01-02", "lay_y_kien"),
        ({"lay_y_kien_den": "02/01/2026"}, "2026-01-02 23:59", "lay_y_kien"),
        ({"lay_y_kien_den": "02/01/2026"}, "2026-01-03", "chua_ro"),
    ],
)
def test_a_document_is_in_the_state_its_days_make(fields: dict[str, str], now: str, state: str):
    assert document(**fields).state(at(now)) == state
    assert document(**fields).state_at(at(now))[0] == state


def test_a_document_is_replaced_from_the_day_the_other_is_in_force():
    old = document(hieu_luc_tu="01/01/2025")

    assert old.state(at("2026-01-01"), replaced_from=at("2026-01-02")) == "con_hieu_luc"
    assert old.state(at("2026-01-02"), replaced_from=at("2026-01-02")) == "bi_thay_the"
    assert document(ngay_ban_hanh="01/01/2026").replaces_from == at("2026-01-01")
    assert document(ngay_ban_hanh="01/01/2026", hieu_luc_tu="02/01/2026").replaces_from == at("2026-01-02")
    assert document().replaces_from is None


def test_a_document_names_itself_in_one_line():
    assert document(so_ky_hieu="12/QĐ-UBND", ngay_ban_hanh="03/02/2026").heading == (
        "Quyết định số 12/QĐ-UBND ngày 03/02/2026"
    )
    assert document().heading == "Quyết định"


def test_every_instant_of_a_document_is_told():
    days = {
        "hieu_luc_tu": "01/02/2026",
        "lay_y_kien_tu": "02/02/2026",
        "het_hieu_luc": "03/02/2026",
        "lay_y_kien_den": "04/02/2026",
    }

    assert set(document(**days).instants()) == {at("2026-02-01"), at("2026-02-02"), at("2026-02-04"), at("2026-02-05")}


def test_a_document_expires_soon_from_ninety_days_before_its_last_once_it_is_there():
    assert document(het_hieu_luc="31/12/2026").expires_soon_from == at("2026-10-02")
    assert document(het_hieu_luc="31/12/2026", hieu_luc_tu="01/11/2026").expires_soon_from == at("2026-11-01")
    assert document(het_hieu_luc="31/12/2026", dang_tu="02/11/2026").expires_soon_from == at("2026-11-02")
    assert document().expires_soon_from is None


def test_nothing_of_an_index_is_shown_before_it_is_announced():
    series = IndexSeries.model_validate({
        "id": "a", "ten": "PAR", "nguon_cong_bo": "Bộ",
        "so_lieu": [{"nam": "2024", "gia_tri": "88,37", "ngay_cong_bo": "01/04/2025"},
                    {"nam": "2025", "hang": "3", "ngay_cong_bo": "01/04/2026"}, {"nam": "2026", "hang": "1"}],
    })  # fmt: skip

    assert [row.nam for row in series.announced(at("2025-04-01"))] == [2024]
    assert [row.nam for row in series.announced(at("2030-01-01"))] == [2025, 2024]
    assert series.state_at(at("2025-03-31")) == 0
    assert set(series.instants()) == {at("2025-04-01"), at("2026-04-01")}


def test_publication_is_what_was_asked_for_else_the_items_own_day_else_its_last_change():
    assert news(dang_tu="06/11/2026 07:30").published == at("2026-11-06 07:30")
    assert news().published == at("2026-11-05")
    assert Page.model_validate({"id": "a", "tieu_de": "A", "ngay_cap_nhat": "01/01/2026"}).published == at("2026-01-01")
    assert Page.model_validate({"id": "a", "tieu_de": "A"}).published is None


def test_an_update_is_never_before_the_publication():
    assert news(ngay_cap_nhat="07/11/2026").updated == at("2026-11-07")
    assert news(ngay_cap_nhat="01/11/2026").updated == at("2026-11-05")
    assert news().updated == at("2026-11-05")
    assert reply(ngay_tra_loi="02/10/2026", ngay_cap_nhat="01/10/2026").updated == at("2026-10-02")
    assert reply().updated == at("2026-10-01")
    assert reply(ngay_tra_loi="02/10/2026").published == at("2026-10-02")


def test_every_instant_of_an_item_is_told():
    fields = {
        "dang_tu": "04/11/2026",
        "het_han": "06/11/2026",
        "ngay_cap_nhat": "05/11/2026 09:00",
        "ngay_duyet": "03/11/2026",
    }

    assert set(news(**fields).instants()) == {
        at("2026-11-03"), at("2026-11-04"), at("2026-11-05"), at("2026-11-05 09:00"), at("2026-11-07"),
    }  # fmt: skip
    assert news().state_at(at("2026-11-05")) is None


def test_lists_are_pinned_first_then_newest_then_by_id_and_undated_last():
    undated = Page.model_validate({"id": "a", "tieu_de": "A"})
    items: list[Item] = [
        undated,
        news(id="c"),
        news(id="b"),
        news(id="z", ngay="06/11/2026"),
        news(id="d", ngay="01/01/2020", ghim="có"),
    ]

    assert [item.id for item in sorted(items, key=newest_first)] == ["d", "z", "b", "c", "a"]


def test_items_know_their_address_title_and_files():
    item = news(nam_thu_muc="2026", tep=["a.pdf", {"tep": "b.pdf", "ten": "B"}], anh="c.jpg", video="d.mp4")

    assert (item.address, item.key, item.title) == ("tin-tuc/2026/a/", "tin-tuc/2026/a", "A")
    assert list(item.files()) == [("tep", "a.pdf"), ("tep", "b.pdf"), ("anh", "c.jpg"), ("video", "d.mp4")]
    assert list(news(video="https://x.vn", tep="a.pdf").files()) == [("tep", "a.pdf")]
    assert news(tep={"tep": "a.pdf"}).tep == news(tep="a.pdf").tep


def test_a_plan_has_its_years_its_names_and_its_signed_paper():
    plan = Plan.model_validate(
        {"id": "kh", "trich_yeu": "A", "nam_hoc": "2026-2027", "so_ky_hieu": "25/KH", "tep_ky": "a.pdf"}
    )

    assert (plan.years, plan.names, list(plan.files())) == ((2026, 2027), ("25/KH", "kh"), [("tep_ky", "a.pdf")])
    assert Plan.model_validate({"id": "kh", "trich_yeu": "A", "nam": "2026"}).years == (2026,)
    assert Plan.model_validate({"id": "kh", "trich_yeu": "A"}).years == ()
    assert Plan.model_validate({"id": "kh", "trich_yeu": "A"}).own_date is None


def test_a_body_is_overridden_heading_by_heading():
    base, own = Origin("so", "thu-tuc/a.md"), Origin("truong", "thu-tuc/a.md")
    body = Body(
        (Passage(None, "Đầu", base), Passage("Một", "1", base), Passage("Hai", "2", base), Passage("Một", "1b", base))
    )
    change = Body((Passage(None, " ", own), Passage("MỘT", "một", own), Passage("Ba", "3", own)))

    merged = body.overridden_by(change)

    assert [(part.heading, part.text) for part in merged.passages] == [
        (None, "Đầu"), ("MỘT", "một"), ("Hai", "2"), ("Ba", "3"),
    ]  # fmt: skip
    assert [len(run) for run in merged.runs] == [1, 1, 1, 1]
    assert merged.text == "Đầu\n\n## MỘT\n\nmột\n\n## Hai\n\n2\n\n## Ba\n\n3"
    assert merged.part("mot", "x") == change.passages[1]
    assert merged.part("khong co") is None
    assert Body(body.passages[1:]).overridden_by(Body((Passage(None, "Trước", own),))).passages[0].text == "Trước"
    assert [len(run) for run in body.runs] == [4]


def test_a_procedure_of_the_state_it_says_has_no_contradiction():
    fields = {"id": "a", "ten": "A", "linh_vuc_tthc": "B", "cap": "xa", "doi_tuong": "C", "co_quan": "D"}

    assert list(Procedure.model_validate(fields).problems()) == []
    assert Origin("a", "b/c/d.md").folder == "b/c"


def unit(**fields: object) -> Unit:
    return Unit.model_validate({"ma": "truong", "ten": "Trường mới", "loai": "truong", **fields})


def test_a_unit_bore_its_former_names_to_their_last_day():
    school = unit(ten_cu=[{"ten": "Tên hai", "den": "31/12/2020"}, {"ten": "Tên một", "den": "31/12/2010"}])

    assert school.name_at(at("2010-12-31 23:59")) == "Tên một"
    assert school.name_at(at("2011-01-01")) == "Tên hai"
    assert school.name_at(at("2021-01-01")) == "Trường mới"
    assert set(school.instants()) == {at("2021-01-01"), at("2011-01-01")}


def test_a_unit_has_the_superior_of_the_day():
    school = unit(cap_tren=[{"ten": "Phòng GDĐT", "den": "30/06/2025"}, {"ten": "UBND phường", "tu": "01/07/2025"}])

    assert school.superior_at(at("2025-06-30")) == "Phòng GDĐT"
    assert school.superior_at(at("2025-07-01")) == "UBND phường"
    assert unit(cap_tren="Sở").superior_at(at("2026-01-01")) == "Sở"
    assert unit(cap_tren=["Sở", {"ten": "UBND"}]).cap_tren[1].ten == "UBND"
    assert unit().superior_at(at("2026-01-01")) is None
    assert set(school.instants()) == {at("2025-07-01")}


def test_a_unit_ends_on_its_day_and_has_the_theme_of_its_year():
    school = unit(ngung_tu="01/07/2026", chu_de_nam=[{"nam": "2026", "noi_dung": "Chủ đề"}])

    assert (school.ended(at("2026-06-30")), school.ended(at("2026-07-01")), unit().ended(at("2026-07-01"))) == (
        False,
        True,
        False,
    )
    assert (school.theme_at(at("2026-01-01")), school.theme_at(at("2025-12-31"))) == ("Chủ đề", None)
    assert set(school.instants()) == {at("2026-07-01")}


def test_a_unit_without_an_address_has_one_that_leads_nowhere():
    assert (unit().base_url, unit().tag) == ("https://truong.invalid/", "truong.invalid,2026")
    known = unit(url="https://x.vn/cchc", dinh_danh="x.vn,2026", logo="logo.png")
    assert (known.base_url, known.tag, known.folder) == ("https://x.vn/cchc/", "x.vn,2026", "")
    assert list(known.files()) == [("logo", "logo.png")]


@pytest.mark.parametrize("typed", ["x.vn", "x.vn,26", "X.vn,2026", "x.vn,2026-1", "-x.vn,2026"])
def test_an_identity_is_a_host_and_a_year(typed: str):
    with pytest.raises(ValueError, match="tên-máy,năm"):
        unit(dinh_danh=typed)
