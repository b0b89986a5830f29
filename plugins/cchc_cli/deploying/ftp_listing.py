"""What FTP servers show of a folder: MLSD where they have it, else LIST, whose lines ftputil reads.

LIST tells times in the server's own zone, to the minute, and without a year: they are compared, never believed. And
ftputil guesses the year so that no time is later than now; a zone ahead of ours must not set files back a year.
"""

import ftplib
import stat
import warnings
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from cchc_cli.deploying.host import Entry, HostFailed

with warnings.catch_warnings():
    # It warns at its import of a default (of names' encoding) that is not used here.
    warnings.simplefilter("ignore", DeprecationWarning)
    from ftputil.error import ParserError  # type: ignore[import-untyped]
    from ftputil.stat import MSParser, UnixParser  # type: ignore[import-untyped]

_DAY = timedelta(days=1)
_EXACT = "%Y%m%dT%H%M%S"


class Named(NamedTuple):
    """A name in a folder."""

    name: str
    folder: bool
    entry: Entry


def names_in(ftp: ftplib.FTP, folder: str, *, mlsd: bool) -> list[Named]:
    """Everything in a folder, which is written as it travels. Raises what ftplib raises."""
    if mlsd:
        facts = [(told(name), facts) for name, facts in ftp.mlsd(folder)]
        return [_of_facts(name, one) for name, one in facts if one.get("type") not in ("cdir", "pdir")]
    lines: list[str] = []
    ftp.retrlines(f"LIST {folder}", lines.append)
    return _of_lines([told(line) for line in lines if line.strip() and not line.startswith("total ")])


def sent(path: str) -> str:
    """A path as it travels: UTF-8 bytes, which ftplib holds as Latin-1."""
    return path.encode("utf-8", "surrogateescape").decode("latin-1")


def told(text: str) -> str:
    """A name or message of the server, the other way round."""
    return text.encode("latin-1").decode("utf-8", "surrogateescape")


def stamp_of(time: datetime) -> str:
    """The stamp of a time known to the second."""
    return time.strftime(_EXACT)


def time_of(stamp: str) -> datetime:
    """The time a stamp tells; what it leaves out is zero."""
    return datetime.strptime(stamp[:15] + "00010101T000000"[len(stamp) :], _EXACT).replace(tzinfo=UTC)


def _of_facts(name: str, facts: dict[str, str]) -> Named:
    stamp = facts.get("modify", "")[:14]
    return Named(
        name, facts.get("type") == "dir", Entry(int(facts.get("size", 0)), f"{stamp[:8]}T{stamp[8:]}" if stamp else "")
    )


def _of_lines(lines: list[str]) -> list[Named]:
    found = [one for one in map(_of_line, lines) if one]
    if lines and not found:
        raise HostFailed(f"không đọc được danh sách tệp của máy chủ này (“{lines[0]}”); báo cho người làm phần mềm")
    return [one for one in found if one.name not in (".", "..")]


def _of_line(line: str) -> Named | None:
    for parser in (UnixParser(), MSParser()):
        try:
            read: Any = parser.parse_line(line, _DAY.total_seconds())
        except ParserError:
            continue
        time = datetime.fromtimestamp(read.st_mtime, UTC) + _DAY
        stamp = time.strftime("%Y%m%dT%H%M" if read._st_mtime_precision <= 60 else "%Y%m%d")
        return Named(read._st_name, stat.S_ISDIR(read.st_mode), Entry(read.st_size or 0, stamp))
    return None
