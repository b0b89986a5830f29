"""One large section made by several processes: the same bytes, whichever of them came to a page first."""

import os
import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cchc.section.rich import files_in, picture
from tests.command import run
from tests.school import School

from cchc_cli import build
from cchc_cli.building import batch
from cchc_cli.building.forks import WORTH
from cchc_cli.speech import Steps

pytestmark = pytest.mark.needs("proc")
"""Only on Linux are the pages of one section shared out."""
KINDS = ("đọc", "kiểm tra", "dựng truong, trang")


@pytest.fixture
def large(folder: Path, school: School) -> Path:
    """A school with more pages than one process makes alone; some show pictures and papers of the same names."""
    for number in range(WORTH):
        school.news(f"tin-{number}", tieu_de=f"Tin {number}", ngay=f"{number % 28 + 1:02d}/10/2026")
    for number in range(4):
        place = f"tin-tuc/2026/{number}"
        school.file(f"{place}/anh.jpg", picture(50 + number))
        school.file(f"{place}/kia/anh.jpg", picture(90 + number))
        school.file(f"{place}/mau.pdf", b"%%PDF %d" % number)
        school.file(f"{place}/kia/mau.pdf", b"%%PDF kia %d" % number)
        school.news(
            f"co-anh-{number}", body=f"![Kia]({number}/kia/anh.jpg) [Mẫu]({number}/kia/mau.pdf)", ngay="18/11/2026",
            anh=f"{number}/anh.jpg", mo_ta_anh="Sân trường", tep=[f"{number}/mau.pdf"],
        )  # fmt: skip
    return folder


@pytest.fixture
def hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, int]]:
    """How many processes have done each kind of work since it was last asked."""
    seen = tmp_path / "seen"
    seen.touch()

    class Watched(Steps):
        def __call__(self, what: str, detail: str) -> None:
            with seen.open("a") as notes:
                notes.write(f"{what}|{os.getpid()}\n")
            super().__call__(what, detail)

    def counted() -> dict[str, int]:
        found = Counter(line.partition("|")[0] for line in {*seen.read_text().splitlines()})
        seen.write_text("")
        return dict(found)

    monkeypatch.setattr(build, "Steps", Watched)
    return counted


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sections that were put together, in order."""
    real, found = batch.build_section, []

    def told(tree, held, ma, *arguments, **options):  # type: ignore[no-untyped-def]
        found.append(ma)
        return real(tree, held, ma, *arguments, **options)

    monkeypatch.setattr(batch, "build_section", told)
    return found


def by(workers: int, folder: Path, *more: str) -> dict[str, bytes]:
    """Every file of the section as so many processes make it, from nothing."""
    site = folder / f"by-{workers}"
    assert run(folder, "build", "--fresh", "--workers", str(workers), "-o", str(site), *more) == 0
    return {path: data for path, data in files_in(site).items() if not path.startswith(".cchc/")}


@pytest.mark.parametrize("form", [(), ("--offline",), ("--as", "zip")], ids=["folder", "double click", "archive"])
def test_two_processes_make_of_one_section_what_one_makes(
    large: Path, hands: Callable[[], dict[str, int]], made: list[str], form: tuple[str, ...]
) -> None:
    alone = by(1, large, *form)
    assert hands() == dict.fromkeys(KINDS, 1)

    assert by(2, large, *form) == alone

    assert hands() == dict.fromkeys(KINDS, 2)
    assert made == ["truong", "truong"], "nothing was made again"


def test_files_that_two_processes_would_name_each_in_its_own_way_are_named_by_one(
    large: Path, school: School, hands: Callable[[], dict[str, int]], made: list[str]
) -> None:
    school.write("chi-so/hai-long.yml", ten="Hài lòng", nguon_cong_bo="Nhà trường", don_vi_tinh="%",
                 so_lieu=[{"nam": 2025, "gia_tri": 88, "ngay_cong_bo": "01/02/2026"}])  # fmt: skip
    for number in range(2):  # one of them is made by another process than the page of the index, which reads both
        school.file(f"ke-hoach/{number}/mau.pdf", b"%PDF in the text")
        school.file(f"ke-hoach/{number}/bang/mau.pdf", b"%PDF in the table, which the page of the plan lays first")
        school.write(
            f"ke-hoach/kh-{number}.md", f"[Mẫu]({number}/mau.pdf) và [chỉ số](../chi-so/hai-long.yml)\n\n"
            f"| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | [Mẫu]({number}/bang/mau.pdf) | Quý IV |\n",
            trich_yeu=f"Kế hoạch {number}", nam=2026, so_ky_hieu=f"{number}/KH",
        )  # fmt: skip
    alone = by(1, large)
    assert (made.pop(), hands()) == ("truong", dict.fromkeys(KINDS, 1))

    assert by(2, large) == alone

    assert made == ["truong", "truong"], "made again"
    assert hands() == dict.fromkeys(KINDS, 2)
    names = {path.rpartition("/")[2] for path in alone if path.startswith("truong/tin-tuc/2026/co-anh-3/")}
    assert names >= {"anh.jpg", "anh-2.jpg", "mau.pdf", "mau-2.pdf"}
    for number in range(2):
        assert alone[f"truong/ke-hoach/kh-{number}/mau.pdf"].startswith(b"%PDF in the table")
        assert alone[f"truong/ke-hoach/kh-{number}/mau-2.pdf"] == b"%PDF in the text"


def test_who_looks_on_sees_one_process_count(large: Path, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    monkeypatch.setattr("cchc_cli.speech.time", SimpleNamespace(monotonic=count(step=60).__next__))

    by(2, large)

    shown = re.findall(r"^Đang dựng truong, trang ([0-9]+) ", capfd.readouterr().err, re.MULTILINE)
    assert len(shown) > WORTH / 2
    assert shown == [str(number + 1) for number in range(len(shown))]
