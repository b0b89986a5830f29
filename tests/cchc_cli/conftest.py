"""A project with one school, built by the real theme."""

import shutil
from pathlib import Path

import pytest
from tests.cchc.section.rich import picture
from tests.cchc_cli.taken_down import CANARY, TRUONG, kept
from tests.command import run
from tests.school import School


@pytest.fixture
def folder(school: School, project: Path) -> Path:
    root = school.root.parent
    shutil.copy(project / "mkdocs.yml", root)
    (root / "theme").symlink_to(project / "theme")
    school.unit(duong_day_nong="0299 3 000 301", email_phan_anh="a@truong.example")
    return root


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Published files are looked at twice, at once."""
    monkeypatch.setattr("cchc_cli.deploying.delivery.WAITS", (0.0,))
    monkeypatch.setattr("cchc_cli.deploying.delivery.SLOW", (0.0,))


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """`https://truong.example/` answers nobody; no name is asked for."""

    def refuse(_: str) -> bytes:
        raise OSError("không có máy chủ ấy")

    monkeypatch.setattr("cchc_cli.deploying.delivery.over_http", refuse)


@pytest.fixture
def written(folder: Path, school: School) -> Path:
    """A Sở, a commune and a school whose news says CANARYX in every place it can. Nothing is built."""
    school.unit(ma="so", loai="so")
    school.unit("don-vi/xa", loai="xa")
    school.unit(TRUONG)
    place = f"{TRUONG}/tin-tuc/2026"
    school.write(
        f"{TRUONG}/ke-hoach/kh.md", "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 11 |",
        trich_yeu="Kế hoạch", nam=2026, so_ky_hieu="25/KH",
    )  # fmt: skip
    school.file(f"{place}/canaryx-anh.png", picture())
    school.file(f"{place}/canaryx-ds.csv", f"{CANARY};1\n")
    school.file(f"{place}/chung.csv", "chung\n")
    school.news(
        "mat", TRUONG, f"{CANARY} kể. ![{CANARY}](canaryx-anh.png)", tieu_de=f"Em {CANARY}", the=CANARY,
        tep=["canaryx-ds.csv", "chung.csv"], minh_chung="25/KH#1", dia_chi_cu="/tin-tuc/2025/canaryx/",
    )  # fmt: skip
    school.news("khac", TRUONG, "Xem [bài](mat.md), [tệp](chung.csv), [địa chỉ](/tin-tuc/2026/mat/).")
    return folder


@pytest.fixture
def province(written: Path) -> Path:
    """The same, built and kept as a release."""
    assert run(written, "build") == 0
    kept(written)
    return written
