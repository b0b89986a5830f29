"""`cchc takedown`: nothing of the item is left anywhere that is published, or may be again; its address says so."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import feedparser
from tests.cchc_cli.taken_down import CANARY, NEWS, TRUONG, gone, holding, published
from tests.command import run
from tests.school import School

from cchc_cli import takedown as module
from cchc_cli.deploying.shelf import releases_in


def test_nothing_of_it_is_left_where_it_was_published_or_may_be_again(province: Path):
    for options in (["--offline"], ["--as", "zip"]):
        assert run(province, "build", *options) == 0
    assert len(published(province)) > 20

    assert gone(province, "--reason", "Gia đình yêu cầu") == 0

    assert published(province) == []
    assert releases_in(province / ".cchc/releases/xa") == {}
    assert not holding(province / "content")
    feed = feedparser.parse((province / "site/lop/rss.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == ["Một tin"]


def test_its_address_says_that_it_was_taken_down_and_on_which_day(province: Path):
    gone(province)

    page = (province / "site/lop/tin-tuc/2026/mat/index.html").read_text("utf-8")
    assert "Nội dung này đã được gỡ ngày 20/11/2026." in page
    assert '<meta name="robots" content="noindex">' in page
    for name in ("sitemap.xml", "so-do/index.html", "tin-tuc/index.html"):
        assert "2026/mat/" not in (province / "site/lop" / name).read_text("utf-8")
    other = (province / "site/lop/tin-tuc/2026/khac/index.html").read_text("utf-8")
    assert 'href="../mat/">địa chỉ' in other
    assert "<a >bài</a>" in other


def test_what_is_left_in_the_content_is_the_day_and_the_reason_only(written: Path):
    gone(written, "--reason", "Gia đình yêu cầu")

    place = written / "content" / NEWS
    assert place.read_text("utf-8") == "---\nid: mat\ngo_bo: 2026-11-20\nly_do_go_bo: Gia đình yêu cầu\n---\n"
    assert sorted(path.name for path in place.parent.iterdir()) == ["chung.csv", "khac.md", "mat.md"]


def test_the_original_lies_in_a_private_place_and_may_be_put_back(written: Path, capsys):
    before = {path.name: path.read_bytes() for path in (written / "content" / NEWS).parent.iterdir()}

    gone(written)

    private = written / ".cchc/go-bo"
    assert str(private / "lop/2026-11-20") in capsys.readouterr().out
    assert os.name == "nt" or private.stat().st_mode & 0o077 == 0
    shutil.copytree(private / "lop/2026-11-20", written / "content", dirs_exist_ok=True)
    assert {path.name: path.read_bytes() for path in (written / "content" / NEWS).parent.iterdir()} == before
    assert run(written, "build", "lop") == 0
    assert holding(written / "site/lop")


def test_the_id_is_never_given_again(written: Path, school: School, capsys):
    gone(written)
    school.news("khac-ten", TRUONG, id="mat")
    capsys.readouterr()

    assert run(written, "check", "lop") == 1
    assert "Địa chỉ `mat` là của bài đã gỡ bỏ ngày 20/11/2026" in capsys.readouterr().out


def test_new_and_import_know_the_addresses_that_are_gone(written: Path, capsys):
    gone(written)
    (written / "content" / NEWS).rename(written / "content" / TRUONG / "tin-tuc/2026/khac-ten.md")

    assert run(written, "new", "tin-tuc", "Mật", "--unit", "lop") == 2
    assert "`mat` đã dùng ở" in capsys.readouterr().err

    source = written / "tin.txt"
    source.write_text("TIN TỨC\nMật\n\nSáng nay nhà trường họp.\n", "utf-8")
    assert run(written, "import", str(source), "--unit", "lop") in (0, 1, 3)
    assert not (written / "content" / TRUONG / "tin-tuc/2026/mat.md").exists()


def test_killed_anywhere_it_is_finished_by_the_same_command(written: Path, monkeypatch):
    """After the n-th step for every n: each file, the section, each release. Building is done by another test."""
    for ma in ("so", "xa", "lop"):
        shelf = written / ".cchc/releases" / ma / "0001-0123456789ab"
        shelf.mkdir(parents=True)
        (shelf / f"{CANARY}.html").touch()
        (written / "site" / ma).mkdir(parents=True)
        (written / "site" / ma / "cchc.json").write_text("{}")
    place, killed, keep = 0, True, written.parent / "keep"
    shutil.copytree(written, keep, symlinks=True)
    while killed and place < 40:
        shutil.rmtree(written)
        shutil.copytree(keep, written, symlinks=True)
        steps = iter(range(place))

        def dying(real: Callable[..., int], *arguments: object, steps=steps, **options: object) -> int:
            if next(steps, None) is None:
                raise KeyboardInterrupt
            return real(*arguments, **options)

        with monkeypatch.context() as patched:
            for owner, name in ((shutil, "copyfile"), (module, "sync"), (module, "replace_file"), (module, "drop")):
                patched.setattr(owner, name, partial(dying, getattr(owner, name)))
            real = Path.unlink
            patched.setattr(Path, "unlink", lambda path, step=dying, unlink=real, **how: step(unlink, path, **how))
            patched.setattr(module, "build", partial(dying, lambda *_: 0))
            killed = gone(written) != 0
        built: list[str] = []
        monkeypatch.setattr(module, "build", lambda _, wish, *__, into=built: into.extend(wish.units) or 0)
        assert gone(written) == 0
        assert built == ["so", "xa", "lop"]
        assert not holding(written / "content", written / ".cchc/releases")
        [original] = (written / ".cchc/go-bo").rglob("mat.md")
        assert CANARY in original.read_text("utf-8")
        place += 1
    assert 10 < place < 40


def test_a_full_disk_leaves_the_content_as_it_was(written: Path, monkeypatch, capsys):
    before = {path: path.read_bytes() for path in (written / "content").rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(module.shutil, "copyfile", full)

    assert gone(written) == 3
    assert "chạy lại lệnh này" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (written / "content").rglob("*") if path.is_file()} == before


def test_a_section_that_cannot_be_built_is_said_loudly_and_the_releases_go_all_the_same(
    province: Path, school: School, capsys
):
    school.file(f"{TRUONG}/tin-tuc/2026/hong.md", "---\ntieu_de: [\n---\n")

    assert gone(province) == 3

    assert "CHƯA XONG" in capsys.readouterr().err
    assert holding(province / "site/lop")
    assert not holding(province / ".cchc/releases")
    (province / "content" / TRUONG / "tin-tuc/2026/hong.md").unlink()
    assert gone(province) == 0
    assert published(province) == []


def test_an_item_that_is_refused_can_be_taken_down(province: Path, school: School):
    school.news("mat", TRUONG, f"{CANARY}, CCCD 001099012345")
    school.write(NEWS, f"{CANARY} vẫn đọc được", khong_co_truong="x", tieu_de=CANARY)

    assert gone(province) == 0
    assert published(province) == []


def test_an_inherited_item_goes_from_every_unit_below_with_what_they_said_over_it(province: Path, school: School):
    school.write(
        "van-ban/vb.md", f"{CANARY}", loai="cong_van", trich_yeu=CANARY, co_quan_ban_hanh="Sở", so_ky_hieu="1/SGD"
    )
    school.write(f"{TRUONG}/van-ban/vb.md", f"## Riêng\n\n{CANARY} riêng", ghi_de="true")
    school.write("van-ban/sau.md", loai="cong_van", trich_yeu="Sau", co_quan_ban_hanh="Sở", thay_the="1/SGD")
    gone(province)
    assert run(province, "build") == 0
    assert holding(province / "site/lop")

    assert run(province, "takedown", "vb", "--unit", "so", "--yes") == 0

    assert holding(province / "site") == []
    assert not (province / "content" / TRUONG / "van-ban/vb.md").exists()
    assert "so_ky_hieu: 1/SGD" in (province / "content/van-ban/vb.md").read_text("utf-8")
    for ma in ("so", "xa", "lop"):
        assert "đã được gỡ ngày" in (province / "site" / ma / "van-ban/vb/index.html").read_text("utf-8")


def test_a_unit_below_is_told_whose_item_it_is(written: Path, school: School, capsys):
    school.write("van-ban/vb.md", loai="cong_van", trich_yeu="Chung", co_quan_ban_hanh="Sở")

    assert gone(written, name="vb") == 2

    assert "chạy: cchc takedown vb --unit so" in capsys.readouterr().err
    assert "go_bo" not in (written / "content/van-ban/vb.md").read_text("utf-8")


def test_a_plan_that_is_gone_stops_no_news_that_proves_it(province: Path):
    assert gone(province, name="kh") == 0

    assert (
        "Kế hoạch"
        not in (province / "site/lop/ke-hoach/kh/index.html").read_text("utf-8").split("<h1")[1].split("</h1")[0]
    )
