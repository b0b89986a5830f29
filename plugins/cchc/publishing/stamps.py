"""What a published section was made of: one whose every source is as it was, and that stands untouched, is not made
again.

    <output>/.cchc/built/<ma>    JSON: a Stamp

A stamp says less than the section itself: where it is missing, damaged or of another build, the section is made, and
comes out the same. Sources are told apart by content; pictures and papers, which may be many gigabytes, by size and the
instants the file system keeps of them.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from cchc.checking.units import first_of_authority
from cchc.publishing.kept_results import code_digest
from cchc.publishing.output import HOUSE
from cchc.reading.folder import Found
from cchc.reading.tree import Spread, Survey
from cchc.section.reach import reach


class Stamp(NamedTuple):
    """What can be said of a section without making it."""

    sources: str
    """Digest of all it was made of."""
    since: datetime
    until: datetime
    """From when, and until before when, the same sources give the same section."""
    standing: str
    """Digest of the published folder as it was left."""
    warnings: int
    drafts: int


_FORM = TypeAdapter(Stamp)


class Standing(NamedTuple):
    """What a look at sources and published folders told."""

    sources: Mapping[str, str]
    """By unit: digest of all its section is made of."""
    untouched: Mapping[str, Stamp]
    """Units whose section would come out the same."""


def look(
    seen: Survey, program: str, wanted: Sequence[str], output: Path, now: datetime, spread: Spread = map
) -> Standing:
    """Which of the `wanted` units need not be built. `program`: digest of all that decides beside the content.

    Units are shared out by `spread`.
    """
    reached = {ma: sorted(reach(seen, ma)) for ma in wanted}
    known = tuple({other: None for ma in wanted for other in reached[ma]})
    facts = dict(zip(known, spread(partial(_facts, seen), known), strict=True))
    sources: dict[str, str] = {}
    for ma in wanted:
        digest = sha256(program.encode())
        for other in reached[ma]:
            digest.update(f"{other}\0{facts[other]}\n".encode())
        sources[ma] = digest.hexdigest()

    def stands(ma: str) -> Stamp | None:
        stamp = stamp_of(output, ma)
        return stamp if stamp and still_stands(stamp, sources[ma], now, output / ma) else None

    stamps = zip(wanted, spread(stands, wanted), strict=True)
    return Standing(sources, {ma: stamp for ma, stamp in stamps if stamp})


def _facts(seen: Survey, ma: str) -> str:
    """All of a unit that can decide something: its files, and what other units make of it."""
    unit = seen.units[ma]
    first = first_of_authority(seen.kin).get(unit.dinh_danh or "")
    told = [repr(one) for one in seen.complaints if one.unit == ma]
    return repr((sources_of(seen.files[ma]), unit.parent, first and first.ma, told))


def stamp_of(output: Path, ma: str) -> Stamp | None:
    """What the last build left of a unit; None where that cannot be known."""
    with suppress(OSError, ValueError):
        return _FORM.validate_json(_place(output, ma).read_bytes())
    return None


def put_stamp(output: Path, ma: str, stamp: Stamp) -> None:
    """Keep it, whole or not at all. Raises OSError."""
    place = _place(output, ma)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"~{ma}")
    draft.write_bytes(_FORM.dump_json(stamp))
    os.replace(draft, place)


def still_stands(stamp: Stamp, sources: str, now: datetime, live: Path) -> bool:
    """True where making the section again would change nothing."""
    return stamp.sources == sources and stamp.since <= now < stamp.until and stamp.standing == standing(live)


def same_day_until(now: datetime, next_change: datetime) -> datetime:
    """What authors are told changes with the day, so a stamp holds for no longer than this one."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return min(next_change, midnight)


def sources_of(files: Iterable[Found], *, instants: bool = True) -> str:
    """Digest of the files of a unit; one that cannot be read is complained of when it is read.

    Without `instants` what is no text counts by its size alone, as two machines may see the same.
    """
    digest = sha256()
    for found in files:
        digest.update(f"{found.path}\0{_mark(found, instants)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _mark(found: Found, instants: bool) -> str:
    try:
        if found.is_text:
            return sha256(found.disk.read_bytes()).hexdigest()
        state = found.disk.stat()
    except OSError as error:
        return repr(error)
    return f"{state.st_size}" + (f" {state.st_mtime_ns} {state.st_ctime_ns}" if instants else "")


def standing(live: Path) -> str:
    """Digest of names, sizes and instants of all that stands in a published folder; nothing of it is opened."""
    digest = sha256()
    for line in _entries(str(live)):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _entries(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield f"{entry.name}/\n"
            yield from _entries(entry.path)
            yield "..\n"
        else:
            state = entry.stat(follow_symlinks=False)
            yield f"{entry.name}\0{state.st_mode} {state.st_size} {state.st_mtime_ns} {state.st_ino}\n"


def program_digest(*extra: Path) -> str:
    """Digest of all that decides beside the content: our code, the libraries, and the files in and under `extra`."""
    digest = sha256(code_digest())
    # Folders named `jinja2-3.1.6.dist-info`: what is in them need not be read.
    for library in sorted({path.name for place in sys.path for path in Path(place).glob("*.dist-info")}):
        digest.update(f"{library}\n".encode())
    for root in extra:
        for path in sorted(_under(root)):
            digest.update(f"{path.relative_to(root.parent).as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _under(root: Path) -> Iterator[Path]:
    """A file, or every file below a folder; links are followed, as an engine follows them in a theme."""
    if root.is_file():
        yield root
    for folder, _, names in os.walk(root, followlinks=True):
        found = (Path(folder, name) for name in names if not name.endswith(".pyc"))
        yield from (path for path in found if path.is_file())


def _place(output: Path, ma: str) -> Path:
    return output / HOUSE / "built" / ma
