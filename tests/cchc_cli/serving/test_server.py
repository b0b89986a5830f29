"""The preview over HTTP: who may ask, where links lead, how a browser hears of a change."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.school import NOW, School

from cchc_cli.project import Project
from cchc_cli.serving import server as serving
from cchc_cli.serving.edition import View
from cchc_cli.serving.preview import Preview
from cchc_cli.serving.server import Server, view_of


@pytest.fixture
def server(folder: Path, school: School) -> Iterator[Server]:
    school.news(body="Lời cũ.")
    made = Server(Preview(Project(folder), lambda: NOW), 0, "/truong/")
    threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, str]:
    link = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    link.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        link.putheader(name, value)
    link.endheaders()
    answer = link.getresponse()
    return answer, answer.read().decode()


def question(server: Server, place: str, there: int = 1) -> str:
    _, page = ask(server, place)
    tag = page.partition('data-nhan="')[2].partition('"')[0]
    return "/_cchc/doi?" + urlencode({"trang": place, "nhan": tag, "co": there})


def test_the_root_leads_to_the_unit_that_was_named(server: Server) -> None:
    answer, _ = ask(server, "/")

    assert (answer.status, answer.headers["Location"]) == (303, "/truong/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:80", "127.0.0.1:1"])
def test_this_machine_may_ask(server: Server, host: str) -> None:
    assert ask(server, "/truong/", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost:8000:1", "[::2]"]
)
def test_a_name_led_here_by_others_is_turned_away(server: Server, host: str) -> None:
    answer, said = ask(server, "/truong/", Host=host)

    assert (answer.status, said) == (403, "Chỉ xem được trên chính máy này.")


def test_the_server_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_nothing_is_kept_by_the_browser_and_no_site_may_draw_it(server: Server) -> None:
    answer, _ = ask(server, "/truong/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_a_head_has_no_body(server: Server) -> None:
    answer, said = ask(server, "/truong/", method="HEAD")

    assert (answer.status, said) == (200, "")
    assert int(answer.headers["Content-Length"]) > 1000


def test_the_switches_are_kept_while_the_reader_goes_on(server: Server, school: School) -> None:
    school.news("nhap", nhap="true", ngay="25/12/2026")
    server.preview.refresh(theme=False)

    answer, _ = ask(server, "/truong/tin-tuc/?xem=1&nhap=1&ngay=2026-12-25")
    cookie = answer.headers["Set-Cookie"]

    assert (answer.status, answer.headers["Location"]) == (303, "/truong/tin-tuc/")
    assert cookie == "cchc_xem=1.2026-12-25; Path=/; SameSite=Strict; HttpOnly"
    assert ask(server, "/truong/tin-tuc/2026/nhap/")[0].status == 404
    assert ask(server, "/truong/tin-tuc/2026/nhap/", Cookie=f"a=b; {cookie.partition(';')[0]}")[0].status == 200
    assert ask(server, "/truong/?xem=1")[0].headers["Set-Cookie"].startswith("cchc_xem=0.;")


@pytest.mark.parametrize(
    ("drafts", "day", "view"),
    [
        ("1", "2026-12-25", View(True, "2026-12-25")),
        ("", "", View()),
        ("2", "2026-02-30", View()),
        ("1", "25/12/2026", View(True)),
        ("0", "0000-00-00", View()),
        ("1", "2026-12-25\r\nSet-Cookie: a=b", View(True)),
        ("1", "٢٠٢٦-12-25", View(True)),
    ],
)
def test_a_view_is_what_was_asked_or_today(drafts: str, day: str, view: View) -> None:
    assert view_of(drafts, day) == view


@pytest.mark.parametrize(
    "path", ["//evil.example/?xem=1", "/%2F%2Fevil.example/?xem=1", "/%5Cevil.example/?xem=1", "/%0d%0aX:1/?xem=1"]
)
def test_no_address_leads_out(server: Server, path: str) -> None:
    answer, _ = ask(server, path)

    assert answer.status == 303
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\"))
    assert "X" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/truong/%2e%2e/%2e%2e/mkdocs.yml", "/truong/..%2fcontent/don-vi.yml", "/truong/%ff", "/truong/%00"]
)
def test_no_address_reaches_the_disk(server: Server, path: str) -> None:
    answer, said = ask(server, path)

    assert answer.status == 404
    assert "Không tìm thấy trang" in said


def test_who_waits_hears_of_a_change_of_the_page_and_of_no_other(server: Server, school: School) -> None:
    heard: list[tuple[str, int, str]] = []

    def wait(name: str, asked: str) -> None:
        answer, said = ask(server, asked)
        heard.append((name, answer.status, said))

    pages = {"bài": "/truong/tin-tuc/2026/tin/", "thủ tục": "/truong/thu-tuc/"}
    waiting = [
        threading.Thread(target=wait, args=(name, question(server, place)), daemon=True)
        for name, place in pages.items()
    ]
    for thread in waiting:
        thread.start()
    school.news(body="Lời mới.")
    server.preview.refresh(theme=False)
    waiting[0].join(30)

    assert heard == [("bài", 200, "")]
    school.procedure()
    server.preview.refresh(theme=False)
    waiting[1].join(30)
    assert heard[1:] == [("thủ tục", 200, "")]


def test_a_page_that_is_gone_sends_its_reader_home(server: Server, school: School) -> None:
    asked = question(server, "/truong/tin-tuc/2026/tin/")
    (school.root / "tin-tuc/2026/tin.md").unlink()
    server.preview.refresh(theme=False)

    assert ask(server, asked)[1] == "/truong/"


def test_who_looks_at_a_page_that_is_not_there_waits_for_it(server: Server, school: School) -> None:
    asked = question(server, "/truong/tin-tuc/2026/moi/", there=0)
    school.news("moi")
    server.preview.refresh(theme=False)

    answer, said = ask(server, asked)

    assert (answer.status, said) == (200, "")


def test_a_unit_that_is_gone_sends_its_reader_to_the_index(server: Server, school: School) -> None:
    school.unit("don-vi/lop")
    server.preview.refresh(theme=False)
    asked = question(server, "/lop/tin-tuc/")
    (school.root / "don-vi/lop/don-vi.yml").unlink()
    server.preview.refresh(theme=False)

    assert ask(server, asked)[1] == "/_cchc/"


def test_who_waited_long_enough_asks_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 0.05)

    assert ask(server, question(server, "/truong/"))[0].status == 204


def test_a_mistake_of_ours_is_told_in_both_places_and_the_server_goes_on(
    server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(server.preview, "answer", lambda *_: 1 / 0)
        answer, said = ask(server, "/truong/")
        assert (answer.status, said) == (500, "Chương trình gặp lỗi; xem cửa sổ lệnh.")

    assert ask(server, "/truong/")[0].status == 200
    assert "ZeroDivisionError" in capfd.readouterr().err
