"""What the preview answers, without a server: pages as built, the last good section, drafts, another day."""

import re
import shutil
from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT, build, new_project
from tests.cchc_cli.serving.answers import ASIDE, TODAY, bar, loud, text
from tests.school import NOW, School, at

from cchc_cli.project import Project
from cchc_cli.serving.edition import View
from cchc_cli.serving.preview import Answer, Preview


def test_every_page_and_file_is_the_built_one_but_for_the_bar(project: Path, tmp_path: Path) -> None:
    sample = new_project(tmp_path / "du-an")
    shutil.copytree(project / "content", sample / "content")
    site = build(sample)
    preview = Preview(Project(sample), lambda: at(NOW_TEXT.replace("T", " ")))

    differing = []
    for path in sorted(path for path in site.glob("*/**/*") if path.is_file()):
        place = path.relative_to(site).as_posix()
        if place.startswith(".cchc/") or place.endswith(("/cchc.json", "/cchc-files.json")):
            continue
        served = preview.answer(place, TODAY)
        if ASIDE.sub("", served.body.decode("latin-1")).encode("latin-1") != path.read_bytes() or served.status != 200:
            differing.append(place)
    assert differing == []


def test_nothing_is_written(preview: Preview, folder: Path, school: School) -> None:
    school.news()
    before = sorted(folder.rglob("*"))
    preview.refresh(theme=True)
    preview.answer("truong/tin-tuc/2026/tin/", TODAY)

    assert sorted(folder.rglob("*")) == before


def test_an_edit_is_shown_and_only_the_page_it_changes_has_another_tag(preview: Preview, school: School) -> None:
    school.news(body="Lời cũ.")
    preview.refresh(theme=False)
    places = ("truong/tin-tuc/2026/tin/", "truong/thu-tuc/", "truong/")
    before = [preview.answer(place, TODAY) for place in places]
    assert "Lời cũ." in text(before[0])

    school.news(body="Lời mới.")
    preview.refresh(theme=False)

    after = [preview.answer(place, TODAY) for place in places]
    assert "Lời mới." in text(after[0])
    assert [one.tag == other.tag for one, other in zip(before, after, strict=True)] == [False, True, False]


def test_a_picture_that_changes_is_a_change_of_the_pages(preview: Preview, school: School) -> None:
    school.file("trang/a.pdf", b"%PDF 1")
    school.write("trang/a.md", "Xem [tệp](a.pdf).", tieu_de="Trang", ngay_cap_nhat="01/11/2026")
    preview.refresh(theme=False)
    before = preview.answer("truong/trang/a/", TODAY)
    assert preview.answer("truong/trang/a/a.pdf", TODAY) == Answer(200, "application/pdf", b"%PDF 1")

    school.file("trang/a.pdf", b"%PDF 2")
    preview.refresh(theme=False)

    assert preview.answer("truong/trang/a/", TODAY).tag != before.tag
    assert preview.answer("truong/trang/a/a.pdf", TODAY).body == b"%PDF 2"


def test_drafts_are_shown_by_the_switch_and_named(preview: Preview, school: School) -> None:
    school.news("nhap", nhap="true", tieu_de="Tin còn nháp")
    preview.refresh(theme=False)
    drafts = View(drafts=True)

    assert preview.answer("truong/tin-tuc/2026/nhap/", TODAY).status == 404
    assert loud(preview.answer("truong/tin-tuc/2026/nhap/", TODAY)) == [
        "Mục này chưa công khai: là bản nháp, hẹn ngày khác, nội bộ hoặc chờ duyệt."
    ]
    assert "Tin còn nháp" not in text(preview.answer("truong/tin-tuc/", TODAY))
    assert "Tin còn nháp" in text(preview.answer("truong/tin-tuc/", drafts))
    assert preview.answer("truong/tin-tuc/2026/nhap/", drafts).status == 200
    assert loud(preview.answer("truong/tin-tuc/2026/nhap/", drafts)) == ["Trang này là bản nháp, chưa được đăng."]
    assert loud(preview.answer("truong/tin-tuc/", drafts)) == []


