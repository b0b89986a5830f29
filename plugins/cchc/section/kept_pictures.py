"""What pictures were made into, kept between builds: encoding them is most of what a build with photos takes.

A file is named by the content of the original and the version of what encodes. It begins with the hash of the rest: one
that was damaged or half written is made again. Nothing kept can change a page; the folder may be deleted at any time.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to publish: bytes without metadata, size in pixels."""

    data: bytes
    suffix: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sized:
    """A picture as pages show it, and the size of the original, upright."""

    width: int
    height: int
    forms: tuple[Picture, ...]
    """One JPEG, then WebP, the narrowest first; nothing of what may move (GIF)."""


def kept(folder: Path, original: Path, version: str, make: Callable[[], Sized]) -> Sized:
    """What `make` gives for the picture `original`: as `folder` holds it, else made now and kept. Raises as `make`."""
    try:
        with original.open("rb") as file:
            content = hashlib.file_digest(file, "sha256")
    except OSError:
        return make()  # which says why
    content.update(version.encode())
    place = folder / content.hexdigest()
    with suppress(OSError):
        digest, _, rest = place.read_bytes().partition(b"\n")
        if hashlib.sha256(rest).hexdigest().encode() == digest:
            return _read(rest)
    made = make()
    with suppress(OSError):  # a full or locked disk costs time, no page
        folder.mkdir(parents=True, exist_ok=True)
        rest = _written(made)
        place.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
    return made


def _written(made: Sized) -> bytes:
    forms = [[len(one.data), one.suffix, one.media_type, one.width, one.height] for one in made.forms]
    return json.dumps([made.width, made.height, forms]).encode() + b"\n" + b"".join(one.data for one in made.forms)


def _read(rest: bytes) -> Sized:
    head, _, data = rest.partition(b"\n")
    width, height, forms = json.loads(head)
    ends = tuple(accumulate(form[0] for form in forms))
    found = (Picture(data[end - form[0] : end], *form[1:]) for form, end in zip(forms, ends, strict=True))
    return Sized(width, height, tuple(found))
