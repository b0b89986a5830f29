"""A release on this machine: read, every byte of it checked, or refused with the reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc.products.manifest import sha256_of
from cchc.publishing.output import open_journals
from cchc.section.addresses import FILE_LIST, MANIFEST, OPML, ROBOTS, SITEMAP
from cchc.vietnamese.disk import why
from cchc_cli.deploying.host import HOUSE

FEEDS = ("rss.xml", "atom.xml", "feed.json")


class ReleaseRefused(Exception):
    """Why a section cannot be published; Vietnamese, with what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """One section, complete, as it lies in a folder nobody writes to."""

    ma: str
    url: str
    """Its public address; ends with `/`."""
    folder: Path
    files: Mapping[str, str]
    """SHA-256 of every file by path, the two manifests too."""
    sizes: Mapping[str, int]
    """Bytes of every file."""
    next_change: datetime | None
    """When it will be out of date by itself."""

    @property
    def hash(self) -> str:
        """The name of the release: two with the same are the same, byte for byte."""
        return self.files[MANIFEST]


def standing_release(site: Path, ma: str) -> Release:
    """The section that `cchc build` last made of a unit. Raises ReleaseRefused."""
    if open_journals(site):
        raise ReleaseRefused(f"lần dựng trước vào {site} bị ngắt giữa chừng. Chạy: cchc build {ma}")
    return read_release(site / ma, ma)


def read_release(folder: Path, ma: str) -> Release:
    """The release in a folder. Raises ReleaseRefused where it is not whole, or not made for a host."""
    again = f"Chạy: cchc build --fresh {ma}"
    try:
        manifest = _object(folder / MANIFEST)
        files = {_inside(path): str(digest) for path, digest in _object(folder / FILE_LIST).items()}
        found = {path: sha256_of(folder / path) for path in (*files, MANIFEST, FILE_LIST)}
        sizes = {path: (folder / path).stat().st_size for path in found}
        changes = manifest.get("next_change")
        next_change = datetime.fromisoformat(changes) if changes else None
    except OSError as error:
        if not (folder / MANIFEST).exists():
            raise ReleaseRefused(f"chưa có chuyên mục nào trong {folder}. Chạy: cchc build {ma}") from None
        raise ReleaseRefused(f"không đọc được {error.filename} ({why(error)}). {again}") from None
    except ValueError:
        raise ReleaseRefused(f"{folder}: tệp kê {MANIFEST} hoặc {FILE_LIST} hỏng. {again}") from None
    if manifest.get("ngoai_tuyen"):
        raise ReleaseRefused(f"{folder} là bản mở bằng nhấp đúp, không đăng lên mạng được. Chạy: cchc build {ma}")
    damaged = [path for path in files if files[path] != found[path]]
    if manifest.get("files") != found[FILE_LIST]:
        damaged.append(FILE_LIST)
    if damaged:
        raise ReleaseRefused(f"{folder}: {len(damaged)} tệp không còn như lúc dựng ({damaged[0]}, …). {again}")
    if manifest.get("ma") != ma:
        raise ReleaseRefused(f"{folder} là chuyên mục của đơn vị “{manifest.get('ma')}”, không phải “{ma}”.")
    if not set(FEEDS) <= files.keys():
        raise ReleaseRefused(f"{folder} không có kênh tin (rss.xml, atom.xml, feed.json). {again}")
    if not manifest.get("url"):
        raise ReleaseRefused(f"don-vi.yml của {ma} chưa ghi `url`: ghi địa chỉ công khai rồi chạy: cchc build {ma}")
    return Release(ma, manifest["url"], folder, found, sizes, next_change)


def kind_of(path: str) -> str:
    """Kind of a file (`output.KINDS`) by its path alone; files of hosts have nothing else."""
    name = path.rpartition("/")[2]
    if path in (MANIFEST, FILE_LIST):
        return "manifest"
    if name in FEEDS or path == OPML:
        return "feed"
    if path in (SITEMAP, ROBOTS):
        return "list"
    return "page" if name.endswith(".html") else "asset"


def _inside(path: str) -> str:
    """A path that stays in its section, and out of what is ours on a host. Raises ValueError."""
    if path.startswith(f"{HOUSE}/") or {"", ".", ".."} & set(path.split("/")) or "\\" in path:
        raise ValueError(path)
    return path


def _object(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_bytes())
    if not isinstance(found, dict):
        raise ValueError(path)
    return found
