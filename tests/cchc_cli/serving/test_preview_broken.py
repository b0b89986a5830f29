"""What the preview does where content, theme or settings are broken: the last good section, and what is wrong."""

import re
import shutil
from pathlib import Path

import pytest
from tests.cchc.section.rich import picture
from tests.cchc_cli.serving.answers import TODAY, bar, loud, text
from tests.school import NOW, School

from cchc_cli.project import Project
from cchc_cli.serving.preview import Answer, Preview
from cchc_cli.speech import Failure


def test_a_unit_with_errors_keeps_its_last_good_section_and_says_so_on_every_page(
    preview: Preview, school: School
) -> None:
    path = school.news(body="Lời tốt.")
    school.news("khac", tieu_de="Tin khác")
    preview.refresh(theme=False)
    school.news(body="Lời hỏng.", ngay="32/13/2026", tieu_de="<script>")
    preview.refresh(theme=False)

    page = preview.answer("truong/tin-tuc/2026/tin/", TODAY)
    assert "Lời tốt." in text(page)
    assert loud(page) == ["Còn 1 lỗi nên trang chưa đổi theo được; đây là bản tốt gần nhất."]
    assert f"<code>content/{path}:3</code>" in bar(page)
    assert "→ Cách sửa: ghi ngày trước tháng sau" in bar(page)
    assert (
        f"<code>content/{path}:3</code>" in bar(preview.answer("truong/tin-tuc/2026/khac/", TODAY)).split("<details")[0]
    )

    school.news(body="Lời sửa.")
    preview.refresh(theme=False)

    assert "Lời sửa." in text(preview.answer("truong/tin-tuc/2026/tin/", TODAY))
    assert loud(preview.answer("truong/tin-tuc/2026/tin/", TODAY)) == []


def test_a_unit_that_was_never_good_shows_only_what_is_wrong(folder: Path, school: School) -> None:
    school.news(ngay="32/13/2026")
    preview = Preview(Project(folder), lambda: NOW)

    page = preview.answer("truong/", TODAY)

    assert "<h1>Chưa xem được chuyên mục</h1>" in text(page)
    assert "content/tin-tuc/2026/tin.md:3" in bar(page)


def test_a_broken_unit_file_does_not_lose_the_unit(preview: Preview, school: School) -> None:
    assert preview.answer("truong/", TODAY).status == 200
    school.file("don-vi.yml", "ma: truong\nten: Trường: của em\n")
    preview.refresh(theme=False)

    page = preview.answer("truong/", TODAY)

    assert page.status == 200
    assert "content/don-vi.yml:2" in bar(page)
    assert "Trường truong" in text(page)


def test_what_stops_a_unit_from_above_is_said_below(preview: Preview, school: School) -> None:
    school.unit("don-vi/lop")
    preview.refresh(theme=False)
    school.procedure(cap="khong-co")
    preview.refresh(theme=False)

    page = preview.answer("lop/tin-tuc/", TODAY)

    assert "content/thu-tuc/2.002854.md" in bar(page).split("<details")[0]
    assert len(loud(page)) == 1


def test_complaints_about_the_file_behind_the_page_come_first_the_others_are_counted(
    preview: Preview, school: School
) -> None:
    school.news("a", anh="a.png")
    school.news("b", anh="a.png", tieu_de="<b>Tin</b>")
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    preview.refresh(theme=False)

    here, _, rest = bar(preview.answer("truong/tin-tuc/2026/a/", TODAY)).partition("<details")

    assert "tin-tuc/2026/a.md" in here
    assert "tin-tuc/2026/b.md" not in here
    assert "tin-tuc/2026/b.md" in rest
    assert re.search(r"<summary>\d lưu ý khác</summary>", rest)


def test_the_bar_says_what_authors_wrote_and_never_runs_it(preview: Preview, school: School) -> None:
    school.write("tin-tuc/2026/xau.md", tieu_de="Tin", ngay="<script>alert(1)</script>", linh_vuc="the_che")
    preview.refresh(theme=False)

    said = bar(preview.answer("truong/", TODAY))

    assert "&lt;script&gt;alert(1)" in said
    assert "<script>alert" not in said


def test_a_theme_that_is_broken_says_so_and_recovers(folder: Path, project: Path, school: School) -> None:
    (folder / "theme").unlink()
    shutil.copytree(project / "theme", folder / "theme")
    school.news()
    preview = Preview(Project(folder), lambda: NOW)
    news, good = folder / "theme/cchc/news.html", (project / "theme/cchc/news.html").read_text("utf-8")
    place = "truong/tin-tuc/2026/tin/"
    assert preview.answer(place, TODAY).status == 200

    news.write_text("{% if %}", encoding="utf-8")
    preview.refresh(theme=True)
    broken = preview.answer(place, TODAY)
    assert broken.status == 500
    assert "Giao diện có lỗi" in text(broken)
    assert "news.html:1" in text(broken)

    news.write_text(good + "<p>Đã đổi giao diện</p>", encoding="utf-8")
    preview.refresh(theme=True)
    assert "Đã đổi giao diện" in text(preview.answer(place, TODAY))


@pytest.mark.parametrize(
    "config", ["theme: [", "site_name: x\n", "site_name: x\nplugins: []\n", "markdown_extensions: [toc]\n"]
)
def test_a_broken_mkdocs_yml_keeps_the_old_theme_and_is_said(preview: Preview, folder: Path, config: str) -> None:
    good = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(good + config if config.startswith("mark") else config, encoding="utf-8")
    preview.refresh(theme=True)
    page = preview.answer("truong/", TODAY)
    assert page.status == 200
    assert loud(page)[0].startswith("mkdocs.yml hoặc theme/ có lỗi nên giao diện chưa đổi: ")

    (folder / "mkdocs.yml").write_text(good, encoding="utf-8")
    preview.refresh(theme=True)
    assert loud(preview.answer("truong/", TODAY)) == []


def test_a_project_that_cannot_be_laid_out_is_refused_at_once(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("theme: [", encoding="utf-8")

    with pytest.raises(Failure):
        Preview(Project(folder), lambda: NOW)


def test_a_picture_gone_under_the_last_good_section_is_no_crash(preview: Preview, school: School) -> None:
    school.file("tin-tuc/2026/a.png", picture(kind="PNG"))
    school.news(anh="a.png", mo_ta_anh="Ảnh")
    preview.refresh(theme=False)
    (school.root / "tin-tuc/2026/a.png").unlink()
    preview.refresh(theme=False)

    page = preview.answer("truong/tin-tuc/2026/tin/", TODAY)

    assert "không thấy tệp “a.png”" in bar(page)


def test_a_unit_that_goes_away_is_gone(preview: Preview, school: School) -> None:
    school.unit("don-vi/lop")
    preview.refresh(theme=False)
    assert preview.answer("lop/", TODAY).status == 200

    (school.root / "don-vi/lop").rename(school.root / "don-vi/chau")
    school.unit("don-vi/chau")
    (school.root / "don-vi/chau/don-vi.yml").write_text("ma: chau\nten: Cháu\nloai: truong\n", encoding="utf-8")
    preview.refresh(theme=False)

    assert preview.answer("lop/", TODAY) == Answer(303, there="/_cchc/")
    assert preview.answer("chau/", TODAY).status == 200
