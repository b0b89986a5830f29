"""A page that stands as it would come out is not made again, and nothing that could change a byte goes unseen."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.cchc.section.rich import files_in, new_project, picture, rich_content
from tests.command import NOW, run
from tests.edits import Step, edits
from tests.school import THEME, School

from cchc.pages.desk import Desk
from cchc.pages.templates import Laid
from cchc.section.addresses import HOME
from cchc_cli.__main__ import main


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages whose article is rendered."""
    pages: list[str] = []
    real = Laid.__str__

    def counting(laid: Laid) -> str:
        pages.append(laid.here)
        return real(laid)

    monkeypatch.setattr(Laid, "__str__", counting)
    return pages


@pytest.fixture
def built(folder: Path, school: School, rendered: list[str]) -> Path:
    """A project with three news, built once."""
    for name in ("mot", "hai", "ba"):
        school.news(name, body=f"Tin {name}.")
    assert run(folder, "build", "--workers", "1") == 0
    rendered.clear()
    return folder


def again(folder: Path, *more: str) -> None:
    assert run(folder, "build", "--workers", "1", *more) == 0


def inodes(folder: Path) -> dict[str, int]:
    return {path.as_posix(): path.stat().st_ino for path in (folder / "site/truong").rglob("*.html")}


def test_after_an_edit_only_pages_that_say_it_are_made(built: Path, school: School, rendered: list[str]) -> None:
    before = inodes(built)
    school.news("hai", body="Sửa.")
    again(built)

    assert "tin-tuc/2026/hai/" in rendered
    assert not {"tin-tuc/2026/mot/", "tin-tuc/2026/ba/", "chi-so/", "lien-he/"} & {*rendered}
    after = inodes(built)
    assert [path for path in after if "tin-tuc/2026/mot/index" in path and after[path] != before[path]] == []


@pytest.mark.parametrize("harm", ["edited", "removed", "a link", "cut"])
def test_a_page_somebody_touched_is_made_again(built: Path, school: School, rendered: list[str], harm: str) -> None:
    page = built / "site/truong/tin-tuc/2026/mot/index.html"
    whole = page.read_bytes()
    if harm == "edited":
        page.write_bytes(whole.replace(b"Tin mot.", b"Tin MOT."))
    elif harm == "cut":
        page.write_bytes(whole[:-1])
    else:
        page.unlink()
    if harm == "a link":
        (built / "ngoai.html").write_bytes(whole)
        page.symlink_to(built / "ngoai.html")
    school.news("hai", body="Sửa.")
    again(built)

    assert "tin-tuc/2026/mot/" in rendered
    assert page.read_bytes() == whole
    assert not page.is_symlink()


def test_a_paste_is_made_with_its_page_and_stands_with_it(built: Path, school: School, rendered: list[str]) -> None:
    paste = built / "site/truong/tin-tuc/2026/mot/dan-vao-cong.html"
    whole, inode = paste.read_bytes(), paste.stat().st_ino
    school.news("hai", body="Sửa.")
    again(built)
    assert rendered.count(HOME) == 2  # the paste of the edited news, and the home page

    assert paste.stat().st_ino == inode
    paste.write_bytes(whole.replace(b"Tin mot.", b"Tin MOT."))
    school.news("hai", body="Sửa nữa.")
    again(built)
    assert paste.read_bytes() == whole


def test_whatever_a_paste_shows_decides_about_its_page(built: Path, school: School) -> None:
    for name, size in (("a.jpg", (700, 400)), ("b.jpg", (300, 200))):
        school.file(f"tin-tuc/2026/{name}", picture(*size))
    school.file("tin-tuc/2026/a.pdf", b"%PDF-1.4 a")
    school.file("tin-tuc/2026/b.mp4", b"\0\0\0\x18ftypmp42")
    own: dict[str, object] = {}
    for field, value in [
        ("tieu_de", "Tên khác"), ("ngay", "12/11/2026"), ("tom_tat", "Tóm tắt."), ("nguon", "Báo Nhà"),
        ("ngay_su_kien", "25/11/2026"), ("anh", "a.jpg"), ("mo_ta_anh", "Sân trường"), ("mo_ta_anh", "Sân"),
        ("anh", "b.jpg"), ("tep", "a.pdf"), ("tep", [{"tep": "a.pdf", "ten": "Mẫu đơn"}]), ("loi_thoai", "Lời."),
        ("video", "https://youtu.be/a"), ("body", "![Sân](a.jpg)"), ("body", "![Sân](b.jpg)"),
        ("body", "Xem [bài](hai.md)."), ("body", "Xem [bài](ba.md)."), ("body", "Xem [tệp](a.pdf)."),
    ]:  # fmt: skip
        paste = built / "site/truong/tin-tuc/2026/mot/dan-vao-cong.html"
        before = paste.read_bytes()
        own[field] = value
        school.news("mot", **own)  # type: ignore[arg-type]
        again(built)
        again(built, "--fresh", "-o", str(built / "moi"))

        assert paste.read_bytes() == (built / "moi/truong/tin-tuc/2026/mot/dan-vao-cong.html").read_bytes(), field
        assert paste.read_bytes() != before, field


