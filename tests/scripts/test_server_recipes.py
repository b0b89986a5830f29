"""The recipes for nginx and Apache: the real servers take them and send what they promise."""

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.command import run
from tests.conftest import TOOLS

from cchc_cli.__main__ import main


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of `cchc init` for a school at `/cchc/`, built."""
    folder = tmp_path_factory.mktemp("new") / "truong"
    school = ["--ten", "Trường THCS Bình Minh", "--ma", "binh-minh", "--url", "https://binh-minh.example/cchc/"]
    assert main(["init", str(folder), *school, "--loai", "truong", "--now", "2026-11-20T08:00"]) == 0
    assert run(folder, "build") == 0
    return folder


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


def fetch(address: str, *, compressed: bool = False) -> Answer:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"} if compressed else {})
    try:
        with urllib.request.build_opener(NoRedirect()).open(asked, timeout=10) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@contextmanager
def started(command: Callable[[int], list[str]]) -> Iterator[str]:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    line = command(port)
    server = subprocess.Popen(line, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + 30
        while server.poll() is None and time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        assert server.poll() is None, server.stderr and server.stderr.read()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


NGINX = """
daemon off; master_process off; pid {room}/pid; error_log stderr error;
events {{ }}
http {{
  access_log off; client_body_temp_path {room}/1; proxy_temp_path {room}/2; fastcgi_temp_path {room}/3;
  uwsgi_temp_path {room}/4; scgi_temp_path {room}/5;
  types {{ text/html html; text/css css; application/javascript js; application/json json; text/xml xml;
    font/woff2 woff2; }}
  server {{
    listen 127.0.0.1:{port}; root {room};
    location ~* \\.(css|js)$ {{ return 403; }}
    {snippet}
  }}
}}
"""
APACHE = """
ServerRoot {room}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {room}/pid
ErrorLog {room}/error.log
{modules}
{user}
TypesConfig /dev/null
AddType text/html .html
AddType text/css .css
AddType text/javascript .js
AddType application/json .json
AddType text/xml .xml
<Directory />
  Require all granted
  AllowOverride All
  Options FollowSymLinks
</Directory>
DocumentRoot {room}/www
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "alias", "headers", "filter", "deflate")


