"""Pictures lose what they know about people and places; bombs and rubbish are refused."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.cchc.section.rich import picture

from cchc.section.pictures import MAX_BYTES, BadPicture, Picture, read_picture


def put(folder: Path, data: bytes) -> tuple[Path, int]:
    place = folder / "anh"
    place.write_bytes(data)
    return place, len(data)


def exif(orientation: int = 1) -> Image.Exif:
    known = Image.Exif()
    known[0x010E], known[0x0112] = "CANARY", orientation
    known.get_ifd(0x8825)[2] = (20.0, 57.0, 1.0)
    return known


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")])
def test_every_kind_comes_out_bare_and_the_same_each_time(tmp_path: Path, kind: str, suffix: str) -> None:
    more = {"exif": exif().tobytes()} if kind != "GIF" else {"comment": b"CANARY"}
    place, size = put(tmp_path, picture(kind=kind, **more))
    assert b"CANARY" in place.read_bytes()

    found = read_picture(place, size)

    assert b"CANARY" not in found.data
    assert (found.suffix, found.width, found.height) == (suffix, 40, 30)
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.format == kind
        assert not image.getexif()
        assert image.convert("RGB").getpixel((5, 5))[0] > 180
    read_picture.__globals__["_read"].cache_clear()
    assert read_picture(place, size).data == found.data


def test_a_picture_from_a_telephone_stands_upright(tmp_path: Path) -> None:
    found = read_picture(*put(tmp_path, picture(exif=exif(6).tobytes())))

    assert (found.width, found.height) == (30, 40)


def test_two_pictures_in_one_jpeg_give_the_first(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(
        out, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "blue")]
    )

    found = read_picture(*put(tmp_path, out.getvalue()))

    assert (found.suffix, found.media_type) == ("jpg", "image/jpeg")
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.getpixel((5, 5))[0] > 200  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_every_way_of_colouring_is_kept_or_made_plain(tmp_path: Path, mode: str) -> None:
    image, out = (
        Image.new("RGBA", (8, 6), (10, 20, 30, 40)).convert(
            "L" if mode == "I;16" else "RGB" if mode == "CMYK" else mode
        ),
        io.BytesIO(),
    )
    if mode == "P":
        image.info["transparency"] = 0
    image = image.convert(mode) if mode in ("I;16", "CMYK") else image
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")

    found = read_picture(*put(tmp_path, out.getvalue()))

    with Image.open(io.BytesIO(found.data)) as shown:
        assert shown.size == (8, 6)
        assert ("transparency" in shown.info) == (mode == "P") or shown.mode in ("LA", "RGBA")


def test_a_palette_without_transparency_is_kept(tmp_path: Path) -> None:
    Image.new("RGB", (8, 6), "red").convert("P").save(out := io.BytesIO(), "PNG")

    with Image.open(io.BytesIO(read_picture(*put(tmp_path, out.getvalue())).data)) as shown:
        assert shown.convert("RGB").getpixel((1, 1)) == (255, 0, 0)


def test_a_moving_gif_keeps_moving(tmp_path: Path) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)

    found = read_picture(*put(tmp_path, out.getvalue()))

    with Image.open(io.BytesIO(found.data)) as shown:
        assert shown.n_frames == 3


def test_a_picture_saved_anew_is_read_anew(tmp_path: Path) -> None:
    red, blue = (Image.new("RGB", (9, 9), colour) for colour in ("red", "blue"))
    data = []
    for image in (red, blue):
        image.save(out := io.BytesIO(), "PNG", compress_level=0)
        data.append(out.getvalue())
    assert len(data[0]) == len(data[1])

    first = read_picture(*put(tmp_path, data[0]))
    os.utime(tmp_path / "anh", (1, 1))
    place, size = put(tmp_path, data[1])

    assert read_picture(place, size).data != first.data


def test_what_is_too_heavy_or_too_large_is_refused(tmp_path: Path) -> None:
    place, _ = put(tmp_path, b"")
    with pytest.raises(BadPicture, match="25 MB") as heavy:
        read_picture(place, MAX_BYTES + 1)
    assert heavy.value.how
    for width in (8_000, 10_000, 20_000):
        out = io.BytesIO()
        Image.new("1", (width, width)).save(out, "PNG")
        with pytest.raises(BadPicture, match="50 triệu"):
            read_picture(*put(tmp_path, out.getvalue()))


def test_what_is_no_picture_or_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match="không phải ảnh"):
        read_picture(*put(tmp_path, b"<svg onload=alert(1)>"))
    with pytest.raises(BadPicture, match="không mở được"):
        read_picture(tmp_path / "gone", 5)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), cut=st.integers(0, 400),
    strikes=st.lists(st.tuples(st.integers(0, 399), st.integers(0, 255)), max_size=6),
)  # fmt: skip
def test_a_broken_picture_is_refused_never_a_crash(
    tmp_path: Path, kind: str, cut: int, strikes: list[tuple[int, int]]
) -> None:
    data = bytearray(picture(kind=kind))
    for place, value in strikes:
        data[place % len(data)] = value
    try:
        found: Picture | None = read_picture(*put(tmp_path, bytes(data[: len(data) - cut % len(data)])))
    except BadPicture:
        found = None

    assert found is None or found.data
