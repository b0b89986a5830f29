"""One unit between the core and an engine."""

from pathlib import Path

import pytest
from tests.cchc.section.rich import files_in, three_units
from tests.school import THEME, School

from cchc.publishing.job import Job, JobRefused, job_for, source_of
from cchc.publishing.output import Output


def job(
    school: School, site: Path, unit: str | None = None, now: str | None = "2026-11-20", *, publish: bool = True
) -> Job:
    return job_for(school.root, THEME, site, unit, now, publish=publish)


def fill(made: Job) -> None:
    """What an engine does."""
    stage = made.begin()
    for page in made.section.pages:
        place = stage / page.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(made.finish(page, page.html), encoding="utf-8")
    for address, content in made.section.files.items():
        (stage / address).parent.mkdir(parents=True, exist_ok=True)
        (stage / address).write_bytes(content if isinstance(content, bytes) else content.read_bytes())


def test_a_job_publishes_its_unit_and_lets_go_of_the_folder(school: School, tmp_path: Path) -> None:
    made = job(school, tmp_path / "site")
    fill(made)

    change = made.commit()

    assert change.written[-1] == "cchc.json"
    with Output(tmp_path / "site"):
        assert "index.html" in files_in(tmp_path / "site/truong")


def test_a_job_given_up_changes_nothing_and_lets_go(school: School, tmp_path: Path) -> None:
    made = job(school, tmp_path / "site")
    fill(made)

    made.abandon()

    assert not (tmp_path / "site/truong").exists()
    with Output(tmp_path / "site"):
        pass


def test_a_preview_holds_no_folder_at_all(school: School, tmp_path: Path) -> None:
    made = job(school, tmp_path / "site", publish=False)
    made.abandon()

    assert made.output is None
    assert not (tmp_path / "site").exists()


def test_while_another_command_builds_a_job_is_refused(school: School, tmp_path: Path) -> None:
    with Output(tmp_path / "site"), pytest.raises(JobRefused, match="Một lệnh khác"):
        job(school, tmp_path / "site").begin()


def test_a_folder_that_cannot_be_written_is_a_refusal(school: School, tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"a file")

    with pytest.raises(JobRefused, match="Không ghi được"):
        job(school, tmp_path / "site").begin()


def test_a_job_gives_every_page_its_surroundings(school: School) -> None:
    made = Job(school.section(), None)

    frames = {page.address: made.frame(page)["cchc"] for page in made.section.pages}

    assert frames["tin-tuc/"].canonical == "https://truong.example/cchc/tin-tuc/"
    assert frames["tin-tuc/"].feed == "rss.xml"
    assert [link.text for link in frames["tin-tuc/"].menu if link.current] == ["Tin tức"]
    assert frames[""].title == "Cải cách hành chính – Trường truong"
    assert frames["404.html"].feed is None
    assert frames["404.html"].noindex


def test_a_job_within_a_command_leaves_the_folder_to_it(school: School, tmp_path: Path) -> None:
    with Output(tmp_path / "site") as output:
        made = Job(school.section(), output)
        fill(made)
        made.commit()
        assert output.stage("truong").is_dir(), "still held"


def test_a_job_is_refused_for_a_wrong_unit_a_wrong_instant_and_wrong_content(school: School, tmp_path: Path) -> None:
    with pytest.raises(JobRefused, match="các đơn vị: truong"):
        job(school, tmp_path, "khac")
    with pytest.raises(JobRefused, match="không phải là ngày giờ"):
        job(school, tmp_path, now="hôm nay")
    with pytest.raises(JobRefused, match="chưa có"):
        job_for(tmp_path / "nowhere", THEME, tmp_path, None, "2026-11-20", publish=False)
    school.news(linh_vuc="khong-co")
    with pytest.raises(JobRefused, match=r"tin-tuc/2026/tin\.md:4") as refused:
        job(school, tmp_path)
    assert "Cách sửa" in str(refused.value)


def test_an_error_above_is_told_with_the_units_own(tmp_path: Path) -> None:
    place = three_units(tmp_path / "content")
    place.procedure(cap="khong-co")
    place.news(folder="don-vi/xa/don-vi/truong", ngay="x")

    with pytest.raises(JobRefused) as refused:
        job(place, tmp_path, "truong")

    assert "thu-tuc/2.002854.md" in str(refused.value)
    assert "don-vi/xa/don-vi/truong/tin-tuc/2026/tin.md:3" in str(refused.value)
    assert "lỗi, chưa dựng chuyên mục của truong." in str(refused.value)


def test_without_an_instant_the_clock_is_read_at_the_edge(school: School, tmp_path: Path) -> None:
    school.news(ngay="01/01/2020")

    assert len(job(school, tmp_path, now=None, publish=False).section.public.news) == 1


def test_404_answers_at_any_depth_with_absolute_addresses(school: School) -> None:
    made = Job(school.section(), None)
    [page] = [page for page in made.section.pages if page.address == "404.html"]
    local = '<a href="./">a</a><a href="./tin-tuc/">b</a><img src="x.png">'
    others = '<a href="#x">c</a><a href="https://a.vn/">d</a><a href="//b">e</a>'

    assert made.finish(page, local) == '<a href="/cchc/">a</a><a href="/cchc/tin-tuc/">b</a><img src="/cchc/x.png">'
    assert made.finish(page, others) == others


def test_pages_are_known_to_engines_as_markdown_where_they_will_be(school: School) -> None:
    names = {page.address: source_of(page) for page in school.section().pages}

    assert (names[""], names["tin-tuc/"], names["404.html"]) == ("index.md", "tin-tuc/index.md", "404.md")


def test_every_file_has_its_place_in_the_order_of_publishing(school: School) -> None:
    school.news(dia_chi_cu="cu/")

    kinds = Job(school.section(), None).kinds()

    assert kinds["tin-tuc/2026/tin/index.html"] == "page"
    assert {kinds[path] for path in ("index.html", "tin-tuc/index.html", "sitemap.xml", "cu/index.html")} == {"list"}
    assert {kinds[path] for path in ("rss.xml", "atom.xml", "feed.json", "tin-tuc/rss.xml", "rss/opml.xml")} == {"feed"}


def test_a_build_that_is_turned_away_leaves_the_running_one_its_stage(school: School, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with Output(site) as running:
        half_made = running.stage("truong") / "index.html"
        half_made.write_text("being made", encoding="utf-8")
        late = Job(school.section(), Output(site), own_output=True)

        with pytest.raises(JobRefused):
            late.begin()
        late.abandon()

        assert half_made.exists()
