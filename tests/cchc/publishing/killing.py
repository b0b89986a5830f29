"""Kills and full disks, injected at the n-th operation on files; a section of about twenty files to try them on."""

import builtins
import errno
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cchc.publishing.output import HOUSE, Change, Output

Files = Mapping[str, bytes]
OLD: Files = {
    **{f"tin-tuc/2026/tin-{n}/index.html": b"old %d" % n for n in range(5)},
    "tin-tuc/2026/tin-0/anh.jpg": b"picture",
    "index.html": b"old home",
    "tin-tuc/index.html": b"old list",
    "rss.xml": b"old feed",
    "feed.json": b"same feed",
    "assets/cchc/cchc.css": b"css",
    "cu/trang/sau/index.html": b"going",
    "van-ban/1.html": b"file, soon a folder",
    "thu-muc/a.html": b"in a folder, soon a file",
    "thu-muc/b/c.html": b"deeper",
    "404.html": b"not found",
    "sitemap.xml": b"old map",
}
NEW: Files = {
    **{f"tin-tuc/2026/tin-{n}/index.html": b"new %d" % n for n in range(3)},
    **{f"tin-tuc/2026/tin-{n}/index.html": b"old %d" % n for n in range(3, 5)},
    "tin-tuc/2026/tin-9/index.html": b"quite new",
    "tin-tuc/2026/tin-9/anh.jpg": b"new picture",
    "index.html": b"new home, longer than before",
    "tin-tuc/index.html": b"new list",
    "rss.xml": b"new feed",
    "feed.json": b"same feed",
    "assets/cchc/cchc.css": b"css",
    "van-ban/1.html/index.html": b"in the folder",
    "thu-muc": b"a file now",
    "404.html": b"not found",
    "sitemap.xml": b"new map",
}
UNIT = "thcs.hoa-sen"
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""A folder in memory, where the machine offers one."""
KINDS = {"rss.xml": "feed", "feed.json": "feed", "tin-tuc/index.html": "list", "index.html": "list"}


class Killed(BaseException):
    """The process is gone; no `except` of ours may catch it."""


def kinds_of(files: Files) -> dict[str, str]:
    pages = {path: "page" for path in files if path.endswith("index.html")}
    return {**pages, **{path: kind for path, kind in KINDS.items() if path in files}}


def lay(output: Output, ma: str, files: Files) -> None:
    """Fill the stage of a unit, as an engine does."""
    stage = output.stage(ma)
    for path, content in files.items():
        (stage / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).write_bytes(content)


def put(output: Output, ma: str, files: Files) -> None:
    """Give a unit its files out of memory, as shells do."""
    output.stage(ma)
    for path, content in files.items():
        output.stages[ma].put(path, content)


Fill = Callable[[Output, str, Files], None]


def publish(root: Path, ma: str, files: Files, fill: Fill = lay) -> Change:
    """One command: lay out, commit."""
    with Output(root) as output:
        fill(output, ma, files)
        return commit(output, ma, files)


def commit(output: Output, ma: str, files: Files) -> Change:
    return output.commit(ma, kinds_of(files), lambda listing: b"manifest of " + listing)


def published(root: Path, ma: str) -> dict[str, bytes]:
    """Every published file of a section, but for its two manifests, which are checked against the others."""
    live = root / ma
    found = {path.relative_to(live).as_posix(): path.read_bytes() for path in live.rglob("*") if path.is_file()}
    if found:
        listing = found.pop("cchc-files.json")
        assert found.pop("cchc.json") == b"manifest of " + listing
        assert json.loads(listing).keys() == found.keys()
    return found


def stages(root: Path) -> list[str]:
    """What the house still holds beside the lock."""
    return sorted(path.name for path in (root / HOUSE).iterdir() if path.name != "lock")


OPERATIONS = {os: ("replace", "unlink", "rmdir", "mkdir", "fsync", "open", "sync"), io: ("open",), builtins: ("open",)}


@contextmanager
def cut_after(
    count: int, monkeypatch: Any, *, strikes: Callable[[str, tuple[Any, ...]], BaseException | None]
) -> Iterator[list[str]]:
    """Operations run until `strikes` has given something `count` times; from then on every one raises it.

    A file opened for writing gets half of what was meant for it first: a kill does not wait for the end of a line.
    """
    seen: list[str] = []

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **named: Any) -> Any:
            struck = strikes(name, arguments)
            if struck is not None:
                seen.append(name)
                if len(seen) > count:
                    if _writes(name, arguments):
                        with real(*arguments, **named) as file:
                            file.write("half" if "b" not in arguments[1] else b"half")
                    raise struck
            return real(*arguments, **named)

        return operation

    with monkeypatch.context() as patched:
        # What matters is that a flush is asked for; waiting for a real disk thousands of times proves no more.
        patched.setattr(os, "fsync", lambda _: None)
        for module, names in OPERATIONS.items():
            for name in names:
                patched.setattr(module, name, wrap(name, getattr(module, name)))
        yield seen


def _writes(name: str, arguments: tuple[Any, ...]) -> bool:
    return name == "open" and len(arguments) > 1 and isinstance(arguments[1], str) and "w" in arguments[1]


def kill(name: str, arguments: tuple[Any, ...]) -> BaseException | None:
    """Every operation that leaves a trace, and every flush, may be the last."""
    reads = name == "open" and not _writes(name, arguments)
    return None if reads else Killed(name)


def kill_renames(name: str, arguments: tuple[Any, ...]) -> BaseException | None:  # noqa: ARG001 - one of the strikes
    """Only renames count: the first publishes the journal, the others the files."""
    return Killed(name) if name == "replace" else None


def disk_full(name: str, arguments: tuple[Any, ...]) -> BaseException | None:
    """Where a full disk strikes: writing and new folders. Renames, removals and reading go on."""
    full = name == "mkdir" or _writes(name, arguments)
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if full else None
