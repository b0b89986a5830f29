"""`cchc build --as zip`: where it goes, what it says, what stands beside it."""

import http.client
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cchc.section.rich import files_in
from tests.command import run
from tests.school import School


def test_the_archive_is_the_folder_and_the_folder_stays(folder: Path, school: School, capsys) -> None:
    school.news()
    assert run(folder, "build") == 0
    published = files_in(folder / "site/truong")
    school.news("moi")

    assert run(folder, "build", "--as", "zip") == 0

    assert f"Tệp để tải lên: {folder / 'site/truong.zip'}" in capsys.readouterr().out
    assert files_in(folder / "site/truong") == published
    assert run(folder, "build") == 0
    with zipfile.ZipFile(folder / "site/truong.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files_in(folder / "site/truong")


def test_unpacked_on_a_host_it_is_the_section(folder: Path, school: School) -> None:
    school.news()
    assert run(folder, "build", "--as", "zip", "-o", str(folder / "ra")) == 0
    assert [path.name for path in (folder / "ra").iterdir() if path.name != ".cchc"] == ["truong.zip"]
    zipfile.ZipFile(folder / "ra/truong.zip").extractall(folder / "www")
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder / "www"))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = http.client.HTTPConnection("127.0.0.1", server.server_port)
        asked.request("GET", "/tin-tuc/2026/tin/")
        answer = asked.getresponse()
        page = answer.read().decode()
        server.shutdown()

    assert answer.status == 200
    assert "Một tin" in page


def test_a_second_time_says_that_nothing_changed(folder: Path, capsys) -> None:
    assert run(folder, "build", "--as", "zip") == 0
    assert run(folder, "build", "--as", "zip") == 0

    assert "truong: không có gì đổi" in capsys.readouterr().out


def test_a_refused_unit_keeps_its_old_archive(folder: Path, school: School, capsys) -> None:
    assert run(folder, "build", "--as", "zip") == 0
    before = (folder / "site/truong.zip").read_bytes()
    school.news(ngay="32/13/2026")

    assert run(folder, "build", "--as", "zip") == 1

    assert "truong: GIỮ chuyên mục cũ (dựng hôm nay)." in capsys.readouterr().err
    assert (folder / "site/truong.zip").read_bytes() == before


def test_what_stands_in_its_way_is_named_and_the_others_are_built(folder: Path, school: School, capsys) -> None:
    school.unit("don-vi/a")
    (folder / "site/a.zip/thu-muc").mkdir(parents=True)

    assert run(folder, "build", "--as", "zip") == 3

    assert "a: không ghi được" in capsys.readouterr().err
    assert (folder / "site/truong.zip").is_file()
    assert not list((folder / "site/.cchc").rglob("*.zip"))


def test_a_folder_beside_it_that_opens_by_double_click_does_not_stop_it(folder: Path) -> None:
    assert run(folder, "build", "--offline", "-o", str(folder / "usb")) == 0

    assert run(folder, "build", "--as", "zip", "-o", str(folder / "usb")) == 0
    assert run(folder, "build", "--offline", "--as", "zip", "-o", str(folder / "ra")) == 0

    with zipfile.ZipFile(folder / "ra/truong.zip") as archive:
        assert b'href="tin-tuc/index.html"' in archive.read("index.html")


def test_another_form_is_refused_in_vietnamese(folder: Path, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        run(folder, "build", "--as", "rar")

    assert left.value.code == 2
    assert "--as: không có “rar”; chọn một trong: zip" in capsys.readouterr().err.replace("'", "")
