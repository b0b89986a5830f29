"""The benchmark: the same words for every program, what is measured, what is said where one fails. No timing."""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from tests.school import NOW

from cchc.checking.verdict import judge
from cchc.reading.tree import load

PROJECT = Path(__file__).resolve().parents[2]
BENCH = PROJECT / "scripts" / "bench"
MODULES = ("corpus", "environments", "flavours", "honesty", "jobs", "measure", "peers", "run", "table")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the benchmark needs Linux")


@pytest.fixture(autouse=True)
def bench(monkeypatch):
    """Its modules lie beside run.py and are found by their bare names."""
    monkeypatch.syspath_prepend(str(BENCH))
    yield
    for name in MODULES:
        sys.modules.pop(name, None)


# --- the corpus


def test_the_same_seed_makes_the_same_words_and_more_news_change_none_of_the_first():
    from corpus import section

    assert section(30) == section(30)
    assert section(30)[:30] == section(50)[:30]
    assert section(30, seed=2)[0] != section(30)[0]
    assert section(1, owner="truong-0001")[0] != section(1, owner="truong-0002")[0]


def test_a_news_has_about_350_words():
    from corpus import section

    counts = [len(" ".join(item.body).split()) for item in section(200, procedures=0, plans=0)]

    assert 330 < sum(counts) / len(counts) < 370


def test_a_flavour_changes_the_form_and_no_word_of_the_body():
    from corpus import section
    from flavours import FLAVOURS, place, text

    items = section(20, procedures=5, plans=5)

    for item in items:
        bodies = {flavour: text(item, flavour).split("---\n", 2)[2] for flavour in FLAVOURS}
        plain = {
            re.sub(r"<!-- ?more ?-->\n\n", "", one).replace(f"# {item.title}\n\n", "", 1).strip()
            for one in bodies.values()
        }
        assert plain == {"\n\n".join(item.body)}
        assert all(item.title in text(item, flavour) for flavour in FLAVOURS)
    for flavour in FLAVOURS:
        assert len({place(item, flavour) for item in items}) == len(items)


def test_an_edit_is_in_the_first_paragraph_and_in_the_title_of_a_news_alone():
    from corpus import edited, section

    news, procedure, _ = (edited(item, "dasua") for item in section(1, procedures=1, plans=1))

    assert "dasua" in news.title
    assert "dasua" in news.body[0]
    assert "dasua" not in procedure.title
    assert procedure.body[0] == "## Hướng dẫn"
    assert "dasua" in procedure.body[1]


def test_our_own_form_of_the_corpus_is_content_without_an_error(tmp_path):
    from corpus import section, unit
    from peers import Cchc, World

    units = tuple((unit(number), tuple(section(6, procedures=0, plans=0, owner=str(number)))) for number in (1, 2))
    Cchc().prepare(tmp_path, World(units, tuple(section(0, procedures=6, plans=3))))

    tree = load(tmp_path / "content")
    assert set(tree.units) == {"so-gddt", "truong-0001", "truong-0002"}
    assert [complaint for complaint in judge(tree, NOW).complaints if complaint.error] == []


# --- measuring


TREE = """
import json, os, subprocess, sys
def burn():
    while sum(os.times()[:2]) < 0.3:
        sum(range(1000))
if len(sys.argv) == 1:
    held = bytearray(60_000_000)
    child = subprocess.Popen([sys.executable, __file__, "child"])
    child.wait()
burn()
open(("child" if len(sys.argv) > 1 else "parent") + ".json", "w").write(json.dumps(sum(os.times()[:2])))
"""


def test_cpu_and_memory_are_those_of_the_whole_tree(tmp_path):
    from measure import Command, cost

    (tmp_path / "tree.py").write_text(TREE)

    spent = cost([Command((sys.executable, "tree.py"), tmp_path, {})] * 2)

    said = sum(json.loads((tmp_path / f"{name}.json").read_text()) for name in ("child", "parent"))
    assert said >= 0.6
    assert spent.cpu >= 2 * 0.6
    assert spent.wall > 0
    assert spent.memory >= 60_000_000


def test_processes_of_a_session_are_found_by_it_and_others_are_not():
    from measure import memory

    assert memory(os.getsid(0)) > 1_000_000
    assert memory(-1) == 0


