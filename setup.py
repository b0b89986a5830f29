"""What pyproject.toml cannot say: the packages of plugins/ are found; theme/ travels as the package cchc_theme; so does
what `cchc init` puts into a new project: launcher, locks, recipes (read by plugins/cchc_cli/starting/kit.py)."""

from pathlib import Path
from shutil import copy

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

KIT = ("cchc.cmd", "scripts/cchc.py", "scripts/recipes/*", "requirements/*.txt")


class WithKit(build_py):
    def run(self):
        super().run()
        for path in [path for pattern in KIT for path in Path().glob(pattern) if path.is_file()]:
            place = Path(self.build_lib, "cchc_cli/starting/kit", path)
            if not self.editable_mode and path.name != "test.txt":
                place.parent.mkdir(parents=True, exist_ok=True)
                copy(path, place)


setup(
    packages=[*find_packages("plugins"), "cchc_theme"],
    package_dir={"": "plugins", "cchc_theme": "theme"},
    cmdclass={"build_py": WithKit},
)
