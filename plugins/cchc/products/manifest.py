"""`cchc.json` and `cchc-files.json`: what a section is, and every file of it with its SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc import __version__
from cchc.section.public import Public


def counts(public: Public) -> dict[str, int]:
    """How many items of each type the section shows."""
    return {
        "tin_tuc": len(public.news),
        "thu_tuc": len(public.procedures),
        "ke_hoach": len(public.plans),
        "van_ban": len(public.documents),
        "phan_anh": len(public.replies),
        "chi_so": len(public.series),
        "trang": len(public.pages),
    }


def manifest(public: Public, file_list: bytes, *, offline: bool = False) -> bytes:
    """The manifest. Nothing in it depends on when the build ran. `offline`: the section opens by double click."""
    data: dict[str, Any] = {
        "cchc": __version__,
        "ma": public.unit.ma,
        "ten": public.unit.name_at(public.now),
        "url": public.unit.url,
        "ngoai_tuyen": offline,
        "so_luong": counts(public),
        "next_change": public.next_change.isoformat(),
        "files": hashlib.sha256(file_list).hexdigest(),
    }
    return _json(data)


def file_list(hashes: Mapping[str, str]) -> bytes:
    """SHA-256 of every file by its path, but for the two manifests themselves."""
    return _json(dict(sorted(hashes.items())))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_offline(path: Path) -> bool:
    """Whether the manifest at `path` is of a section opened by double click; one nobody can read is not."""
    return _read(path).get("ngoai_tuyen") is True


def unit_of(path: Path) -> str | None:
    """The unit whose manifest stands at `path`; None where none does."""
    return _read(path).get("ma")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def next_change_of(manifest_bytes: bytes) -> datetime | None:
    """When the section will next differ by itself, as its manifest says."""
    text = json.loads(manifest_bytes)["next_change"]
    return datetime.fromisoformat(text) if text else None


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
