"""Two sections of the sample, one page of every kind they have, and a real web server with compression before them."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.command import run
from tests.conftest import PROJECT, TOOLS

SCHOOL, COMMUNE = "cchc/", "phuong-hoa-sen/"
NEWS, PROCEDURE = f"{SCHOOL}tin-tuc/2026/ngay-hoi-khong-giay/", f"{SCHOOL}thu-tuc/2.002854/"
KINDS = (
    SCHOOL,
    f"{SCHOOL}404.html",
    f"{SCHOOL}tin-tuc/",
    f"{SCHOOL}tin-tuc/2026/",
    f"{SCHOOL}tin-tuc/linh-vuc/thu-tuc-hanh-chinh/",
    f"{SCHOOL}tin-tuc/loai/tap-huan/",
    f"{SCHOOL}tin-tuc/the/chuyen-truong/",
    f"{SCHOOL}tin-tuc/2026/hop-giay-thieu/",  # a story
    NEWS,  # an event
    f"{SCHOOL}tin-tuc/2026/clip-ba-buoc-nop-ho-so/",  # a clip
    f"{SCHOOL}thu-tuc/",
    f"{SCHOOL}thu-tuc/loc/cap/xa/",
    f"{SCHOOL}thu-tuc/loc/linh-vuc/van-bang-chung-chi/",
    f"{SCHOOL}thu-tuc/loc/muc-do/toan-trinh/",
    PROCEDURE,
    f"{SCHOOL}ke-hoach/",
    f"{SCHOOL}ke-hoach/nam/2026/",
    f"{SCHOOL}ke-hoach/25-kh-thcs/",
    f"{SCHOOL}van-ban/",
    f"{SCHOOL}van-ban/loc/co-quan/chinh-phu/",
    f"{SCHOOL}van-ban/loc/loai/nghi-dinh/",
    f"{SCHOOL}van-ban/loc/nam/2026/",
    f"{SCHOOL}van-ban/loc/trang-thai/bi-thay-the/",
    f"{SCHOOL}van-ban/loc/he-thong-hoa/",
    f"{SCHOOL}van-ban/12-qd-thcs-2024/",  # replaced
    f"{SCHOOL}van-ban/09-qd-thcs-2026/",  # in force
    f"{SCHOOL}phan-anh/",
    f"{SCHOOL}phan-anh/loai/hoi-dap/",
    f"{SCHOOL}phan-anh/gio-mo-cua-phong-tiep-nhan/",
    f"{SCHOOL}chi-so/",
    f"{SCHOOL}trang/",
    f"{SCHOOL}trang/ban-chi-dao/",
    f"{SCHOOL}trang/hoi-dap/",
    f"{SCHOOL}trang/lien-he/",
    f"{SCHOOL}tim-kiem/?q=chuyen+truong",
    f"{SCHOOL}so-do/",
    f"{SCHOOL}rss/",
    f"{SCHOOL}nhung/",
    f"{SCHOOL}nhung/khung/",
    f"{SCHOOL}thong-ke/",
    f"{COMMUNE}don-vi/",
    f"{COMMUNE}don-vi/bang/",
)
"""Addresses below the folder of the sections; `test_policy.py` says which kind is missing."""
_FIXED = {
    *("", "404.html", "tin-tuc", "thu-tuc", "ke-hoach", "van-ban", "phan-anh", "chi-so", "trang", "don-vi", "so-do"),
    *("rss", "tim-kiem", "nhung", "lien-he", "thong-ke", "bang"),
    *("loc", "cap", "linh-vuc", "muc-do", "loai", "the", "co-quan", "nam", "trang-thai", "he-thong-hoa"),
}


def kind(address: str) -> str:
    """What addresses of one kind have in common: `cchc/thu-tuc/2.002854/` → `thu-tuc/·/`."""
    parts = address.partition("/")[2].partition("?")[0].split("/")
    return "/".join(part if part in _FIXED else "·" for part in parts)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two sections; the school's where its `url` says, its 404 page asks for styles from there."""
    site = tmp_path_factory.mktemp("sample")
    assert run(PROJECT, "build", "thcs-hoa-sen", "phuong-hoa-sen", "-o", str(site)) == 0
    (site / "thcs-hoa-sen").rename(site / SCHOOL)
    return site


def pages(site: Path) -> Iterator[str]:
    """Every address people visit: what only leads on, and what other portals copy, is no page."""
    for file in sorted(site.rglob("*.html")):
        text = file.read_text("utf-8")
        if 'http-equiv="refresh"' not in text and not is_piece(text) and file.name != "dan-vao-cong.html":
            yield re.sub(r"index\.html$", "", file.relative_to(site).as_posix())


def is_piece(text: str) -> bool:
    """A piece for pages of others, no document."""
    return not text.lstrip().lower().startswith("<!doctype")


_CONFIGURATION = """
daemon off; master_process off; pid {room}/pid; error_log stderr warn;
events {{ }}
http {{
  access_log off; client_body_temp_path {room}/1; proxy_temp_path {room}/2; fastcgi_temp_path {room}/3;
  uwsgi_temp_path {room}/4; scgi_temp_path {room}/5;
  types {{
    text/html html; text/css css; text/javascript js; application/json json; application/xml xml; image/webp webp;
    image/svg+xml svg; image/png png; image/jpeg jpg; font/woff2 woff2; application/pdf pdf;
  }}
  gzip on; gzip_comp_level 6; gzip_types text/css text/javascript application/json application/xml image/svg+xml;
  server {{
    listen 127.0.0.1:{port}; charset utf-8; root {site};
    location / {{ add_header Cache-Control no-cache; }}
    location ~ /assets/ {{ add_header Cache-Control "max-age=31536000, immutable"; }}
  }}
}}
"""


@contextmanager
def behind_nginx(site: Path, room: Path) -> Iterator[str]:
    """The sections as a host serves them: compressed, files with a hash in their name kept for a year."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    (room / "nginx.conf").write_text(_CONFIGURATION.format(room=room, port=port, site=site), "utf-8")
    nginx = TOOLS["nginx"].find()
    assert nginx
    server = subprocess.Popen([nginx, "-p", str(room), "-e", "stderr", "-c", str(room / "nginx.conf")])
    try:
        while server.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        assert server.returncode is None, "nginx did not start"
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def host(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with behind_nginx(sample, tmp_path_factory.mktemp("nginx")) as address:
        yield address
