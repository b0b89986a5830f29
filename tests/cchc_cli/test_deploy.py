"""`cchc deploy`, as a clerk or a scheduler meets it: lines, exit codes, releases that may not go."""

import json
from pathlib import Path

import pytest
from tests.browser.sample import behind_nginx
from tests.cchc_cli.deploying.crawler import dead_links
from tests.cchc_cli.published import FOLDER, NOWHERE, build, edit, shown, write_unit
from tests.command import run
from tests.school import School

from cchc_cli.__main__ import main
from cchc_cli.deploying.readback import over_http

pytestmark = pytest.mark.usefixtures("nobody_waits")


@pytest.mark.needs("nginx")
def test_a_section_goes_public_behind_nginx_is_read_back_and_goes_back(
    folder: Path, school: School, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    with behind_nginx(folder / "web/current", tmp_path_factory.mktemp("nginx")) as url:
        write_unit(school, FOLDER, url=url, dinh_danh="truong.example,2026")
        edit(school, "Tin đầu")
        build(folder)
        capsys.readouterr()

        assert run(folder, "deploy") == 0
        said = capsys.readouterr()
        assert said.err == ""
        assert "truong: thu_muc web: gửi " in said.out
        assert said.out.splitlines()[-1].startswith("Lần thay đổi kế tiếp: ")
        assert dead_links(lambda path: over_http(url + path), url) == []

        edit(school, "Tin đã sửa")
        build(folder)
        assert run(folder, "deploy") == 0
        assert "Tin đã sửa" in (over_http(f"{url}tin-tuc/2026/tin/") or b"").decode()
        assert run(folder, "deploy") == 0
        assert "không có gì đổi" in capsys.readouterr().out

        assert run(folder, "deploy", "--rollback") == 0
        assert "Tin đầu" in (over_http(f"{url}tin-tuc/2026/tin/") or b"").decode()


@pytest.mark.usefixtures("unreachable")
def test_after_going_back_the_same_release_is_refused_and_a_new_one_goes(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, FOLDER)
    for words in ("Một", "Hai"):
        edit(school, words)
        build(folder)
        assert run(folder, "deploy") == 0
    assert run(folder, "deploy", "--rollback") == 0
    assert "Một" in shown(folder)
    capsys.readouterr()

    assert run(folder, "deploy") == 1
    assert "là bản đã bỏ bằng --rollback, không tự đăng lại. Sửa nội dung" in capsys.readouterr().err
    assert "Một" in shown(folder)
    edit(school, "Ba")
    build(folder)
    assert run(folder, "deploy") == 0
    assert "Ba" in shown(folder)
    assert run(folder, "deploy", "--rollback") == 0
    assert "Một" in shown(folder)
    assert run(folder, "deploy", "--rollback") == 1
    assert "không còn giữ bản đăng trước" in capsys.readouterr().err


@pytest.mark.usefixtures("unreachable")
def test_what_was_taken_back_stays_away_from_hosts_without_a_memory_until_something_else_was_published(
    folder: Path, school: School
) -> None:
    write_unit(school, {"kieu": "zip", "dich": "gui.zip"})
    for words in ("Một", "Hai"):
        edit(school, words)
        build(folder)
        assert run(folder, "deploy") == 0
    assert run(folder, "deploy", "--rollback") == 0
    before = (folder / "gui.zip").read_bytes()

    assert run(folder, "deploy") == 1
    assert (folder / "gui.zip").read_bytes() == before
    for words in ("Ba", "Hai"):
        edit(school, words)
        build(folder)
        assert run(folder, "deploy") == 0


@pytest.mark.usefixtures("unreachable")
def test_content_that_came_back_to_what_it_was_is_no_old_release(folder: Path, school: School) -> None:
    write_unit(school, FOLDER)
    for words in ("Đúng", "Gõ nhầm", "Đúng"):
        edit(school, words)
        assert run(folder, "build") == 0  # its own time: after the last deploy, as in life
        assert run(folder, "deploy") == 0

    assert "Đúng" in shown(folder)


@pytest.mark.usefixtures("unreachable")
def test_many_units_go_each_to_their_own_host_and_one_kept_back_is_said_loudly(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, ma="so", loai="so")
    names = [f"truong-{number}" for number in range(12)]
    for name in names:
        write_unit(school, {"kieu": "thu_muc", "dich": f"hosts/{name}"}, folder=f"don-vi/{name}")
        school.news("tin", folder=f"don-vi/{name}")
    build(folder)
    school.news("hong", folder="don-vi/truong-3", linh_vuc="khong-co")
    capsys.readouterr()

    assert run(folder, "deploy") == 3

    said = capsys.readouterr()
    assert [line.split(":")[0] for line in said.out.splitlines()[:-1]] == sorted(names), said.err
    assert "truong-3: nội dung mới CÒN LỖI nên chưa được đăng" in said.err
    assert all((folder / "hosts" / name / "current/index.html").is_file() for name in names)
    assert run(folder, "deploy", "--json") == 3
    assert json.loads(capsys.readouterr().out)["con_loi"] == ["truong-3"]


def test_a_dry_run_names_every_file_and_changes_nothing(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, FOLDER)
    edit(school, "Tin")
    build(folder)
    before = {*folder.rglob("*")}
    capsys.readouterr()

    assert run(folder, "deploy", "--dry-run") == 0

    said = capsys.readouterr().out
    assert "\n  + tin-tuc/2026/tin/index.html\n" in said
    assert {*folder.rglob("*")} - before == {folder / ".cchc/deploy.lock"}


@pytest.mark.usefixtures("unreachable")
def test_a_scheduler_gets_a_record_per_host_and_the_next_change(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, FOLDER, NOWHERE)
    school.news("sap-dang", dang_tu="21/11/2026 07:00")
    build(folder)
    capsys.readouterr()

    assert run(folder, "deploy", "--json") == 3

    data = json.loads(capsys.readouterr().out)
    good, bad = data["noi_dang"]
    assert data["next_change"] == "2026-11-21T07:00:00+07:00"
    assert data["con_loi"] == []
    assert (good["don_vi"], good["noi"], good["ket_qua"]) == ("truong", "thu_muc web", "da_dang")
    assert good["so_tep"] > 0
    assert good["so_byte"] > 0
    assert (bad["ket_qua"], bad["so_tep"]) == ("hong", 0)


@pytest.mark.usefixtures("unreachable")
def test_what_is_past_its_time_is_refused_until_it_is_built_again(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school, FOLDER)
    school.news("sap-dang", dang_tu="20/11/2026 07:30")
    assert main(["-C", str(folder), "build", "--now", "2026-11-20T07:00"]) == 0

    assert run(folder, "deploy") == 1
    assert "đã cũ từ 07:30 ngày 20/11/2026 (có mục đến giờ đăng" in capsys.readouterr().err
    build(folder)
    assert run(folder, "deploy") == 0


def test_without_hosts_or_without_an_address_there_is_nothing_to_publish(
    folder: Path, school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit(school)
    assert run(folder, "deploy") == 2
    assert "Chưa đơn vị nào ghi nơi đăng" in capsys.readouterr().err

    write_unit(school, FOLDER)
    assert run(folder, "deploy") == 1
    assert "Chạy: cchc build truong" in capsys.readouterr().err

    write_unit(school, FOLDER, url=None)
    assert run(folder, "build") == 0
    capsys.readouterr()
    assert run(folder, "deploy") == 1
    assert "chưa ghi `url`" in capsys.readouterr().err
    assert not (folder / "web").exists()
