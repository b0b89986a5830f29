"""Pictures lose what they know about people and places, become what pages need; bombs and rubbish are refused."""

import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from tests.cchc.section.rich import noise, picture

from cchc.section.kept_pictures import Picture, Sized
from cchc.section.pictures import MAX_BYTES, BadPicture, measured, read_picture, sized


def put(folder: Path, data: bytes) -> tuple[Path, int]:
    place = folder / "anh"
    place.write_bytes(data)
    return place, len(data)


def opened(found: Picture) -> Image.Image:
    return Image.open(io.BytesIO(found.data))


def forms(folder: Path, image: Image.Image, kind: str, **how: object) -> tuple[Picture, list[Picture]]:
    """The JPEG of a picture, and its WebP forms."""
    image.save(out := io.BytesIO(), kind, **how)
    [jpeg, *webp] = sized(*put(folder, out.getvalue())).forms
    assert (jpeg.media_type, {one.media_type for one in webp}) == ("image/jpeg", {"image/webp"})
    return jpeg, webp


def colour(found: Picture, place: tuple[int, int] = (1, 1)) -> tuple[int, ...]:
    with opened(found) as image:
        return image.convert("RGBA" if image.mode == "RGBA" else "RGB").getpixel(place)  # type: ignore[return-value]


def near(one: tuple[int, ...], other: tuple[int, ...], least: int = 6) -> bool:
    return all(abs(a - b) <= least for a, b in zip(one, other, strict=True))


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
    read_picture.__globals__["_whole"].cache_clear()
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


def test_a_picture_comes_in_the_widths_of_pages_and_one_jpeg_for_everybody_else(tmp_path: Path) -> None:
    jpeg, webp = forms(tmp_path, Image.effect_noise((3000, 200), 50), "JPEG")

    assert (jpeg.width, jpeg.height) == (1200, 80)
    assert [(one.width, one.height) for one in webp] == [(240, 16), (480, 32), (720, 48), (1440, 96)]
    assert measured(tmp_path / "anh", (tmp_path / "anh").stat().st_size) == (3000, 200)
    for one in (jpeg, *webp):
        with opened(one) as image:
            assert (image.size, one.suffix) == ((one.width, one.height), {"JPEG": "jpg", "WEBP": "webp"}[image.format])


@pytest.mark.parametrize(
    ("width", "offered"), [(100, [100]), (240, [240]), (800, [240, 480, 800]), (1200, [240, 480, 720, 1200])]
)
def test_no_picture_is_blown_up_and_two_widths_are_never_nearly_the_same(
    tmp_path: Path, width: int, offered: list[int]
) -> None:
    jpeg, webp = forms(tmp_path, Image.new("RGB", (width, 50)), "PNG")

    assert jpeg.width == width
    assert [one.width for one in webp] == offered


