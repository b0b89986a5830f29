"""What the preview answers, without a server: pages as built, the last good section, drafts, another day."""

import re
import shutil
from pathlib import Path

import pytest
from tests.cchc.section.rich import NOW_TEXT, build, new_project, picture
from tests.school import NOW, School, at

from cchc_cli.project import Project
from cchc_cli.serving.edition import View
from cchc_cli.serving.preview import Answer, Preview
from cchc_cli.speech import Failure

TODAY = View()
ASIDE = re.compile(r'<aside id="cchc-xem-thu".*?</aside>', re.DOTALL)


@pytest.fixture
def preview(folder: Path) -> Preview:
    return Preview(Project(folder), lambda: NOW)


def text(answer: Answer) -> str:
    return answer.body.decode()


def bar(answer: Answer) -> str:
    [found] = ASIDE.findall(text(answer))
    return found


def loud(answer: Answer) -> list[str]:
    return re.findall(r'<p class="cchc-xt-bao">(.*?)</p>', bar(answer))


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
