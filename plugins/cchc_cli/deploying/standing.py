"""What stands at a target whose files can be read here, beside what should."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cchc.products.manifest import next_change_of
from cchc.publishing.output import take_lock
from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc.vietnamese.calendar import VIETNAM
from cchc.vietnamese.disk import why
from cchc_cli.deploying.host import HostBusy, HostFailed, Plan, Published
from cchc_cli.deploying.plan import turn
from cchc_cli.deploying.release import Release


def listed_in(file_list: bytes | None) -> dict[str, str]:
    """SHA-256 of every file of ours by path, as a published file list tells it; the manifests have none ("").

    Empty where there is no list, or one that somebody has spoilt: then nothing there is known to be ours.
    """
    try:
        found = json.loads(file_list or b"{}")
        listed = {str(path): str(digest) for path, digest in found.items()}
    except (ValueError, AttributeError):
        return {}
    return {**listed, FILE_LIST: "", MANIFEST: ""} if listed else {}


def difference(
    release: Release, found: Mapping[str, str], listed: Mapping[str, str], history: tuple[Published, ...]
) -> Plan:
    """What must travel to a place that holds `found` (SHA-256 by path) and of it, from us, `listed`."""
    send = [path for path, digest in release.files.items() if found.get(path) != digest]
    send.sort(key=lambda path: (turn(path, path in found), path))
    remove = sorted(path for path in listed if path in found and path not in release.files)
    repair = [path for path in (*send, *remove) if listed.get(path) and found.get(path) != listed[path]]
    size = sum(release.sizes[path] for path in send)
    return Plan(tuple(send), tuple(remove), size, tuple(repair), history)


def published(manifest: bytes | None, at: float) -> tuple[Published, ...]:
    """The release a manifest belongs to, published at `at` (seconds since 1970); none where nobody can read it."""
    try:
        changes = next_change_of(manifest or b"")
    except (ValueError, KeyError, TypeError):
        return ()
    return (Published(sha256(manifest or b"").hexdigest(), changes, datetime.fromtimestamp(at, VIETNAM)),)


def refuse_another_unit(manifest: bytes | None, ma: str) -> None:
    """Raise HostFailed where the section that stands there is not this unit's."""
    with contextlib.suppress(ValueError, AttributeError):
        there = json.loads(manifest or b"{}").get("ma", ma)
        if there != ma:
            raise HostFailed(
                f"nơi này đang giữ chuyên mục của đơn vị “{there}”, không phải “{ma}”; xem lại `dich` trong don-vi.yml"
            )


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock of this machine, which lets go of it however the holder ends. Raises HostBusy."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            take_lock(handle)
        except OSError:
            raise HostBusy("một lệnh khác đang đăng vào đây; chờ xong rồi chạy lại") from None
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def spoken(place: Path) -> Iterator[None]:
    """What the system refuses becomes what a person can read."""
    try:
        yield
    except OSError as error:
        raise HostFailed(f"không ghi được vào {error.filename or place} ({why(error)})") from error