def test_a_photo_straight_from_an_iphone_stands_upright_and_bare(tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 300), (200, 30, 60))
    image.paste((30, 60, 200), (0, 0, 400, 20))
    image.save(out := io.BytesIO(), "HEIF", exif=exif(6).tobytes(), quality=90)
    assert b"CANARY" in out.getvalue()
    place, size = put(tmp_path, out.getvalue())

    whole, found = read_picture(place, size), sized(place, size)

    assert measured(place, size) == (found.width, found.height) == (whole.width, whole.height) == (300, 400)
    assert (whole.suffix, whole.media_type) == ("jpg", "image/jpeg")
    for one in (whole, *found.forms):
        assert b"CANARY" not in one.data
        assert near(colour(one, (one.width - 5, one.height // 2)), (30, 60, 200), 30), "what was above is on the right"
        assert near(colour(one, (5, one.height // 2)), (200, 30, 60), 30)


def test_a_heic_that_lies_about_its_size_or_was_cut_off_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    Image.effect_noise((400, 300), 80).save(out := io.BytesIO(), "HEIF", quality=50)
    data = out.getvalue()
    place = data.index(b"ispe") + 8
    for size in (50, 6_000):
        lie = data[:place] + size.to_bytes(4, "big") * 2 + data[place + 8 :]
        with pytest.raises(BadPicture, match="không phải ảnh") as refused:
            sized(*put(tmp_path, lie))
        assert "lưu lại dạng .jpg" in refused.value.how
    with pytest.raises(BadPicture, match="50 triệu"):
        measured(*put(tmp_path, data[:place] + (60_000).to_bytes(4, "big") * 2 + data[place + 8 :]))
    for cut in (1, 100, len(data) // 2, len(data) - 20):
        with pytest.raises(BadPicture, match="không phải ảnh"):
            measured(*put(tmp_path, data[:-cut]))


def test_a_photo_cut_off_is_refused_before_anything_is_made_of_it(tmp_path: Path) -> None:
    Image.effect_noise((900, 700), 80).save(out := io.BytesIO(), "JPEG", progressive=True)
    for ask in (measured, sized, read_picture):
        with pytest.raises(BadPicture, match="hỏng"):
            ask(*put(tmp_path, out.getvalue()[: len(out.getvalue()) // 2]))


def test_what_is_clear_stays_clear_and_is_white_where_jpeg_knows_no_clearness(tmp_path: Path) -> None:
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (150, 0, 300, 200))

    jpeg, webp = forms(tmp_path, image, "PNG")

    assert near(colour(jpeg, (20, 100)), (255, 255, 255))
    assert near(colour(jpeg, (250, 100)), (200, 0, 0))
    for one in webp:
        assert colour(one, (10, 50))[3] == 0
        assert colour(one, (one.width - 10, 50))[3] == 255


def test_a_palette_may_hold_a_clear_colour(tmp_path: Path) -> None:
    image = Image.new("P", (60, 40), 0)
    image.putpalette([10, 20, 30, 200, 0, 0])
    image.paste(1, (30, 0, 60, 40))

    jpeg, [webp] = forms(tmp_path, image, "PNG", transparency=0)

    assert near(colour(jpeg, (10, 20)), (255, 255, 255))
    assert near(colour(jpeg, (50, 20)), (200, 0, 0))
    assert (colour(webp, (10, 20))[3], colour(webp, (50, 20))[3]) == (0, 255)


def test_sixteen_bits_and_four_inks_keep_their_light(tmp_path: Path) -> None:
    grey, _ = forms(tmp_path, Image.new("I;16", (30, 20), 128 * 257), "PNG")
    inks, _ = forms(tmp_path, Image.new("CMYK", (30, 20), (0, 255, 255, 0)), "JPEG")

    assert near(colour(grey), (128, 128, 128))
    assert near(colour(inks), (255, 0, 0), 10)


@pytest.mark.parametrize(("mode", "ink"), [("RGB", (200, 30, 60)), ("RGBA", (200, 30, 60, 255))])
@pytest.mark.parametrize("profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"rubbish"])
def test_the_profile_of_a_telephone_is_followed_or_where_it_is_rubbish_left_out(
    tmp_path: Path, mode: str, ink: tuple[int, ...], profile: bytes
) -> None:
    jpeg, [webp] = forms(tmp_path, Image.new(mode, (30, 20), ink), "PNG", icc_profile=profile)

    for one in (jpeg, webp):
        assert near(colour(one)[:3], (200, 30, 60), 10)
        with opened(one) as image:
            assert "icc_profile" not in image.info


@pytest.mark.parametrize(
    ("size", "shown"), [((1, 20_000), (1, 16_000)), ((20_000, 1), (1440, 1)), ((600, 17_000), (565, 16_008))]
)
def test_a_picture_long_beyond_reason_is_shown_as_far_as_webp_goes(
    tmp_path: Path, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    _, webp = forms(tmp_path, Image.new("RGB", size), "PNG")

    assert (webp[-1].width, webp[-1].height) == (shown[0], min(shown[1], 16_000))


def test_what_moves_is_never_made_smaller(tmp_path: Path) -> None:
    assert sized(*put(tmp_path, picture(800, 600, "GIF"))) == Sized(800, 600, ())
    assert read_picture(*put(tmp_path, noise(90, 60, "GIF"))).suffix == "gif"


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "HEIF"]), ask=st.sampled_from([read_picture, sized]),
    cut=st.integers(0, 400),
    strikes=st.lists(st.tuples(st.integers(0, 399), st.integers(0, 255)), max_size=6),
)  # fmt: skip
def test_a_broken_picture_is_refused_never_a_crash(
    tmp_path: Path, kind: str, ask: Callable[[Path, int], Picture | Sized], cut: int, strikes: list[tuple[int, int]]
) -> None:
    data = bytearray(picture(kind=kind))
    for place, value in strikes:
        data[place % len(data)] = value
    with suppress(BadPicture):
        assert ask(*put(tmp_path, bytes(data[: len(data) - cut % len(data)])))
