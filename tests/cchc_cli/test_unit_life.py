"""The life of a unit: a new name, address or superior, an end, a merger. Readers see no old item as new (design §3)."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from tests.cchc_cli.deploying.crawler import dead_links, feeds_in, in_folder
from tests.command import run
from tests.reader import Reader, served
from tests.school import School

A, B = "don-vi/truong-a", "don-vi/truong-b"
Event = Callable[[School], None]


def renamed(place: School) -> None:
    place.unit(A, ten="Trường Tên Mới", ten_cu=[{"ten": "Trường A", "den": "31/10/2026"}])


def at_a_new_address(place: School) -> None:
    place.unit(A, ten="Trường A", url="https://moi.example/hanh-chinh/", dinh_danh="truong-a.example,2026")


def under_another_superior(place: School) -> None:
    place.unit("don-vi/xa-khac", loai="xa", ten="UBND xã Khác")
    place.unit(A, ten="Trường A", cap_tren=[{"ten": "UBND xã Bình An", "den": "31/10/2026"},
                                            {"ten": "UBND xã Khác", "tu": "01/11/2026"}])  # fmt: skip
    shutil.move(place.root / A, place.root / "don-vi/xa-khac" / A)


def stopped(place: School) -> None:
    place.unit(A, ten="Trường A", ngung_tu="01/11/2026")


def merged(place: School) -> None:
    place.unit(A, ten="Trường A", ngung_tu="01/11/2026", sap_nhap_vao="truong-b")
    place.unit(B, ten="Trường B", dinh_danh_cu="truong-a.example,2026")


EVENTS = [renamed, at_a_new_address, under_another_superior, stopped, merged]


@pytest.fixture
def province(folder: Path, school: School) -> School:
    """A commune with two schools that have news, a plan and an answer each."""
    assert folder == school.root.parent
    school.unit(ma="xa", loai="xa", ten="UBND xã Bình An")
    for place, name in ((A, "a"), (B, "b")):
        school.unit(place, ten=f"Trường {name.upper()}")
        for number in range(3):
            school.news(f"tin-{name}-{number}", place, tieu_de=f"Tin {number} của {name}", ngay_cap_nhat="06/11/2026")
        plan = {"trich_yeu": f"Kế hoạch {name}", "nam": 2026, "ngay_ban_hanh": "05/01/2026"}
        school.write(f"{place}/ke-hoach/kh-{name}.md", **plan)
        days = {"ngay_nhan": "01/11/2026", "ngay_tra_loi": "03/11/2026"}
        school.write(f"{place}/phan-anh/hoi-{name}.md", "Đã sửa.", noi_dung=f"Hỏi trường {name}", **days)
    return school


def addresses(section: Path) -> set[str]:
    """Of a section: every page a link from elsewhere may lead to."""
    return {f"{section.name}/{page.relative_to(section)}" for page in section.rglob("index.html")}


def items(site: Path, *units: str) -> dict[str, tuple[str, str, str]]:
    """By id: what a reader compares of every item in every feed of the units."""
    feeds = [path for ma in units for path in (site / ma).rglob("*.xml") if path.name in ("rss.xml", "atom.xml")]
    entries = [entry for feed in feeds for entry in feedparser.parse(feed.read_bytes()).entries]
    return {entry.id: (entry.title, entry.get("published", ""), entry.get("updated", "")) for entry in entries}


@pytest.mark.parametrize("event", EVENTS)
def test_no_reader_sees_an_old_item_as_new_and_no_link_is_dead(folder: Path, province: School, event: Event) -> None:
    assert run(folder, "build") == 0
    old = {path for ma in ("truong-a", "truong-b") for path in addresses(folder / "site" / ma)}
    before = items(folder / "site", "xa", "truong-a", "truong-b")

    event(province)
    assert run(folder, "build") == 0

    after = items(folder / "site", "xa", "truong-a", "truong-b")
    assert after == before
    assert len(before) == 10
    for ma in ("xa", "truong-a", "truong-b"):
        root = folder / "site" / ma
        base = json.loads((root / "cchc.json").read_bytes())["url"]
        assert dead_links(in_folder(root), base, [*feeds_in(root)]) == []
    assert old <= {path for ma in ("truong-a", "truong-b") for path in addresses(folder / "site" / ma)}


def test_old_addresses_of_a_merged_school_lead_to_pages_that_are_there(folder: Path, province: School) -> None:
    merged(province)
    assert run(folder, "build") == 0

    leading = [path.read_text("utf-8") for path in (folder / "site/truong-a").rglob("index.html")]
    there = [
        found[1] for text in leading if (found := re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text))
    ]

    assert len(there) == 5
    for url in there:
        assert url.startswith("https://truong-b.example/cchc/")
        assert (folder / "site/truong-b" / url.removeprefix("https://truong-b.example/cchc/") / "index.html").exists()


@pytest.mark.needs("newsboat")
def test_newsboat_that_follows_both_schools_finds_nothing_unread_after_a_merger(
    folder: Path, province: School, tmp_path: Path
) -> None:
    home = tmp_path / "reader"
    home.mkdir()
    assert run(folder, "build") == 0
    with served(folder / "site") as address:
        reader = Reader(home, [f"{address}truong-a/rss.xml", f"{address}truong-b/rss.xml"])
        reader.run("reload")
        first = {entry[0] for entry in reader.entries()}
        assert len(first) == 10

        merged(province)
        assert run(folder, "build") == 0
        reader.run("reload")

    assert {entry[0] for entry in reader.entries()} == first


def test_a_unit_that_left_the_content_keeps_its_section_until_asked(folder: Path, province: School, capsys) -> None:
    assert run(folder, "build") == 0
    shutil.rmtree(province.root / A)
    standing = folder / "site/truong-a"
    capsys.readouterr()

    assert run(folder, "build") == 0
    said = capsys.readouterr().err
    assert f"truong-a: không còn trong {folder / 'content'} nhưng chuyên mục vẫn được giữ ở {standing}" in said
    assert "cchc build --prune" in said
    assert (standing / "index.html").exists()

    assert run(folder, "build", "--prune") == 0
    assert f"truong-a: đã bỏ chuyên mục {standing}" in capsys.readouterr().out
    assert not standing.exists()
    assert (folder / "site/truong-b/index.html").exists()
    assert run(folder, "build", "--prune") == 0
    assert "bỏ chuyên mục" not in capsys.readouterr().out


def test_a_unit_whose_file_is_broken_has_not_gone(folder: Path, province: School, capsys) -> None:
    assert run(folder, "build") == 0
    province.file(f"{A}/don-vi.yml", "ma: truong-a\nten: [")
    capsys.readouterr()

    assert run(folder, "build", "--prune") != 0

    assert (folder / "site/truong-a/index.html").exists()
    said = capsys.readouterr().err
    assert "đã bỏ" not in said


@pytest.mark.usefixtures("province")
def test_what_is_no_section_is_never_pruned(folder: Path) -> None:
    assert run(folder, "build") == 0
    for name, manifest in (("anh", None), ("khac", '{"ma": "x"}'), ("hong", "{"), ("la", "[]")):
        (folder / "site" / name).mkdir()
        if manifest is not None:
            (folder / "site" / name / "cchc.json").write_text(manifest)
    (folder / "site/tep.txt").write_text("của người khác")

    assert run(folder, "build", "--prune") == 0

    assert {"anh", "khac", "hong", "la", "tep.txt"} <= {path.name for path in (folder / "site").iterdir()}