@pytest.fixture
def room(made: Path) -> Iterator[Path]:
    """A place servers may read that let go of being root, with the section as `current`."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        shutil.copytree(made / "site/binh-minh", place / "releases/1")
        (place / "current").symlink_to("releases/1")
        (place / "releases/1/.cchc").mkdir()
        (place / "releases/1/.cchc/state.json").write_text("{}", "utf-8")
        (place / "www").mkdir()
        (place / "www/cchc").symlink_to("../current")
        yield place


@pytest.fixture(
    params=[
        pytest.param("nginx", marks=pytest.mark.needs("nginx")),
        pytest.param("apache", marks=pytest.mark.needs("apache")),
    ]
)
def server(request: pytest.FixtureRequest, made: Path, room: Path) -> Iterator[str]:
    if request.param == "nginx":
        command = nginx_with(made / "trien-khai/nginx.conf", room, room)
    else:
        program = TOOLS["apache"].find() or ""

        def command(port: int) -> list[str]:
            recipe = (made / "trien-khai/apache.htaccess").read_text("utf-8")
            [moved] = re.findall(r"^ *# (RedirectMatch 301 .*)$", recipe, re.MULTILINE)
            (room / "releases/1/.htaccess").write_text(recipe, "utf-8")
            (room / "www/.htaccess").write_text(moved, "utf-8")
            modules = "\n".join(f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so" for one in MODULES)
            user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
            (room / "apache.conf").write_text(APACHE.format(room=room, port=port, modules=modules, user=user), "utf-8")
            return [program, "-X", "-f", str(room / "apache.conf")]

    with started(command) as address:
        yield address


def test_a_page_comes_with_its_own_policy_as_a_header_and_is_asked_for_again(server):
    for path in ("/cchc/", "/cchc/tin-tuc/2026/mo-chuyen-muc/", "/cchc/index.html"):
        answer = fetch(server + path)

        [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', answer.body.decode())
        assert answer.status == 200
        assert answer.headers.get_all("Content-Security-Policy") == [unescape(policy)]
        assert answer.headers.get_all("Cache-Control") == ["no-cache"]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers["Content-Type"].replace(" ", "").lower() == "text/html;charset=utf-8"


def test_files_named_by_their_hash_are_kept_for_ever_and_no_others(server, room):
    section = room / "current"
    hashed = [
        path
        for pattern in ("assets/*.css", "assets/*.js", "assets/*.woff2", "tim-kiem/*.js")
        for path in section.glob(pattern)
    ]

    assert len(hashed) > 8
    for path in hashed:
        answer = fetch(f"{server}/cchc/{path.relative_to(section)}")
        assert answer.status == 200
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    for name in ("feed.json", "rss.xml", "cchc.json", "sitemap.xml"):
        assert fetch(f"{server}/cchc/{name}").headers.get_all("Cache-Control") == ["no-cache"]
    assert fetch(f"{server}/cchc/assets/frame.00000000.js").headers["Cache-Control"] in (None, "no-cache")


def test_what_is_not_there_is_answered_by_the_sections_own_page(server):
    answer = fetch(f"{server}/cchc/khong/co/")

    assert answer.status == 404
    assert "Không tìm thấy" in answer.body.decode()
    assert answer.headers["Content-Security-Policy"]


def test_texts_travel_compressed(server, room):
    for path in (
        "",
        "rss.xml",
        "feed.json",
        next((room / "current").glob("assets/cchc.*.css")).relative_to(room / "current"),
    ):
        answer = fetch(f"{server}/cchc/{path}", compressed=True)

        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert gzip.decompress(answer.body) == fetch(f"{server}/cchc/{path}").body


def test_the_books_of_deploying_are_not_to_be_seen(server):
    assert fetch(f"{server}/cchc/.cchc/state.json").status == 404


def test_old_addresses_of_the_whole_section_lead_to_the_new_ones(server):
    answer = fetch(f"{server}/cchc-cu/tin-tuc/")

    assert answer.status == 301
    assert re.sub(r"^http://[^/]+", "", answer.headers["Location"]) == "/cchc/tin-tuc/"


def test_a_switch_to_the_next_release_is_seen_at_once(server, room):
    shutil.copytree(room / "releases/1", room / "releases/2")
    (room / "releases/2/index.html").write_text("hai", "utf-8")
    (room / "next").symlink_to("releases/2")
    os.replace(room / "next", room / "current")

    assert fetch(f"{server}/cchc/").body == b"hai"


def nginx_with(recipe: Path, folder: Path, room: Path) -> Callable[[int], list[str]]:
    """Starts nginx with the recipe of a project for what `folder` publishes."""

    def command(port: int) -> list[str]:
        snippet = recipe.read_text("utf-8").replace("/srv/www/binh-minh/", f"{folder}/").replace("# rewrite", "rewrite")
        (room / "nginx.conf").write_text(NGINX.format(room=room, port=port, snippet=snippet), "utf-8")
        return [TOOLS["nginx"].find() or "", "-p", str(room), "-e", "stderr", "-c", str(room / "nginx.conf")]

    return command


@pytest.mark.needs("nginx")
def test_a_section_at_the_root_of_its_host_works_too(tmp_path, room):
    address = ["--ma", "binh-minh", "--url", "https://binh-minh.example/"]
    main(["init", str(tmp_path / "p"), *address, "--now", "2026-11-20"])

    with started(nginx_with(tmp_path / "p/trien-khai/nginx.conf", room, room)) as host:
        assert fetch(f"{host}/").status == 200
        assert fetch(f"{host}/tin-tuc/").headers["Content-Security-Policy"]


@pytest.mark.needs("nginx")
def test_from_nothing_to_a_section_behind_nginx_and_back_to_the_release_before(tmp_path, capsys):
    project, published = tmp_path / "truong", tmp_path / "www"
    published.mkdir()
    begin = nginx_with(project / "trien-khai/nginx.conf", published, tmp_path)

    def init_then_start(port: int) -> list[str]:
        address = ["--ma", "binh-minh", "--url", f"http://127.0.0.1:{port}/cchc/"]
        assert main(["init", str(project), *address, "--now", "2026-11-20"]) == 0
        return begin(port)

    with started(init_then_start) as host:
        unit = project / "content/don-vi.yml"
        stated = unit.read_text("utf-8").replace(
            "# trien_khai:\n#   - kieu: thu_muc ", "trien_khai:\n  - kieu: thu_muc "
        )
        unit.write_text(stated.replace("#     dich: /srv/www/binh-minh\n", f"    dich: {published}\n"), "utf-8")
        assert run(project, "build") == 0
        assert deploy(project) == 0
        first = fetch(f"{host}/cchc/").body
        assert "Mở chuyên mục cải cách hành chính" in first.decode()

        news = project / "content/tin-tuc/2026/mo-chuyen-muc.md"
        news.write_text(news.read_text("utf-8").replace("Mở chuyên mục", "Ra mắt chuyên mục"), "utf-8")
        assert run(project, "build") == 0
        assert deploy(project) == 0
        assert "Ra mắt chuyên mục" in fetch(f"{host}/cchc/").body.decode()

        scheduled = news.read_text("utf-8").replace("loai:", "dang_tu: 21/11/2099 07:00\nloai:")
        news.with_name("mai.md").write_text(scheduled.replace("mo-chuyen-muc", "mai"), "utf-8")
        assert run(project, "build") == 0
        capsys.readouterr()
        assert deploy(project, "--json") == 0
        told = json.loads(capsys.readouterr().out)["next_change"]
        assert told.endswith("+07:00"), "what trien-khai/hen_gio.py waits for, whatever the zone of the machine"

        assert deploy(project, "--rollback") == 0
        assert fetch(f"{host}/cchc/").body == first


def deploy(project: Path, *options: str) -> int:
    return main(["-C", str(project), "deploy", *options])
