"""A project of one tiny package: its own wheel, its locks."""

import hashlib
import shutil
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LAUNCHER = PROJECT / "scripts" / "cchc.py"

SAYS_WHAT_IT_GOT = """
import os, sys
print(sys.argv[1:], os.getcwd(), os.environ["NO_MKDOCS_2_WARNING"], sep="|")
sys.exit(int(os.environ.get("EXIT", "0")))
"""
BUILD_BACK_END = """
import shutil
def build_editable(folder, *ignored):
    return shutil.copy("own/cchc-0.1.0-py3-none-any.whl", folder).rpartition("/")[2]
"""


def write_wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return path


def write_project(project: Path) -> None:
    """The least the launcher needs: itself, locks, a package of our own, the runner of the tests."""
    (project / "scripts").mkdir(parents=True)
    shutil.copy(LAUNCHER, project / "scripts")
    own = {"cchc_cli/__init__.py": "", "cchc_cli/__main__.py": SAYS_WHAT_IT_GOT}
    write_wheel(project / "own", "cchc", "0.1.0", own)
    tiny = write_wheel(project.parent / "wheels", "tiny", "1.0", {"tiny.py": ""})
    digest = hashlib.sha256(tiny.read_bytes()).hexdigest()
    (project / "requirements").mkdir()
    for name in ("build", "base", "import", "deploy", "fleet", "test"):
        (project / f"requirements/{name}.txt").write_text(f"tiny==1.0 --hash=sha256:{digest}\n", "utf-8")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "back_end"\nbackend-path = ["."]\n', "utf-8"
    )
    (project / "back_end.py").write_text(BUILD_BACK_END, "utf-8")
    (project / "setup.py").touch()
