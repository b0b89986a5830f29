"""What SFTP and FTP do alike: look through folders over several lines at once, take up a file where it was cut off."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, NamedTuple

from cchc_cli.deploying.host import ARRIVING, Entry

LINES = 8
"""Lines a listing asks for: every page has a folder of its own, and each folder costs the way there and back."""
TIMEOUT = 30.0
"""Seconds a server may say nothing."""
WORTH_RESUMING = 1 << 20
"""Bytes. Smaller files are sent again from their start. Where a file goes on, as many are sent twice: a host that lost
power may have kept the length of what it never wrote."""

Look = Callable[[str], Iterable[tuple[str, Entry | None]]]
"""The names in a folder, each with its entry; None for a folder."""


class Parcel(NamedTuple):
    """A file to be sent: where it arrives first, its size, its bytes."""

    arriving: str
    size: int
    file: BinaryIO


def pack(source: Path | bytes) -> Parcel:
    """Open what is to be sent; the receiver closes it."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    name = hashlib.file_digest(file, "sha256").hexdigest()
    return Parcel(f"{ARRIVING}/{name}", file.seek(0, io.SEEK_END), file)


def resume_at(there: int, size: int) -> int:
    """Where sending goes on when `there` bytes of `size` arrived earlier."""
    return there - WORTH_RESUMING if WORTH_RESUMING < there <= size else 0


def walk(lookers: Sequence[Look], roots: Iterable[str] = ("",)) -> dict[str, Entry]:
    """Every file beneath `roots` by its path; as many folders at once as there are lookers."""
    free: SimpleQueue[Look] = SimpleQueue()
    for looker in lookers:
        free.put(looker)

    def look(folder: str) -> list[tuple[str, Entry | None]]:
        looker = free.get()
        try:
            return [(f"{folder}/{name}" if folder else name, entry) for name, entry in looker(folder)]
        finally:
            free.put(looker)

    found: dict[str, Entry] = {}
    level = list(roots)
    with ThreadPoolExecutor(len(lookers)) as pool:
        while level:
            entries = [one for folder in pool.map(look, level) for one in folder]
            found.update((path, entry) for path, entry in entries if entry)
            level = sorted({path for path, entry in entries if not entry})
    return found


def above(path: str) -> Iterator[str]:
    """The folders a path stands in, the nearest first, without the root."""
    while path := path.rpartition("/")[0]:
        yield path


def unknown_host(shown: str, fingerprint: str) -> str:
    """What to say of a host that nobody vouches for; `shown`: its fingerprint as the hosting company may tell it."""
    return (
        f"chưa biết máy chủ này nên không gửi gì. Máy chủ đưa ra dấu vân tay {shown}. Gọi điện cho nơi cho thuê máy "
        f"chủ để đối chiếu; đúng thì ghi vào trien_khai trong don-vi.yml: khoa_may_chu: {fingerprint}"
    )


def wrong_host(seen: str, expected: str) -> str:
    """What to say of a host that is not the one it was."""
    return (
        f"không phải máy chủ đã biết, nên không gửi gì. Dấu vân tay đã ghi là {expected}, máy chủ lại đưa ra {seen}: "
        "có kẻ đứng giữa, hoặc máy chủ đã thay khóa. Gọi điện cho nơi cho thuê máy chủ để hỏi; họ xác nhận đã thay thì "
        "ghi dấu vân tay mới"
    )
