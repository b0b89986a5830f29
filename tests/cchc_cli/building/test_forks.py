"""Work shared out among copies of a process comes back whole, in order, whatever becomes of the copies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_cli.building.forks import WORTH, spread

pytestmark = pytest.mark.needs("posix")


@given(st.lists(st.integers(), max_size=3 * WORTH), st.integers(1, 5))
def test_it_is_map(things: list[int], workers: int) -> None:
    assert list(spread(str, things, workers)) == [str(one) for one in things]


def test_several_processes_do_it_and_few_things_are_done_here() -> None:
    assert len(set(spread(lambda _: os.getpid(), range(WORTH), 3))) == 3
    assert set(spread(lambda _: os.getpid(), range(WORTH - 1), 3)) == {os.getpid()}


def test_a_process_that_dies_is_stood_in_for() -> None:
    here = os.getpid()

    def work(one: int) -> int:
        if os.getpid() != here and one > 50:
            os.kill(os.getpid(), signal.SIGKILL)
        return one

    assert list(spread(work, range(WORTH), 3)) == list(range(WORTH))


def test_what_cannot_be_sent_is_made_here() -> None:
    made = list(spread(lambda one: lambda: one, range(WORTH), 2))

    assert [one() for one in made] == list(range(WORTH))


def children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


@pytest.mark.needs("proc")
@pytest.mark.parametrize("place", [0, 1, WORTH - 1])
def test_what_the_work_raises_is_raised_and_no_process_stays(place: int) -> None:
    def work(one: int) -> int:
        return 1 // (one - place)

    before = children()
    with pytest.raises(ZeroDivisionError):
        list(spread(work, range(WORTH), 3))
    assert children() == before


def test_who_is_interrupted_leaves_nobody_behind(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from cchc_cli.building.forks import spread\n"
        "def work(one): open(sys.argv[1] + str(os.getpid()), 'w').close(); time.sleep(0.1)\n"
        "list(spread(work, range(1000), 3))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, f"{tmp_path}/"], stderr=subprocess.DEVNULL) as parent:
        while len(list(tmp_path.iterdir())) < 3:
            time.sleep(0.01)
        parent.send_signal(signal.SIGINT)
        parent.wait(10)

    assert not any(Path(f"/proc/{one.name}").exists() for one in tmp_path.iterdir())