def test_internal_items_stay_unseen_among_drafts(preview: Preview, school: School) -> None:
    school.news("noi-bo", nhap="true", pham_vi="noi_bo")
    preview.refresh(theme=False)

    assert preview.answer("truong/tin-tuc/2026/noi-bo/", View(drafts=True)).status == 404


def test_another_day_is_seen_as_at_its_end(preview: Preview, school: School) -> None:
    school.news("mai", ngay="21/11/2026 15:00")
    preview.refresh(theme=False)

    seen = [
        preview.answer("truong/tin-tuc/2026/mai/", View(day=day)).status for day in ("", "2026-11-20", "2026-11-21")
    ]

    assert seen == [404, 404, 200]
    assert 'name="ngay" value="2026-11-21"' in bar(preview.answer("truong/", View(day="2026-11-21")))


def test_what_time_alone_changes_is_shown_when_its_time_comes(folder: Path, school: School) -> None:
    school.news("hen", ngay="20/11/2026 09:00")
    clock = [NOW]
    preview = Preview(Project(folder), lambda: clock[0])
    assert preview.answer("truong/tin-tuc/2026/hen/", TODAY).status == 404

    clock[0] = at("2026-11-20 09:00")

    assert preview.answer("truong/tin-tuc/2026/hen/", TODAY).status == 200


def test_the_index_names_every_unit_with_its_complaints(preview: Preview, school: School) -> None:
    school.unit("don-vi/lop", ten="Trường <lop>")
    school.news(folder="don-vi/lop", ngay="x")
    school.file("don-vi/ai/tin-tuc/2026/a.md", "---\n---\n")
    preview.refresh(theme=False)

    page = text(preview.answer("_cchc/", TODAY))

    assert re.findall(r'<a href="/([^/"]+)/">', page) == ["truong", "lop", "_cchc"]
    assert "Trường &lt;lop&gt;" in page
    assert "1 lỗi" in page


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("truong", "/truong/"),
        ("truong/tin-tuc", "/truong/tin-tuc/"),
        ("khong-co/", "/_cchc/"),
        ("khong-co", "/_cchc/"),
        ("_cchc", "/_cchc/"),
        ("_cchc/la", "/_cchc/"),
        ("../../etc/passwd", "/_cchc/"),
    ],
)
def test_addresses_that_lead_on(preview: Preview, path: str, there: str) -> None:
    assert preview.answer(path, TODAY) == Answer(303, there=there)


@pytest.mark.parametrize(
    "path", ["truong/../../mkdocs.yml", "truong//etc/passwd", "truong/don-vi.yml", "truong/\x00", "truong/%2e/"]
)
def test_no_address_is_a_path_on_the_disk(preview: Preview, path: str) -> None:
    page = preview.answer(path, TODAY)

    assert page.status == 404
    assert re.search(r'href="/truong/assets/cchc[.]\w{8}[.]css"', text(page)), (
        "the page for what is not there works at any depth"
    )


def test_a_style_that_changes_is_another_file_at_once(folder: Path, project: Path) -> None:
    (folder / "theme").unlink()
    shutil.copytree(project / "theme", folder / "theme")
    preview = Preview(Project(folder), lambda: NOW)
    style = re.compile(r'href="(assets/cchc[.]\w+[.]css)"')
    before = style.findall(text(preview.answer("truong/", TODAY)))

    (folder / "theme/assets/css/2-frame.css").write_text(".khac { color: red }", encoding="utf-8")
    preview.refresh(theme=True)
    [after] = style.findall(text(preview.answer("truong/", TODAY)))

    assert [after] != before
    assert ".khac" in preview.answer(f"truong/{after}", TODAY).body.decode()


def test_the_styles_of_a_page_do_not_wait_for_the_other_pages(preview: Preview, school: School) -> None:
    school.news()
    preview.refresh(theme=False)
    home = text(preview.answer("truong/", TODAY))

    for style in re.findall(r'href="(assets/[^"]+[.]css)"', home):
        assert preview.answer(f"truong/{style}", TODAY).status == 200

    [made] = preview.made.values()
    assert [page.address for page in made.section.pages if "article" in vars(page)] == [""]
