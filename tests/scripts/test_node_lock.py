"""What tests/node locks names no host and trusts no file unseen."""

import json
import re
from pathlib import Path

PLACE = Path(__file__).resolve().parents[1] / "node"
LOCK = (PLACE / "package-lock.json").read_text("utf-8")


def test_the_lock_names_no_host():
    assert not re.search(r'://|"resolved"|\.(org|com|net|io|vn)\b', LOCK)


def test_every_package_of_the_lock_is_hashed_and_installed_without_running_anything():
    packages = json.loads(LOCK)["packages"]

    assert all(one["integrity"].startswith("sha512-") for name, one in packages.items() if name)
    assert "ignore-scripts=true" in (PLACE / ".npmrc").read_text("utf-8").splitlines()


def test_the_lock_is_of_this_package_file():
    wanted = json.loads((PLACE / "package.json").read_text("utf-8"))

    assert json.loads(LOCK)["packages"][""]["dependencies"] == wanted["dependencies"]