def test_only_what_was_written_anew_counts_and_our_caches_do_not(tmp_path):
    from measure import state, written

    for name in ("a.html", "b.html", "sub/c.html", ".cchc/cache/d"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1234")
    before = state(tmp_path)
    assert written({}, before) == (3, 12)

    (tmp_path / "new").write_text("12345")
    os.replace(tmp_path / "new", tmp_path / "a.html")
    (tmp_path / "e.html").write_text("1")
    (tmp_path / "b.html").unlink()

    assert written(before, state(tmp_path)) == (2, 6)
    assert written(before, before) == (0, 0)


def test_a_command_that_fails_tells_its_last_words(tmp_path):
    from measure import Command, Failed, cost

    with pytest.raises(Failed, match=r"ended with 3: .*no template"):
        cost([Command((sys.executable, "-c", "print('no template'); raise SystemExit(3)"), tmp_path, {})])


def test_a_command_that_is_not_there_is_a_failure_too(tmp_path):
    from measure import Command, Failed, cost

    with pytest.raises(Failed, match="no-such-program: "):
        cost([Command(("no-such-program",), tmp_path, {})])


def test_the_limit_writes_files_of_the_same_names_and_lengths(tmp_path):
    from measure import Command, cost, state

    (tmp_path / "sizes.json").write_text(json.dumps([["0/a/index.html", 5], ["0/empty", 0]]))

    cost([Command((sys.executable, str(BENCH / "limit.py"), "sizes.json", "out"), tmp_path, {})])

    assert {path: seen[2] for path, seen in state(tmp_path / "out").items()} == {"0/a/index.html": 5, "0/empty": 0}


# --- programs that fail, or build less than they were given


BUILDS = """
import json, pathlib, sys
site = pathlib.Path("site")
for path in pathlib.Path("docs").rglob("*.md"):
    page = site / path.relative_to("docs").with_suffix("") / "index.html"
    if path.stem == "index":
        page = site / path.relative_to("docs").with_suffix(".html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(path.read_text())
(site / "search").mkdir(exist_ok=True)
(site / "search/search_index.json").write_text(" ".join(f"{path} {path.read_text()}" for path in site.rglob("*.html")))
"""


def pretender(program: str):
    """A program of our own in the place of MkDocs."""
    from peers import Material

    class Pretender(Material):
        def arguments(self, _unit):
            return (sys.executable, "-c", program)

    return Pretender()


def rows_of(peer, kind="section", size=3, repeat=1, *, place):
    from jobs import Job, measured

    return list(measured(Job(kind, size), [peer], repeat, place, 1, str))


def test_a_round_is_a_cold_build_and_two_edits(tmp_path):
    rows = rows_of(pretender(BUILDS), repeat=2, place=tmp_path)

    assert [(row["round"], row["step"]) for row in rows] == [
        (number, step) for number in (0, 1) for step in ("cold", "news", "procedure")
    ]
    assert not any("error" in row for row in rows)
    assert rows[0]["files"] == 3 + 60 + 20 + 4 + 7 + 1  # items, home and three lists, fields of reform, search


def test_a_fleet_larger_than_what_is_measured_is_scaled(tmp_path, monkeypatch):
    import jobs

    monkeypatch.setattr(jobs, "MEASURED", 2)
    cold, news, procedure = rows_of(pretender(BUILDS), "fleet", 6, place=tmp_path)

    assert (cold["scaled"], news["scaled"], procedure["scaled"]) == (3, 1, 3)
    assert cold["files"] == 6 * (110 + 4 + 7 + 1)
    assert news["files"] == 110 + 4 + 7 + 1


def test_a_search_that_lost_a_page_or_stands_twice_is_no_measure(tmp_path):
    forgets = (
        BUILDS + "index = site / 'search/search_index.json'; index.write_text(index.read_text().replace('00002', ''))"
    )
    twice = BUILDS + "(site / 'search/b.json').write_text('')"
    peer = pretender(twice)
    peer.search = "search/*.json"

    assert (
        "search_index.json: 1 not there, such as tin-00002" in rows_of(pretender(forgets), place=tmp_path)[0]["error"]
    )
    assert "2 search indices" in rows_of(peer, place=tmp_path / "twice")[0]["error"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("if 'tin-00002' in str(path): continue", "no page tin-tuc/tin-00002/index.html"),
        ("if str(path) == 'docs/tin-tuc/index.md': continue", "list tin-tuc: 3 not there"),
        ("if 'linh-vuc' in str(path): continue", "not there, such as tin-0000"),
        ("if page.exists(): continue", "dasuanews is not there"),
    ],
)
def test_a_program_that_builds_less_than_it_was_given_is_no_measure(tmp_path, change, said):
    program = BUILDS.replace("    page.parent", f"    {change}\n    page.parent")

    *_, last = rows_of(pretender(program), place=tmp_path)

    assert said in str(last["error"])


