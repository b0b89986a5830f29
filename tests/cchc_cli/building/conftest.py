"""A fleet of small batches, each handed to a process."""

from pathlib import Path

import pytest
from tests.cchc_cli.building.fleets import SCHOOLS
from tests.school import School


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few units are as many as a province."""
    monkeypatch.setattr("cchc_cli.building.order.BATCH", 10)
    monkeypatch.setattr("cchc_cli.build.BATCH", 10)


@pytest.fixture
def fleet(folder: Path, school: School, small_batches: None) -> Path:  # noqa: ARG001
    """A Sở whose procedures come down to six schools with news of their own; batches are small."""
    school.unit(ma="so", loai="so", duong_day_nong="0299 3 000 301", email_phan_anh="so@so.example")
    for number in range(3):
        school.procedure(f"thu-tuc-{number}", ten=f"Thủ tục {number}")
    for ma in SCHOOLS:
        school.unit(f"don-vi/{ma}", duong_day_nong="0299 3 000 301", email_phan_anh="a@a.example")
        school.news("mot", f"don-vi/{ma}", tieu_de=f"Tin của {ma}")
        school.news("hai", f"don-vi/{ma}", tieu_de=f"Tin nữa của {ma}", ngay="06/11/2026")
    return folder
