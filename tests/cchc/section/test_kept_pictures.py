"""Encoded pictures are kept between builds, and nothing kept can change what is published."""

from pathlib import Path

import pytest
from tests.cchc.section.rich import noise

from cchc.section import pictures
from cchc.section.kept_pictures import Sized, kept
from cchc.section.pictures import sized


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    place = tmp_path / "anh.png"
    place.write_bytes(noise(500, 30))
    return place


def made(photo: Path, keep: Path | None) -> Sized:
    pictures._sized.cache_clear()
    return sized(photo, photo.stat().st_size, keep)


def never() -> Sized:
    raise AssertionError


def test_a_picture_is_encoded_once_and_comes_back_byte_for_byte(tmp_path: Path, photo: Path) -> None:
    fresh, first = made(photo, None), made(photo, tmp_path / "keep")

    assert fresh == first == kept(tmp_path / "keep", photo, pictures._version(), never)
    assert first.forms[0].suffix == "jpg"
    assert [one.width for one in first.forms] == [500, 240, 500]


def test_what_moves_is_kept_too(tmp_path: Path) -> None:
    place = tmp_path / "a.gif"
    place.write_bytes(noise(9, 6, "GIF"))

    first = made(place, tmp_path / "keep")

    assert first == kept(tmp_path / "keep", place, pictures._version(), never) == Sized(9, 6, ())


def test_another_picture_under_the_same_name_or_another_version_is_made_anew(tmp_path: Path, photo: Path) -> None:
    keep = tmp_path / "keep"
    before = made(photo, keep)
    with pytest.raises(AssertionError):
        kept(keep, photo, "2", never)
    photo.write_bytes(noise(400, 30))

    assert made(photo, keep) == made(photo, None) != before


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", None])
def test_a_damaged_copy_is_made_again(tmp_path: Path, photo: Path, damage: bytes | None) -> None:
    keep = tmp_path / "keep"
    whole = made(photo, keep)
    [copy] = keep.iterdir()
    data = copy.read_bytes()
    copy.write_bytes(data[:-1] if damage is None else damage)

    assert made(photo, keep) == whole
    assert copy.read_bytes() == data


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(tmp_path: Path, photo: Path) -> None:
    (tmp_path / "keep").write_bytes(b"a file where the folder would be")

    assert made(photo, tmp_path / "keep") == made(photo, None)


def test_a_picture_that_cannot_be_opened_is_refused_as_without(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        kept(tmp_path / "keep", tmp_path / "gone", "1", never)
