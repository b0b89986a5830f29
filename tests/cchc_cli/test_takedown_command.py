"""`takedown` as a person runs it: how an item is named, what is asked and said, what deploys do then."""

from pathlib import Path

import pytest
from tests.cchc_cli.taken_down import CANARY, NEWS, TRUONG, gone, holding
from tests.command import run
from tests.school import School, at

from cchc_cli import takedown as module
from cchc_cli.deploying.standing import alone
from cchc_cli.project import project_at
from cchc_cli.takedown import takedown


@pytest.mark.parametrize(
    "name",
    ["mat", "2026/mat", "tin-tuc/2026/mat", "/tin-tuc/2026/mat/", "https://lop.example/cchc/tin-tuc/2026/mat/", NEWS],
)
def test_an_item_may_be_named_by_its_id_its_address_or_its_file(written: Path, name: str):
    assert gone(written, name=name) == 0
    assert "go_bo" in (written / "content" / NEWS).read_text("utf-8")


def test_a_name_nobody_or_several_bear_is_refused(written: Path, school: School, capsys):
    school.write(f"{TRUONG}/trang/mat.md", tieu_de="Trang")

    assert gone(written) == 2
    assert "ghi rõ một trong: tin-tuc/2026/mat, trang/mat" in capsys.readouterr().err
    assert gone(written, name="khong-co") == 2
    assert "không có bài “khong-co”" in capsys.readouterr().err


def asked(folder: Path, *answers: str) -> int:
    said = [*answers]
    project = project_at(str(folder))
    ask = (lambda _: said.pop(0)) if answers else None
    return takedown(
        project, "mat", "lop", at("2026-11-20 08:00"), reason=None, yes=False, site=folder / "site", ask=ask
    )  # fmt: skip


def test_a_person_is_shown_what_goes_and_asked(written: Path, capsys):
    assert asked(written, "k") == 1
    err = capsys.readouterr().err
    assert f"Sẽ gỡ bỏ: Em {CANARY} (tin-tuc/2026/mat, lop)" in err
    assert f"dời đi: content/{TRUONG}/tin-tuc/2026/canaryx-ds.csv" in err
    assert f"để lại, vì bài khác còn dùng: content/{TRUONG}/tin-tuc/2026/chung.csv" in err
    assert "Chưa gỡ gì." in err
    assert holding(written / "content")

    assert asked(written, "c") == 0
    assert not holding(written / "content")


def test_nobody_to_ask_means_nothing_is_done(written: Path, capsys):
    assert run(written, "takedown", "mat", "--unit", "lop") == 2
    assert "--yes" in capsys.readouterr().err
    assert holding(written / "content")


def test_it_says_what_else_may_hold_the_item(written: Path, school: School, capsys):
    school.unit(TRUONG, trien_khai=[{"kieu": "thu_muc", "dich": "/srv/cchc"}, {"kieu": "git", "dich": "trang"}])
    (written / ".git").mkdir()

    gone(written)

    err = capsys.readouterr().err
    assert "Lịch sử git còn giữ bản cũ" in err
    assert "/srv/cchc giữ lại bản đang đăng: đăng bản mới xong thì chạy lại" in err
    assert "nhánh git trang còn giữ bản cũ" in err


def test_an_index_that_is_gone_has_no_page_of_its_own(written: Path, school: School):
    rows = [{"nam": 2025, "gia_tri": "88,1", "ngay_cong_bo": "01/02/2026"}]
    school.write(f"{TRUONG}/chi-so/par.yml", ten="Chỉ số", nguon_cong_bo="Sở", so_lieu=rows)
    assert school.public("lop").series

    assert gone(written, name="par") == 0
    assert (written / "content" / TRUONG / "chi-so/par.yml").read_text("utf-8") == "id: par\ngo_bo: 2026-11-20\n"
    assert school.public("lop").series == ()
    assert school.public("lop").gone == ()


def test_the_next_deploy_takes_it_off_the_hosts_and_nothing_leads_back(province: Path, school: School):
    host = province.parent / "may-chu"
    targets = [{"kieu": "thu_muc", "dich": str(host)}]
    school.unit(TRUONG, url="https://127.0.0.1:9/", dinh_danh="lop.example,2026", trien_khai=targets)
    assert run(province, "build", "lop") == 0
    run(province, "deploy", "lop")
    assert holding(host)

    assert gone(province) == 0
    run(province, "deploy", "lop")

    assert not holding((host / "current").resolve())
    assert run(province, "deploy", "lop", "--rollback") != 0
    assert not holding((host / "current").resolve())
    assert gone(province) == 0
    assert not holding(host)


def test_old_releases_nobody_may_remove_are_said(written: Path, school: School, monkeypatch, capsys):
    school.unit(TRUONG, trien_khai=[{"kieu": "thu_muc", "dich": "may-chu"}])
    (written / "may-chu/releases/0001-0123456789ab").mkdir(parents=True)

    def locked(path: Path) -> None:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(module, "drop", locked)

    assert gone(written) == 0
    assert "xóa bằng tay các thư mục cũ trong đó" in capsys.readouterr().err


def test_it_waits_for_no_deploy_but_says_what_to_do(written: Path, capsys):
    with alone(written / ".cchc/deploy.lock"):
        assert gone(written) == 3

    assert "Một lệnh deploy đang chạy" in capsys.readouterr().err
    assert gone(written) == 0
