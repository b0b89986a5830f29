"""Schools that were merged: their items move with their feed ids, their old addresses lead on (design §3)."""

from pathlib import Path
from typing import Any

import feedparser
import pytest
from tests.school import School, at, pages_of

AFTER, BEFORE = at("2026-11-20 08:00"), at("2026-07-31 23:59")
A, B = "don-vi/truong-a", "don-vi/truong-b"


def two_schools(root: Path, **of_a: Any) -> School:
    place = School(root)
    place.unit(ma="xa", loai="xa", ten="UBND xã Bình An")
    place.unit(A, ten="Trường A", **{"ngung_tu": "01/08/2026", "sap_nhap_vao": "truong-b", **of_a})
    place.unit(B, ten="Trường B", dinh_danh_cu="truong-a.example,2026")
    place.news("khai-giang", A, tieu_de="Khai giảng ở A", ngay="05/03/2026")
    place.news("hop", B, tieu_de="Họp ở B", ngay="06/03/2026")
    return place


@pytest.fixture
def merged(tmp_path: Path) -> School:
    return two_schools(tmp_path / "content")


def feed(place: School, ma: str, now: Any = AFTER) -> dict[str, str]:
    files = place.section(ma, now).files
    return {entry.id: entry.link for entry in feedparser.parse(files["rss.xml"]).entries}


def test_the_items_are_on_the_successors_section_with_the_ids_they_had(merged: School) -> None:
    old = feed(merged, "truong-a", BEFORE)
    assert old == {"tag:truong-a.example,2026:tin-tuc/2026/khai-giang":
                   "https://truong-a.example/cchc/tin-tuc/2026/khai-giang/"}  # fmt: skip

    assert feed(merged, "truong-b", BEFORE).keys() == {"tag:truong-b.example,2026:tin-tuc/2026/hop"}
    assert feed(merged, "truong-b") == {
        "tag:truong-b.example,2026:tin-tuc/2026/hop": "https://truong-b.example/cchc/tin-tuc/2026/hop/",
        **{key: url.replace("truong-a", "truong-b") for key, url in old.items()},
    }
    page = merged.page("tin-tuc/2026/khai-giang/", "truong-b")
    assert "Nội dung của Trường A" in page


def test_the_old_addresses_lead_to_the_new_ones_and_lists_stay(merged: School) -> None:
    there = "https://truong-b.example/cchc/tin-tuc/2026/khai-giang/"
    assert "tin-tuc/2026/khai-giang/" in pages_of(merged.section("truong-a", BEFORE))

    section = merged.section("truong-a")

    assert "tin-tuc/2026/khai-giang/" not in pages_of(section)
    old = section.files["tin-tuc/2026/khai-giang/index.html"]
    assert isinstance(old, bytes)
    assert f'content="0; url={there}"' in old.decode()
    assert 'href="2026/khai-giang/"' in pages_of(section)["tin-tuc/"]
    sitemap = section.files["sitemap.xml"]
    assert isinstance(sitemap, bytes)
    assert b"khai-giang" not in sitemap
    assert "Trường B tiếp tục" in section.ended


def test_people_are_sent_to_the_school_that_goes_on(tmp_path: Path) -> None:
    place = two_schools(tmp_path / "content", duong_day_nong="0299 3 000 111", dia_chi="Số 1 đường Cũ")
    place.unit(B, ten="Trường B", dinh_danh_cu="truong-a.example,2026", duong_day_nong="0299 3 000 222")

    before, after = (place.page("trang/lien-he/", "truong-a", now) for now in (BEFORE, AFTER))

    assert "0299 3 000 111" in before.replace("\u00a0", " ")
    assert "0299 3 000 222" in after.replace("\u00a0", " ")
    assert "0299 3 000 111" not in after.replace("\u00a0", " ")
    assert "đường Cũ" not in after


def test_the_successor_changes_by_itself_on_the_day(merged: School) -> None:
    assert merged.public("truong-b", BEFORE).next_change == at("2026-08-01 00:00")


def test_both_sides_must_say_so(tmp_path: Path) -> None:
    place = two_schools(tmp_path / "content")
    place.unit(B, ten="Trường B")

    assert [c.how for c in place.complaints() if c.rule == "sap-nhap"] == [
        "trong don-vi/truong-b/don-vi.yml thêm dòng: dinh_danh_cu: truong-a.example,2026"
    ]
    assert len(feed(place, "truong-b")) == 1
    assert "tin-tuc/2026/khai-giang/" in pages_of(place.section("truong-a"))


