"""What a standing section was made of: nothing that could change a byte goes unseen."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from tests.school import NOW, School

from cchc.publishing.stamps import (
    Stamp,
    program_digest,
    put_stamp,
    same_day_until,
    sources_of,
    stamp_of,
    standing,
    still_stands,
)
from cchc.reading.tree import survey


def stamp(live: Path) -> Stamp:
    return Stamp("nguồn", NOW, NOW + timedelta(hours=2), standing(live), warnings=3, drafts=1)


def live_in(root: Path) -> Path:
    (root / "truong/tin-tuc").mkdir(parents=True)
    (root / "truong/index.html").write_text("một")
    (root / "truong/tin-tuc/index.html").write_text("hai")
    return root / "truong"


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    kept = stamp(live_in(tmp_path))
    put_stamp(tmp_path, "truong", kept)

    assert stamp_of(tmp_path, "truong") == kept
    assert stamp_of(tmp_path, "khac") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'["a", "hom qua", "x", "y", 1, 2]'])
def test_a_damaged_one_is_none(tmp_path: Path, content: bytes) -> None:
    put_stamp(tmp_path, "truong", stamp(live_in(tmp_path)))
    (tmp_path / ".cchc/built/truong").write_bytes(content)

    assert stamp_of(tmp_path, "truong") is None


def test_it_holds_for_the_same_sources_within_its_time(tmp_path: Path) -> None:
    live = live_in(tmp_path)
    kept = stamp(live)

    assert still_stands(kept, "nguồn", NOW, live)
    assert still_stands(kept, "nguồn", NOW + timedelta(hours=1), live)
    assert not still_stands(kept, "nguồn khác", NOW, live)
    assert not still_stands(kept, "nguồn", NOW + timedelta(hours=2), live)
    assert not still_stands(kept, "nguồn", NOW - timedelta(seconds=1), live)


def touch_up(live: Path) -> None:
    place, state = live / "index.html", (live / "index.html").stat()
    place.write_text("ba!")
    os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns + 1))


@pytest.mark.parametrize(
    "hurt",
    [
        lambda live: (live / "index.html").unlink(),
        lambda live: (live / "index.html").rename(live / "a.html"),
        lambda live: (live / "la.txt").write_text(""),
        lambda live: (live / "rong").mkdir(),
        lambda live: (live / "index.html").chmod(0o600),
        lambda live: (live / "tin-tuc/index.html").rename(live / "tin-tuc.html"),
        touch_up,
    ],
)
def test_a_folder_somebody_touched_is_made_again(tmp_path: Path, hurt) -> None:  # type: ignore[no-untyped-def]
    live = live_in(tmp_path)
    kept = stamp(live)
    hurt(live)

    assert not still_stands(kept, "nguồn", NOW, live)


def test_a_folder_that_is_gone_is_made_again(tmp_path: Path) -> None:
    kept = stamp(live_in(tmp_path))

    assert not still_stands(kept, "nguồn", NOW, tmp_path / "khac")


def test_it_holds_until_something_changes_by_itself_and_no_longer_than_the_day() -> None:
    assert same_day_until(NOW, NOW + timedelta(hours=1)) == NOW + timedelta(hours=1)
    assert same_day_until(NOW, NOW + timedelta(days=9)).isoformat() == "2026-11-21T00:00:00+07:00"


def sources(school: School) -> str:
    return sources_of(survey(school.root).files["truong"])


def test_every_text_counts_by_what_it_says_and_files_by_size_and_instant(school: School) -> None:
    school.unit()
    text = school.root / school.news()
    school.file("tin-tuc/2026/anh.jpg", b"anh")
    before = sources(school)

    os.utime(text, (1, 1))
    assert sources(school) == before
    text.write_bytes(text.read_bytes() + b"\n")
    edited = sources(school)
    os.utime(school.root / "tin-tuc/2026/anh.jpg", (1, 1))
    touched = sources(school)
    text.rename(text.with_name("khac.md"))

    assert len({before, edited, touched, sources(school)}) == 4


def test_a_file_that_cannot_be_read_is_left_to_who_reads_it(school: School) -> None:
    school.unit()
    school.file("tin-tuc/2026/anh.jpg", b"anh")
    text = school.root / school.news()
    seen = survey(school.root).files["truong"]
    before = sources_of(seen)
    text.unlink()
    without_text = sources_of(seen)
    (school.root / "tin-tuc/2026/anh.jpg").unlink()

    assert len({before, without_text, sources_of(seen)}) == 3


def test_the_program_is_our_code_the_libraries_and_the_theme(tmp_path: Path) -> None:
    theme, config = tmp_path / "theme", tmp_path / "mkdocs.yml"
    (theme / "cchc").mkdir(parents=True)
    (theme / "main.html").write_text("a")
    config.write_text("site_name: a")
    before = program_digest(theme, config)

    assert program_digest(theme, config) == before
    (theme / "main.html").write_text("b")
    other = program_digest(theme, config)
    (theme / "main.html").rename(theme / "cchc/main.html")
    moved = program_digest(theme, config)
    config.write_text("site_name: b")

    assert len({before, other, moved, program_digest(theme, config)}) == 4


@pytest.mark.needs("posix")
def test_what_a_link_in_a_theme_leads_to_counts(tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai/main.html").write_text("a")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/cchc").symlink_to(tmp_path / "ngoai")
    (tmp_path / "theme/hong").symlink_to(tmp_path / "khong-co")
    before = program_digest(tmp_path / "theme")
    (tmp_path / "ngoai/main.html").write_text("b")

    assert program_digest(tmp_path / "theme") != before
