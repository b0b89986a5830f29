"""What travels with the package for new projects, and the package itself as a wheel."""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from cchc import __version__
from cchc.products.theme_files import own_theme
from cchc_cli.speech import Failure

PACKAGES = Path(__file__).resolve().parents[2]
CARRIED = "cchc_cli/starting/kit"
"""Where launcher, locks and recipes lie inside the wheel; setup.py puts them there."""
KIT = ("cchc.cmd", "scripts/cchc.py", "scripts/recipes/*", "requirements/*.txt")
"""Their places in a checkout, and below `CARRIED`."""
_NOT_CARRIED = "requirements/test.txt"
_INFO = ("METADATA", "entry_points.txt", "top_level.txt", "licenses/LICENSE")
_WHEEL = "Wheel-Version: 1.0\nGenerator: cchc\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def kit() -> dict[str, bytes]:
    """Launcher, locks and recipes by their place in a checkout: carried by the wheel, else from the checkout itself."""
    carried = PACKAGES / CARRIED
    root = carried if carried.is_dir() else PACKAGES.parent
    paths = sorted(path for pattern in KIT for path in root.glob(pattern) if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in found.items() if name != _NOT_CARRIED}


def wheel() -> tuple[str, bytes]:
    """File name and bytes of a wheel of the package that is running, installed or not: the same files, the same bytes.

    Nothing is fetched and no build tool is needed. Raises Failure where the package was never installed.
    """
    info = f"cchc-{__version__}.dist-info"
    files = dict(_packages()) | {f"{CARRIED}/{name}": data for name, data in kit().items()}
    installed = _installed()
    files |= {f"{info}/{name}": (installed.read_text(name) or "").encode() for name in _INFO}
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    rows = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in sorted(files.items())]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""]).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name.startswith(info), name)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return f"cchc-{__version__}-py3-none-any.whl", packed.getvalue()


def _packages() -> Iterator[tuple[str, bytes]]:
    folders = {name: PACKAGES / name for name in ("cchc", "cchc_cli", "cchc_mkdocs")} | {"cchc_theme": own_theme()}
    for package, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).as_posix()
            if path.is_file() and not re.search(r"(^|/)(__pycache__/|\.)", inside):
                yield f"{package}/{inside}", path.read_bytes()


def _installed() -> Distribution:
    try:
        return distribution("cchc")
    except PackageNotFoundError:
        raise Failure("Bản CCHC này chưa được cài nên không tạo dự án mới được; chạy bằng scripts/cchc.py.") from None


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