def test_a_feed_that_shows_no_news_is_missed(tmp_path):
    peer = pretender(BUILDS)
    peer.feeds = ("feed.xml",)

    [row] = rows_of(peer, place=tmp_path)

    assert "feed feed.xml: 0 entries" in row["error"]


def test_a_program_that_cannot_be_set_up_is_left_out_and_said(capsys):
    import run
    from environments import Missing
    from peers import Peer

    class Gone(Peer):
        key, title = "gone", "Gone"

        def set_up(self):
            raise Missing("npm: No such file or directory")

    class There(Gone):
        key, title = "there", "There"

        def set_up(self):
            return "1.0"

    ready, versions, missing = run.set_up([Gone(), There()])

    assert [peer.key for peer in ready] == ["there"]
    assert versions == {"there": "1.0"}
    assert missing == {"Gone": "npm: No such file or directory"}
    assert "left out: npm" in capsys.readouterr().err


def test_what_cannot_be_installed_is_missing_with_the_reason():
    from environments import Missing, attempt

    with pytest.raises(Missing, match="no-such-program"):
        attempt("no-such-program")
    with pytest.raises(Missing, match="no route"):
        attempt(sys.executable, "-c", "raise SystemExit('no route')")


def test_a_peer_nobody_knows_is_refused(capsys):
    import run

    with pytest.raises(SystemExit):
        run.options(["--peers", "hugo,jekyll"])

    assert "jekyll" in capsys.readouterr().err
    assert run.options(["--news", "5,6", "--fleet", ""]).news == [5, 6]


def test_the_locks_name_no_address_and_hash_every_package():
    for name in ("hugo", "mkdocs"):
        lock = (BENCH / "peers" / name / "requirements.txt").read_text("utf-8")
        assert not re.search(r"://|\.(org|com|net)\b|^-", lock, re.MULTILINE)
        assert lock.count("==") <= lock.count("--hash=sha256:")
    lock = (BENCH / "peers/eleventy/package-lock.json").read_text("utf-8")
    assert not re.search(r'://|"resolved"', lock)
    assert all(one["integrity"] for name, one in json.loads(lock)["packages"].items() if name)


# --- the table


def measured_rows():
    def row(number, peer, wall, cpu, **more):
        base = {"job": "section", "size": 1000, "step": "cold", "round": number, "peer": peer}
        return {
            **base,
            "wall": wall,
            "cpu": cpu,
            "memory": 2**20 * 100,
            "files": 1200,
            "bytes": 5e6,
            "scaled": 1,
            **more,
        }

    return [
        *(row(number, "cchc", wall, wall) for number, wall in enumerate((2.0, 4.0, 9.0))),
        *(row(number, "hugo", wall, 2 * wall) for number, wall in enumerate((1.0, 4.0, 3.0))),
        {
            "job": "section",
            "size": 1000,
            "step": "cold",
            "round": 0,
            "peer": "blog",
            "error": "list the_che: 3 not there",
        },
    ]


def test_the_table_shows_medians_and_the_median_of_the_ratios_of_each_round(tmp_path, capsys):
    import run

    measured = {
        "date": "2026-11-20",
        "machine": "2 cores, 24 GiB, Linux 6, x86_64",
        "versions": {"hugo": "hugo v0.168.0"},
        "titles": {"cchc": "CCHC", "hugo": "Hugo", "blog": "Blog"},
        "missing": {"Eleventy": "npm: No such file or directory"},
        "rows": measured_rows(),
    }
    (tmp_path / "figures.json").write_text(json.dumps(measured))

    assert run.main(["--table", str(tmp_path / "figures.json")]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "| 1,000 news, cold | CCHC | 4.00 | 4.00 | 100 | 1,200 | 5.0 |  |  |"
    # 2/1, 4/4, 9/3: the median is 2, while the ratio of the medians would be 4/3.
    assert lines[3] == "|  | Hugo | 3.00 | 6.00 | 100 | 1,200 | 5.0 | 2.00 | 1.00 |"
    assert lines[4] == "|  | Blog | failed | – | – | – | – | – | – |"
    rest = "\n".join(lines[5:])
    assert "2026-11-20; 2 cores, 24 GiB, Linux 6, x86_64; medians of 3; Hugo: hugo v0.168.0." in rest
    assert "Left out: Eleventy, npm: No such file or directory." in rest
    assert "Failed: Blog, section 1000, cold: list the_che: 3 not there" in rest


def test_the_machine_is_described_without_its_name():
    import run

    assert os.uname().nodename not in run.machine() or os.uname().nodename == "localhost"
    assert "cores" in run.machine()