def test_where_nothing_is_remembered_every_page_is_made(built: Path, school: School, rendered: list[str]) -> None:
    school.news("hai", body="Sửa.")
    again(built, "--fresh")

    assert "tin-tuc/2026/mot/" in rendered


def test_another_program_or_theme_makes_every_page(
    built: Path, school: School, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    school.news("hai", body="Sửa.")
    monkeypatch.setattr("cchc_cli.build.program_digest", lambda *_: "khác")
    again(built)

    assert "tin-tuc/2026/mot/" in rendered


@pytest.mark.parametrize("harm", ["damaged", "cut", "empty", "a folder"])
def test_answers_nobody_can_read_are_none(built: Path, school: School, rendered: list[str], harm: str) -> None:
    place = built / ".cchc/cache/pages/truong"
    whole = place.read_bytes()
    place.unlink()
    if harm == "a folder":
        place.mkdir()
    else:
        place.write_bytes({"damaged": whole.replace(b"mot", b"hai"), "cut": whole[:-9], "empty": b""}[harm])
    school.news("hai", body="Sửa.")
    again(built)

    assert "tin-tuc/2026/mot/" in rendered
    assert place.is_dir() == (harm == "a folder")


def test_a_page_with_a_value_of_unknown_kind_is_always_made(
    built: Path, school: School, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay = Desk.lay
    monkeypatch.setattr(Desk, "lay", lambda self, *where, **values: lay(self, *where, **values, unasked=object()))
    school.news("hai", body="Sửa.")
    again(built)

    assert "tin-tuc/2026/mot/" in rendered


def sections(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_in(folder).items() if not path.startswith(".cchc/")}


@settings(max_examples=3)
@given(edits(also="aaab"))
def test_after_any_edits_and_days_the_section_is_what_a_fresh_build_makes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    project = new_project(tmp_path_factory.mktemp("du-an"))
    place, day = rich_content(project / "content"), 20
    command = ["-C", str(project), "build"]
    main([*command, *NOW])
    for number, (change, which, words, letter) in enumerate(steps):
        change(place, which, words)
        day += letter == "b"
        now = ["--now", f"2026-11-{day}T08:00"]
        other = project / f"moi-{number}"

        assert main([*command, *now]) == main([*command, *now, "--fresh", "-o", str(other)])

        mine, fresh = sections(project / "site"), sections(other)
        made = {path.partition("/")[0] for path in fresh}
        assert {path: data for path, data in mine.items() if path.partition("/")[0] in made} == fresh


def elsewhere(project: Path, said: str, instead: str) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(said, instead), "utf-8")


def say(theme: Path, attribute: str) -> None:
    """Have every page say something more in its head."""
    template = theme / "main.html"
    template.write_text(template.read_text("utf-8").replace("property=", f"{attribute} property=", 1), "utf-8")


def test_a_theme_of_another_folder_shows_at_once(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    school = School(project / "content")
    school.unit()
    school.news()
    (project / "theme").unlink()
    shutil.copytree(THEME, project / "giao-dien")
    elsewhere(project, "custom_dir: theme", "custom_dir: giao-dien")
    run(project, "build")
    say(project / "giao-dien", "moi")
    run(project, "build")

    page = (project / "site/truong/tin-tuc/2026/tin/index.html").read_text("utf-8")
    assert "<meta moi" in page


@pytest.mark.parametrize("instead", ["INHERIT: chung.yml\nsite_name:", "extra: {a: !ENV CCHC_A}\nsite_name:"])
def test_settings_from_elsewhere_make_every_page_again(built: Path, rendered: list[str], instead: str) -> None:
    (built / "chung.yml").write_text("site_author: A", "utf-8")
    elsewhere(built, "site_name:", instead)
    again(built)
    rendered.clear()
    again(built)

    assert "tin-tuc/2026/mot/" in rendered


def test_a_name_no_page_says_yet_may_be_said_by_the_theme(built: Path, school: School) -> None:
    (built / "theme").unlink()
    shutil.copytree(THEME, built / "theme")
    say(built / "theme", 'ten="{{ config.site_name }}"')
    again(built)
    names = {"ten": "Trường Mới", "ten_cu": [{"ten": "Trường truong", "den": "30/11/2026"}]}
    school.unit(duong_day_nong="0299 3 000 301", email_phan_anh="a@truong.example", **names)
    again(built)
    mine = files_in(built / "site/truong")
    again(built, "--fresh", "-o", str(built / "moi"))

    assert mine == files_in(built / "moi/truong")
    assert 'ten="Trường Mới"'.encode() in mine["tin-tuc/2026/mot/index.html"]
