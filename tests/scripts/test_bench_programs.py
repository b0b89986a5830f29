"""The benchmark refuses programs that fail or build less than they were given; its table."""

import json
import os
import re
import sys

import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the benchmark needs Linux"),
    pytest.mark.usefixtures("bench"),
]


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

        def commands(self, _folder, _touched):
            return []

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


def test_the_locks_name_no_address_and_hash_every_package(bench):
    for name in ("hugo", "mkdocs"):
        lock = (bench / "peers" / name / "requirements.txt").read_text("utf-8")
        assert not re.search(r"://|\.(org|com|net)\b|^-", lock, re.MULTILINE)
        assert lock.count("==") <= lock.count("--hash=sha256:")
    lock = (bench / "peers/eleventy/package-lock.json").read_text("utf-8")
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
