"""Pages laid into shells are those the theme gives by itself, and a theme no shell can stand for is laid by MkDocs."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cchc.section.rich import NOW_TEXT, build, files_in, new_project, rich_content, run
from tests.school import THEME, School, at

from cchc.publishing.job import Job
from cchc.publishing.output import Output
from cchc.publishing.section import Section, build_section
from cchc.publishing.shells import Hole, Shells, Unfit
from cchc.remembering import use
from cchc_cli.building.engine import lay_out, shells_of
from cchc_cli.project import Project

SAMPLE = THEME.parent


def shells_for(root: Path) -> Shells:
    made = shells_of(Project(root), Output(root / "site"))
    assert made is not None
    return made


def sections(project: Project, *, offline: bool = False) -> Iterator[Section]:
    now = at(NOW_TEXT.replace("T", " "))
    tree = project.load()
    verdict = project.judge(tree, now)
    beside = frozenset(tree.units) if offline else None
    for ma in tree.units:
        yield build_section(tree, verdict.held, ma, now, THEME, left_out=verdict.stopped, offline=beside)


def laid(section: Section, shells: Shells, site: Path) -> dict[str, bytes]:
    """The files of a section made with shells alone: what they cannot make is an error."""
    with Output(site) as output:
        job = Job(section, output)
        job.lay(partial(shells.page, job), str)
    return files_in(site / section.unit.ma)


def laid_by_mkdocs(project: Project, section: Section, site: Path) -> dict[str, bytes]:
    with Output(site) as output:
        lay_out(project, section, output, None, str)
    return files_in(site / section.unit.ma)


@pytest.fixture(scope="module")
def shells() -> Shells:
    return shells_for(SAMPLE)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Project:
    place = new_project(tmp_path_factory.mktemp("du-an"))
    rich_content(place / "content")
    return Project(place)


def test_every_file_of_the_sample_is_the_one_mkdocs_makes(shells: Shells, tmp_path: Path) -> None:
    for section in sections(Project(SAMPLE)):
        expected = laid_by_mkdocs(Project(SAMPLE), section, tmp_path / "mkdocs")
        assert laid(section, shells, tmp_path / "shells") == expected


@pytest.mark.parametrize("offline", [False, True])
def test_every_file_of_rich_content_is_the_one_mkdocs_makes(
    rich: Project, shells: Shells, tmp_path: Path, offline: bool
) -> None:
    for section in sections(rich, offline=offline):
        expected = laid_by_mkdocs(rich, section, tmp_path / "mkdocs")
        assert laid(section, shells, tmp_path / "shells") == expected


def test_shells_are_few_and_other_units_use_them_too(tmp_path: Path) -> None:
    shells = shells_for(SAMPLE)
    sizes = []
    for name in ("hoa-sen", "hoa-mai"):
        place = School(tmp_path / name)
        place.unit(ma=name, ten=f"Trường {name}", duong_day_nong=f"0299 3 000 30{len(sizes)}")
        for count in range(30):
            place.news(f"{name}-{count}", tieu_de=f"{name} {count}", body=name)
        section = place.section(name)
        laid(section, shells, tmp_path / "site")
        sizes.append(len(shells.made))

    assert sizes[0] == sizes[1] < len(section.pages) / 3


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), max_size=30)
names = st.tuples(st.sampled_from(("", "&amp; ", "<b>", "\"'", "{{ 1 }} ", "\\x02", "Tin ")), texts).map(
    lambda pair: f"{''.join(pair)} a"
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(names, min_size=2, max_size=4), unit=names, address=st.none() | names, number=st.booleans())
def test_whatever_is_written_a_page_is_the_one_the_theme_gives(
    shells: Shells, titles: list[str], unit: str, address: str | None, number: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = School(Path(folder))
        place.unit(ten=unit, dia_chi=address, duong_day_nong="0299 3 000 301" if number else None)
        for count, title in enumerate(titles):
            place.news(f"tin-{count}", tieu_de=title, tom_tat=title[::-1], the=[title])
        if place.judge().stopped:
            return
        job = Job(place.section(), None)
        for page in job.section.pages:
            assert shells.page(job, page) == shells.theme.page(job, page)


def themed(root: Path, line: str, settings: str = "") -> Project:
    """A project of one school with news, whose theme has a line more."""
    new_project(root)
    (root / "theme").unlink()
    (root / "theme").mkdir()
    for path in sorted(THEME.iterdir()):
        (root / "theme" / path.name).symlink_to(path)
    (root / "theme/main.html").unlink()
    main = (THEME / "main.html").read_text(encoding="utf-8")
    (root / "theme/main.html").write_text(main.replace("<article", f"{line}\n<article"), encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(settings)
    school = School(root / "content")
    school.unit()
    school.news("mot", tieu_de="Một")
    school.news("hai", tieu_de="Hai – “ba” & bốn")
    return Project(root)


PLAIN = {
    "texts": "{{ cchc.title }}{{ cchc.title|e }}{{ cchc.title|safe }}{{ cchc.hero.lead|default('-') }}",
    "the unit": "{{ config.site_name }} {{ config.site_url|e }}",
    "lists": "{{ cchc.menu|length }}{{ cchc.menu|map(attribute='text')|join(', ') }}",
    "addresses of others": "{{ 'https://a.vn/x.css'|url }}",
    "what is there": "{% if cchc.feed and not page.toc %}a{% endif %}{{ cchc.canonical is none }}",
}


@pytest.mark.parametrize("line", PLAIN.values(), ids=PLAIN)
def test_a_theme_that_writes_texts_out_is_laid_into_shells(tmp_path: Path, line: str) -> None:
    project = themed(tmp_path, line, "extra_css: ['https://a.vn/b.css']\n")
    [section] = sections(project)

    assert laid(section, shells_for(tmp_path), tmp_path / "a") == laid_by_mkdocs(project, section, tmp_path / "b")


COMPUTING = {
    "case": "{{ cchc.title|upper }}",
    "title case": "{{ cchc.title|title }}",
    "replaced": "{{ cchc.title|replace('–', '-') }}",
    "replaced once joined": "{{ (cchc.title ~ cchc.unit)|replace('–', '-') }}",
    "cut": "{{ cchc.title|truncate(3) }}",
    "a letter": "{{ cchc.title[0] }}",
    "a method": "{{ cchc.title.upper() }}",
    "compared": "{% if cchc.title == 'Một' %}a{% endif %}",
    "searched": "{% if '&' in cchc.title %}a{% endif %}",
    "ordered": "{{ cchc.menu|map(attribute='text')|sort|first }}",
    "reckoned": "{{ cchc.picture.width / 2 }}",
    "bigger": "{% if cchc.picture.width > 600 %}a{% endif %}",
    "twice as long": "{{ cchc.picture.width * 2 }}",
    "json": "{{ cchc.title|tojson }}",
    "json of many": "{{ cchc.styles|tojson }}",
    "escaped twice": "{{ (cchc.title|e|string)|forceescape }}",
    "a key": "{{ {'a': 1}[cchc.title] }}",
    "the page's address": "{{ page.url }}",
    "the page's title": "{{ page['title'] }}",
    "a relative address": "{{ 'assets/x.css'|url }}",
    "the way up": "{{ base_url }}",
    "all pages": "{% for one in pages %}a{% endfor %}",
    "styles of MkDocs": "{% if extra_css %}a{% endif %}",
    "the time of the build": "{{ build_date_utc.year }}",
    "a sign of ours": "\x02",
}


@pytest.mark.parametrize("line", COMPUTING.values(), ids=COMPUTING)
def test_of_a_theme_that_computes_no_shell_is_made(tmp_path: Path, line: str) -> None:
    [section] = sections(themed(tmp_path, line))
    shells = shells_for(tmp_path)

    with pytest.raises(Unfit):
        [shells.page(Job(section, None), page) for page in section.pages]


def test_a_theme_found_unfit_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [section] = sections(themed(tmp_path, COMPUTING["case"]))
    shells = shells_for(tmp_path)
    assert not shells.unfit
    with pytest.raises(Unfit):
        shells.page(Job(section, None), section.pages[0])
    monkeypatch.delattr(type(shells.theme), "shell")

    with pytest.raises(Unfit, match="do_upper"):
        shells.page(Job(section, None), section.pages[-1])

    assert shells.unfit == "do_upper"


class Gone:
    """A theme nobody may ask."""

    def page(self, *_: object) -> str:
        raise AssertionError

    shell = page


def test_of_a_shell_that_was_kept_the_theme_is_not_asked(rich: Project, shells: Shells) -> None:
    *_, section = sections(rich)
    job = Job(section, None)
    with rich.results() as results, use(results):
        made = [Shells(shells.theme, "theme").page(job, page) for page in section.pages]

    with rich.results() as results, use(results):
        assert [Shells(Gone(), "theme").page(job, page) for page in section.pages] == made
        for digest in ("", "another theme"):
            with pytest.raises(AssertionError):
                Shells(Gone(), digest).page(job, section.pages[0])


def test_a_page_that_differs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [section] = sections(themed(tmp_path, ""))
    shells = shells_for(tmp_path)
    monkeypatch.setattr(type(shells.theme), "page", lambda *_: "otherwise")

    with pytest.raises(Unfit, match=r"^index\.html$"):
        shells.page(Job(section, None), section.pages[0])

    assert shells.unfit == "index.html"


def test_of_a_unit_that_is_done_shells_keep_nothing(tmp_path: Path) -> None:
    shells, place, kept = shells_for(SAMPLE), School(tmp_path / "hoa-sen"), []
    for number in range(3):
        place.unit(ten=f"Trường {number}")
        laid(place.section(), shells, tmp_path / "site")
        kept.append(len(shells._filled))

    assert kept[0] == kept[1] == kept[2]


def test_a_theme_that_computes_is_laid_by_mkdocs(tmp_path: Path) -> None:
    project = themed(
        tmp_path, "{% if cchc.feed_title %}{% if cchc.is_item %}{{ cchc.title|upper }}{% endif %}{% endif %}"
    )
    [section] = sections(project)

    with Output(tmp_path / "a") as output:
        job = lay_out(project, section, output, shells_for(tmp_path), str)

    assert job.change
    assert files_in(tmp_path / "a/truong") == laid_by_mkdocs(project, section, tmp_path / "b")
    assert b"\nM\xe1\xbb\x98T " in files_in(tmp_path / "a/truong")["tin-tuc/2026/mot/index.html"]


def test_a_text_that_is_there_is_true_and_has_no_length() -> None:
    assert Hole(1)
    with pytest.raises(Unfit):
        len(Hole(1))
    with pytest.raises(Unfit):
        hash(Hole(1))


def test_a_hook_has_its_say_in_every_page(tmp_path: Path) -> None:
    project = themed(tmp_path, "", "hooks: [moc.py]\n")
    (tmp_path / "moc.py").write_text("def on_post_page(output, **_):\n    return output.replace('Một', 'MỘT')\n")

    site = build(tmp_path)
    done = run(project.root, "build", "-q", "-d", str(tmp_path / "b"), module="mkdocs", CCHC_NOW=NOW_TEXT)

    assert (done.returncode, done.stderr) == (0, "")
    assert files_in(site / "truong") == files_in(tmp_path / "b/truong")
    assert "<title>MỘT" in (site / "truong/tin-tuc/2026/mot/index.html").read_text(encoding="utf-8")


def test_a_broken_theme_keeps_the_old_section(tmp_path: Path) -> None:
    project = themed(tmp_path, "")
    site = build(tmp_path)
    before = files_in(site / "truong")
    (tmp_path / "theme/main.html").write_text("{% if %}")
    School(project.content).news("mot", tieu_de="Khác")

    done = run(tmp_path, "build", "--now", NOW_TEXT)

    assert done.returncode == 3
    assert "chương trình gặp lỗi" in done.stderr
    assert "giữ chuyên mục cũ" in done.stderr
    assert files_in(site / "truong") == before


def test_settings_that_cannot_be_are_said_before_anything_is_laid(tmp_path: Path) -> None:
    themed(tmp_path, "", "markdown_extensions: [admonition]\n")

    done = run(tmp_path, "build", "--now", NOW_TEXT)

    assert done.returncode == 2
    assert "cchc: mkdocs.yml: xóa mục markdown_extensions" in done.stderr
    assert not (tmp_path / "site/truong").exists()
