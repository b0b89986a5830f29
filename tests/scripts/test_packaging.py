"""The locks agree with pyproject.toml, name no host, trust no file unseen; the wheel carries packages and theme."""

import io
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from cchc_cli.starting.kit import CARRIED
from cchc_cli.starting.kit import wheel as made_here

PROJECT = Path(__file__).resolve().parents[2]
DEFINITION = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
BASE = [Requirement(line) for line in DEFINITION["project"]["dependencies"]]
EXTRAS = DEFINITION["project"]["optional-dependencies"]
IMPORT = [Requirement(line) for line in EXTRAS["import"]]
DEPLOY = [Requirement(line) for line in EXTRAS["deploy"]]
FLEET = [Requirement(line) for line in EXTRAS["fleet"]]
TEST = [*IMPORT, *DEPLOY, *FLEET, *(Requirement(line) for line in EXTRAS["test"] if not line.startswith("cchc["))]
BUILD = [Requirement(line) for line in DEFINITION["build-system"]["requires"]]
WANTED = {
    "build": BUILD,
    "base": BASE + BUILD,
    "import": BASE + IMPORT + BUILD,
    "deploy": BASE + DEPLOY + BUILD,
    "fleet": BASE + FLEET + BUILD,
    "test": BASE + TEST + BUILD,
}


def lock(name: str) -> str:
    return (PROJECT / f"requirements/{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for found in re.finditer(r"^([a-z0-9-]+)==([^\s;\\]+)", lock(name), re.MULTILINE)}


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_names_no_host(name):
    assert not re.search(r"://|index-url|find-links|trusted-host|\.(org|com|net|io|vn)\b", lock(name))


@pytest.mark.parametrize("name", WANTED)
def test_every_requirement_of_a_lock_is_pinned_and_hashed(name):
    requirements = lock(name).replace("\\\n", " ").splitlines()

    assert requirements
    for requirement in requirements:
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", requirement), requirement


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_satisfies_what_pyproject_asks_for(name):
    pinned = pins(name)

    for requirement in WANTED[name]:
        assert requirement.specifier.contains(Version(pinned[canonicalize_name(requirement.name)])), requirement


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_holds_nothing_that_nobody_asks_for(name):
    assert set(pins(name)) <= reachable(WANTED[name])


def reachable(roots: Iterable[Requirement]) -> set[str]:
    """Names that follow from the roots on any system; what is not installed on this one is taken as a leaf."""
    found: set[str] = set()
    todo = [canonicalize_name(root.name) for root in roots]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needed = [Requirement(line) for line in requires(name) or []]
        except PackageNotFoundError:
            continue
        todo += [canonicalize_name(one.name) for one in needed if "extra ==" not in str(one.marker)]
    return found


def test_the_locks_agree_with_each_other():
    build, base, bring, deploy, fleet, test = (pins(name) for name in WANTED)

    assert build.items() <= base.items()
    for extra in (bring, deploy, fleet):
        assert base.items() <= extra.items() <= test.items()


def test_the_environment_the_locks_made_lacks_nothing():
    ended = subprocess.run(
        [sys.executable, "-m", "pip", "check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout


def test_the_wheel_carries_every_package_the_whole_theme_and_what_a_new_project_needs(tmp_path):
    for name in ("plugins", "theme", "requirements", "scripts"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "setup.py", "LICENSE", "cchc.cmd"):
        shutil.copy(PROJECT / name, tmp_path)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", tmp_path, tmp_path], check=True, stdout=subprocess.DEVNULL)

    [wheel] = tmp_path.glob("*.whl")
    carried = contents(zipfile.ZipFile(wheel))

    wanted = files(PROJECT / "plugins", "") | files(PROJECT / "theme", "cchc_theme/")
    locks = {f"{CARRIED}/requirements/{path.name}" for path in (PROJECT / "requirements").glob("*.txt")}
    recipes = files(PROJECT / "scripts/recipes", f"{CARRIED}/scripts/recipes/")
    launcher = {f"{CARRIED}/cchc.cmd", f"{CARRIED}/scripts/cchc.py"}
    assert set(carried) == (wanted | locks | recipes | launcher) - {f"{CARRIED}/requirements/test.txt"}
    name, packed = made_here()
    assert name == wheel.name
    assert contents(zipfile.ZipFile(io.BytesIO(packed))) == carried, "what `cchc init` packs is what setuptools packs"


def contents(wheel: zipfile.ZipFile) -> dict[str, bytes]:
    return {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}


def files(folder: Path, prefix: str) -> set[str]:
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    own = (path for path in paths if not re.search(r"(^|/)(__pycache__|\.)|\.egg-info/", path.as_posix()))
    return {prefix + path.as_posix() for path in own}
