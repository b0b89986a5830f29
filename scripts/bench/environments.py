"""Where the peers live: an environment for each below `.cchc/bench/`, made from its lock, again when that changes.

The locks in `peers/` name versions and hashes, no address. Those of Python packages are made by `uv pip compile
--universal --generate-hashes --no-header --no-emit-index-url --no-annotate`, that of Eleventy as CONTRIBUTING.md says
of tests/node.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
HOME = PROJECT / ".cchc/bench"


class Missing(Exception):
    """A program that cannot be set up here, and why."""


def python_environment(name: str) -> Path:
    """The folder of a virtual environment filled from `peers/<name>/requirements.txt`."""
    lock, home = HERE / "peers" / name / "requirements.txt", HOME / name
    if not same(lock, home / "done"):
        shutil.rmtree(home, ignore_errors=True)
        attempt(sys.executable, "-m", "venv", str(home))
        attempt(str(home / "bin/python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock))
        shutil.copy(lock, home / "done")
    return home


def node_environment(name: str) -> Path:
    """The folder of what `peers/<name>/package-lock.json` locks."""
    lock, home = HERE / "peers" / name / "package-lock.json", HOME / name
    if not same(lock, home / "done"):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for file in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(lock.with_name(file), home)
        attempt("npm", "ci", folder=home)
        shutil.copy(lock, home / "done")
    return home


def same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


def attempt(*arguments: str, folder: Path = PROJECT) -> None:
    try:
        done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Missing(f"{arguments[0]}: {error.strerror}") from None
    if done.returncode:
        raise Missing(f"{' '.join(arguments[:4])} …: {(done.stderr or done.stdout).strip()[-300:]}")


def output_of(*arguments: str | Path) -> str:
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.strip()
