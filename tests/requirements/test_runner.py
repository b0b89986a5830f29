"""The runner can fail, and no duty of the named groups is forgotten."""

import importlib
import tomllib
from pathlib import Path

import pytest
from tests.requirements.runner import BELOW, HERE, SCHOOL, Duty, NotProved, Year, cut, duties_of, gone
from tests.school import at

GROUPS = {
    "B": range(19, 28),
    "E": range(62, 77),
    "F": range(77, 96),
    "G": range(96, 107),
    "I": range(115, 126),
    "J": range(126, 137),
    "K": range(137, 156),
}
UNIT = f"{BELOW}/don-vi.yml"
HOTLINE = cut(UNIT, "duong_day_nong: 0299 3000 911")


def hotline(year: Year) -> None:
    assert "0299 3000 911" in year.words("trang/lien-he/")


def test_a_duty_whose_item_makes_no_difference_is_reported(whole: Year, tmp_path: Path) -> None:
    elsewhere = cut("don-vi.yml", "duong_day_nong: 0299 3000 900")

    with pytest.raises(NotProved, match="req-62 hotline: still shown without its item"):
        Duty(62, hotline, elsewhere).prove(whole, tmp_path)


def test_a_duty_that_the_whole_year_does_not_serve_is_reported(whole: Year, tmp_path: Path) -> None:
    def unknown(year: Year) -> None:
        assert "0299 3000 999" in year.words("trang/lien-he/")

    with pytest.raises(AssertionError, match="0299 3000 999"):
        Duty(62, unknown, HOTLINE).prove(whole, tmp_path)


def test_a_duty_that_stumbles_instead_of_asserting_is_reported(whole: Year, tmp_path: Path) -> None:
    def stumbling(year: Year) -> None:
        [_] = year.found("trang/lien-he/", "//a[@href='tel:02993000911'][ancestor::article]")[:1]

    with pytest.raises(ValueError, match="not enough values"):
        Duty(62, stumbling, HOTLINE).prove(whole, tmp_path)


def test_what_the_product_asserts_of_itself_proves_nothing(whole: Year, tmp_path: Path) -> None:
    def tripping(year: Year) -> None:
        at("2026-11-20" if "0299 3000 911" in year.words("trang/lien-he/") else "no day")

    with pytest.raises(AssertionError):
        Duty(62, tripping, HOTLINE).prove(whole, tmp_path)


def test_an_item_without_which_nothing_is_built_is_reported(whole: Year, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Cách sửa"):
        Duty(62, hotline, cut(UNIT, "ten: Trường THCS Bằng Lăng")).prove(whole, tmp_path)


def test_an_item_that_is_not_in_the_year_is_reported(whole: Year, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="0 times"):
        Duty(62, hotline, cut(UNIT, "duong_day_nong: 1")).prove(whole, tmp_path)
    with pytest.raises(ValueError, match="no file: tin-tuc"):
        Duty(62, hotline, gone("tin-tuc/2026/khong-co.md")).prove(whole, tmp_path / "again")


def test_the_year_has_no_errors(whole: Year) -> None:
    assert [c.spoken("content") for c in whole.read[1].complaints if c.error] == []


def test_pages_and_files_are_those_of_a_build(whole: Year, tmp_path: Path) -> None:
    whole.told("build", SCHOOL, "-o", str(tmp_path))
    site = tmp_path / SCHOOL
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    pages = {page.file: page.address for page in whole.section().pages}

    assert pages.keys() < set(files)
    for file in files:
        if file in pages:
            assert whole.page(pages[file]).encode() == (site / file).read_bytes(), file
        elif not file.startswith("cchc"):
            assert whole.file(file) == (site / file).read_bytes(), file


def test_every_duty_of_the_named_groups_is_served_or_said_not_to_be() -> None:
    modules = [importlib.import_module(f"tests.requirements.{file.stem}") for file in sorted(HERE.glob("test_*.py"))]
    served = {one.number for module in modules for one in duties_of(module)}
    said = tomllib.loads((HERE / "not_served.toml").read_text("utf-8"))
    in_part = {int(number) for number in said.pop("in_part")}
    absent = {int(number) for number in said}
    wanted = {number for group in GROUPS.values() for number in group}

    assert served & absent == set()
    assert in_part - served == set()
    assert sorted(wanted - served - absent) == []
    assert sorted((served | absent) - wanted) == []