@pytest.mark.parametrize(
    ("of_a", "what"),
    [
        ({"ngung_tu": None}, "Đơn vị sáp nhập mà chưa ghi ngày ngừng."),
        ({"url": None, "dinh_danh": None}, "Thiếu `dinh_danh` nên bài cũ chưa chuyển sang Trường B."),
        ({"sap_nhap_vao": "truong-x"}, "Không có đơn vị `truong-x`."),
    ],
)
def test_what_keeps_the_items_from_moving_is_said(tmp_path: Path, of_a: dict[str, Any], what: str) -> None:
    place = two_schools(tmp_path / "content", **of_a)

    assert [c.what for c in place.complaints() if c.rule == "sap-nhap"] == [what]
    assert len(feed(place, "truong-b")) == 1


def test_where_both_have_the_address_each_keeps_its_own_and_is_told(merged: School) -> None:
    merged.news("khai-giang", B, tieu_de="Khai giảng ở B", ngay="05/03/2026")

    assert "Khai giảng ở B" in merged.page("tin-tuc/2026/khai-giang/", "truong-b")
    assert "Khai giảng ở A" in merged.page("tin-tuc/2026/khai-giang/", "truong-a")
    [said] = [c for c in merged.complaints() if c.rule == "trung-id"]
    assert said.unit == "truong-b"
    assert not said.error


def test_merged_again_the_items_go_on_and_every_old_address_leads_to_the_last(merged: School) -> None:
    merged.unit(B, ten="Trường B", dinh_danh_cu="truong-a.example,2026", ngung_tu="01/10/2026", sap_nhap_vao="c")
    merged.unit("don-vi/c", ten="Trường C", dinh_danh_cu="truong-b.example,2026")

    assert set(feed(merged, "c")) == {
        "tag:truong-a.example,2026:tin-tuc/2026/khai-giang", "tag:truong-b.example,2026:tin-tuc/2026/hop"
    }  # fmt: skip
    for ma in ("truong-a", "truong-b"):
        old = merged.section(ma).files["tin-tuc/2026/khai-giang/index.html"]
        assert isinstance(old, bytes)
        assert "https://c.example/cchc/tin-tuc/2026/khai-giang/" in old.decode()


def test_two_units_merged_into_each_other_end_nowhere_but_stand(merged: School) -> None:
    merged.unit(B, ten="Trường B", dinh_danh_cu="truong-a.example,2026", ngung_tu="01/08/2026", sap_nhap_vao="truong-a")
    merged.unit(A, ten="A", ngung_tu="01/08/2026", sap_nhap_vao="truong-b", dinh_danh_cu="truong-b.example,2026")

    assert len(feed(merged, "truong-a")) == len(feed(merged, "truong-b")) == 2


PLAN = "| TT | Nội dung | Bộ phận thực hiện | Thời gian |\n|---|---|---|---|\n| 1 | Tin | Lan | Quý IV/2025 |\n"


def test_evidence_goes_with_the_plan_it_proves_though_both_schools_number_alike(merged: School) -> None:
    for folder, name in ((A, "a"), (B, "b")):
        merged.write(f"{folder}/ke-hoach/kh-{name}.md", PLAN, trich_yeu=f"Kế hoạch {name}", so_ky_hieu="25/KH-THCS",
                     ngay_ban_hanh="01/10/2025", nam=2025)  # fmt: skip
        merged.news(f"lam-{name}", folder, tieu_de=f"Đã làm ở {name}", ngay="05/10/2025", minh_chung="25/KH-THCS#1")

    assert "Đã làm ở a" in merged.page("ke-hoach/kh-a/", "truong-b")
    assert "Đã làm ở a" not in merged.page("ke-hoach/kh-b/", "truong-b")
    assert "Đã làm ở b" in merged.page("ke-hoach/kh-b/", "truong-b")


def test_what_stays_behind_is_still_reached_from_texts_that_moved(merged: School) -> None:
    merged.write(f"{A}/trang/lich-su.md", "Ngày ấy.", tieu_de="Lịch sử trường A")
    merged.news("ky-niem", A, body="Xem [lịch sử](../../trang/lich-su.md).", ngay="20/11/2025")

    page = merged.page("tin-tuc/2026/ky-niem/", "truong-b")

    assert 'href="https://truong-a.example/cchc/trang/lich-su/"' in page


def test_an_error_in_a_merged_units_files_keeps_the_successors_section_whole(merged: School) -> None:
    merged.news("hong", A, ngay="không phải ngày")

    assert merged.judge().stopped == {"truong-a", "truong-b"}
