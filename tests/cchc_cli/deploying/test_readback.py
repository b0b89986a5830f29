"""Reading back what was published: over a real server, with copies that are old, changed on the way, or not there."""

import http.server
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError

import pytest
from tests.browser.sample import behind_nginx
from tests.cchc_cli.deploying.tiny import tiny_release

from cchc_cli.deploying.readback import Unreachable, address_of, over_http, read_back
from cchc_cli.deploying.release import Release


@pytest.fixture
def old(tmp_path: Path) -> Release:
    return tiny_release(tmp_path / "cu", tin_1="Một", tin_2="Hai")


@pytest.fixture
def new(tmp_path: Path) -> Release:
    return tiny_release(tmp_path / "moi", tin_1="Một sửa", tin_3="Ba")


def shown(release: Release, **changed: bytes | None) -> dict[str, bytes | None]:
    """What a host answers at each address; `changed` by path, its `/` and `.` written `_`."""
    answers = {address_of(release.url, path): (release.folder / path).read_bytes() for path in release.files}
    return answers | {
        address_of(release.url, path): changed[name]
        for path in release.files
        if (name := path.replace("/", "_").replace(".", "_")) in changed
    }


def sleepless(_: float) -> None:
    """Nobody waits."""


def test_what_is_there_as_it_was_published_is_no_word_worth(old: Release, new: Release) -> None:
    answers, asked = shown(new), []

    def fetch(address: str) -> bytes | None:
        asked.append(address)
        return answers.get(address)

    wrong = read_back(new, ["tin_1/index.html"], ["tin_2/index.html"], before=old.files, fetch=fetch, sleep=sleepless)

    assert wrong == ()
    names = ("", "cchc-files.json", "cchc.json", "tin_1/", "tin_2/")
    assert sorted({*asked}) == [new.url + name for name in names]
    assert len(asked) == len(names) + 1


def test_an_old_copy_is_called_old_and_what_was_taken_away_must_be_gone(old: Release, new: Release) -> None:
    answers = shown(old) | {address_of(new.url, "cchc.json"): (new.folder / "cchc.json").read_bytes()}

    wrong = read_back(new, new.files, ["tin_2/index.html"], before=old.files, fetch=answers.get, sleep=sleepless)

    said = {one.path: one.what for one in wrong}
    assert said["tin_1/index.html"].startswith("vẫn là bản cũ; có lẽ máy chủ giữ trong bộ nhớ đệm")
    assert said["tin_2/index.html"] == "đã bỏ mà vẫn còn"
    assert said["tin_3/index.html"] == "không có ở địa chỉ này"
    assert next(one.address for one in wrong if one.path == "tin_3/index.html") == "https://truong.example/tin_3/"


def test_a_page_the_host_writes_into_is_said(new: Release) -> None:
    answers = shown(new, index_html=b"<script>quang cao</script>")

    [wrong] = read_back(new, [], before={}, fetch=answers.get, sleep=sleepless)

    assert wrong.what.startswith("khác bản vừa đăng; có thể địa chỉ dẫn tới nơi khác, hoặc máy chủ chèn")


def test_a_copy_that_is_renewed_a_moment_later_is_waited_for_and_only_it(old: Release, new: Release) -> None:
    answers, waited, asked = shown(new, index_html=(old.folder / "index.html").read_bytes()), [], []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        asked.clear()
        if len(waited) == 3:
            answers.update(shown(new))

    def fetch(address: str) -> bytes | None:
        asked.append(address)
        return answers.get(address)

    assert read_back(new, [], before=old.files, fetch=fetch, waits=(1, 2, 3), sleep=sleep) == ()
    assert waited == [0, 1, 2]
    assert asked == [new.url]


def test_a_host_nobody_reaches_is_told_at_once_and_one_broken_answer_is_one_file(new: Release) -> None:
    asked = []

    def silent(address: str) -> bytes:
        asked.append(address)
        raise URLError("không có máy chủ này")

    with pytest.raises(Unreachable, match="không có máy chủ này"):
        read_back(new, new.files, before={}, fetch=silent, sleep=sleepless)
    assert len(asked) == 1

    def moody(address: str) -> bytes | None:
        if address.endswith("cchc-files.json"):
            raise TimeoutError("quá lâu")
        return shown(new)[address]

    [wrong] = read_back(new, [], before={}, fetch=moody, sleep=sleepless)
    assert (wrong.path, wrong.what) == ("cchc-files.json", "không tải được (quá lâu)")


@pytest.mark.needs("nginx")
def test_behind_nginx_names_with_accents_and_compressed_files_come_as_they_are(tmp_path: Path, new: Release) -> None:
    (new.folder / "tệp").mkdir()
    (new.folder / "tệp/Đơn xin 100%.txt").write_text("Đơn " * 9999, "utf-8")
    with behind_nginx(new.folder, tmp_path) as url:
        name = "tệp/Đơn xin 100%.txt"
        files = {**new.files, name: sha256((new.folder / name).read_bytes()).hexdigest()}
        release = Release(new.ma, url, new.folder, files, new.sizes, None)

        assert read_back(release, files, ["khong-co.html"], before={"khong-co.html": "x"}, sleep=sleepless) == ()
        (new.folder / name).write_text("đổi")
        assert [one.path for one in read_back(release, files, before={}, sleep=sleepless)] == [name]


class _Odd(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert self.headers["Cache-Control"] == "no-cache"
        if self.path == "/404.html":
            self.send_response(404)
            self.send_header("Content-Length", "6")
            self.end_headers()
            self.wfile.write(b"khong!")
        elif self.path == "/dut":
            self.send_response(200)
            self.send_header("Content-Length", "99")
            self.end_headers()
            self.wfile.write(b"nua")
        else:
            self.send_error(500)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def odd() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Odd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_404_page_may_come_as_404_an_error_is_nothing_and_half_an_answer_is_an_error(odd: str) -> None:
    assert over_http(f"{odd}404.html") == b"khong!"
    assert over_http(f"{odd}index.html") is None
    with pytest.raises(OSError, match="câu trả lời đứt quãng"):
        over_http(f"{odd}dut")
