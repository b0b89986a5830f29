"""The README's pictures: four pages of the sample on a desk and on a telephone, always at the same instant.

    .cchc/env/bin/python -P scripts/screenshots.py

`-P`, because without it Python looks beside this script first, where cchc.py stands in for the package cchc. Another
Chromium may draw another pixel: look at the pictures before you commit them.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from cchc_cli.__main__ import main as cchc

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "scripts/pictures"
NOW, UNIT = "2026-11-20T08:00", "thcs-hoa-sen"
PAGES = {
    "trang-chu": "",
    "thu-tuc": "thu-tuc/2.002854/",
    "ke-hoach": "ke-hoach/25-kh-thcs/",
    "tin": "tin-tuc/2026/ngay-hoi-khong-giay/",
}
SCREENS = {"may-tinh": (1280, 900), "dien-thoai": (360, 740)}
LIMIT = 60_000
"""Bytes of one picture."""


def main() -> int:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        print("Không có Chromium.\n  → Cách sửa: sudo apt install chromium", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        ended = cchc(["-C", str(PROJECT), "build", UNIT, "--offline", "-o", folder, "--now", NOW])
        if ended:
            return ended
        PICTURES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for name, picture in taken(browser, Path(folder) / UNIT):
                (PICTURES / name).write_bytes(picture)
                print(f"{name}: {len(picture) / 1000:.1f} kB")
            browser.close()
    return 0


def taken(browser: Browser, section: Path) -> Iterator[tuple[str, bytes]]:
    """Name and WebP of every page on every screen."""
    for screen, (width, height) in SCREENS.items():
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light", locale="vi-VN")
        for name, place in PAGES.items():
            page.goto((section / place / "index.html").as_uri(), wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            yield f"{name}-{screen}.webp", small(page.screenshot(animations="disabled"))
        page.close()


def small(png: bytes) -> bytes:
    """As WebP, as good as the limit allows."""
    for quality in range(80, 0, -10):
        written = io.BytesIO()
        Image.open(io.BytesIO(png)).save(written, "WEBP", quality=quality, method=6)
        if written.tell() <= LIMIT:
            break
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
