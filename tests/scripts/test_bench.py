"""The benchmark: the same words for every program, what is measured, what is said where one fails. No timing."""

import json
import os
import re
import sys

import pytest
from tests.school import NOW

from cchc.checking.verdict import judge
from cchc.reading.tree import load

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the benchmark needs Linux"),
    pytest.mark.usefixtures("bench"),
]


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


def test_the_limit_writes_files_of_the_same_names_and_lengths(tmp_path, bench):
    from measure import Command, cost, state

    (tmp_path / "sizes.json").write_text(json.dumps([["0/a/index.html", 5], ["0/empty", 0]]))

    cost([Command((sys.executable, str(bench / "limit.py"), "sizes.json", "out"), tmp_path, {})])

    assert {path: seen[2] for path, seen in state(tmp_path / "out").items()} == {"0/a/index.html": 5, "0/empty": 0}


# --- the short table


def test_the_short_table_has_a_column_for_each_program_and_says_how_many_rounds():
    from table import short

    base = {"job": "section", "size": 100, "step": "cold", "cpu": 1.0, "memory": 1, "files": 1, "bytes": 1, "scaled": 1}
    rows = [{**base, "round": number, "peer": "cchc", "wall": wall} for number, wall in enumerate((3.0, 1.0, 2.0))]
    rows += [{**base, "round": 0, "peer": "hugo", "wall": 0.5}]
    rows += [{**base, "size": 1000, "round": 0, "peer": "hugo", "wall": 4.0}]
    rows += [{"job": "section", "size": 1000, "step": "cold", "round": 0, "peer": "cchc", "error": "no room"}]
    measured = {
        "rows": rows, "titles": {"cchc": "CCHC", "hugo": "Hugo"}, "date": "2026-11-21", "machine": "2 cores",
        "versions": {"cchc": "this", "hugo": "0.1"}, "missing": {},
    }  # fmt: skip

    lines = short(measured).splitlines()

    assert lines[:4] == [
        "| wall seconds | CCHC | Hugo |",
        "|---|--:|--:|",
        "| 100 news, cold | 2.00 | 0.50 |",
        "| 1,000 news, cold | – | 4.00 |",
    ]
    assert "medians of 1 to 3" in lines[5]
    assert "Failed: CCHC, section 1000, cold: no room" in lines
