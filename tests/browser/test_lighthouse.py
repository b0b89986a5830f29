"""Lighthouse, as a telephone on a slow network: what can be right is wholly right; how fast is only told."""

import json
import os
import subprocess
from collections.abc import Callable

import pytest
from tests.browser.conftest import FLAGS
from tests.browser.sample import NEWS, PROCEDURE, SCHOOL
from tests.conftest import NODE_TOOLS, TOOLS

pytestmark = pytest.mark.needs("chromium", "nginx", "node-tools")
EXCEPT: dict[str, str] = {}
"""Audit → why a section may fail it."""


@pytest.mark.parametrize("place", [SCHOOL, PROCEDURE, NEWS])
def test_lighthouse_has_nothing_to_mend(host: str, place: str, record_property: Callable[[str, object], None]) -> None:
    lighthouse = [
        "node", str(NODE_TOOLS / "lighthouse/cli/index.js"), host + place, "--quiet", "--output=json",
        "--only-categories=performance,accessibility,best-practices,seo",
        f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
    ]  # fmt: skip
    told = subprocess.run(
        lighthouse,
        env={**os.environ, "CHROME_PATH": TOOLS["chromium"].find() or ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stderr
    report = json.loads(told.stdout)
    scores = {name: round(one["score"] * 100) for name, one in report["categories"].items()}
    record_property("số đo", f"Lighthouse {place}: {scores}")
    wrong = {
        audit["id"]: (audit["title"], audit.get("details", {}).get("items"))
        for name in ("accessibility", "best-practices", "seo")
        for audit in (report["audits"][one["id"]] for one in report["categories"][name]["auditRefs"] if one["weight"])
        if audit["score"] is not None and audit["score"] < 1 and audit["id"] not in EXCEPT
    }

    assert wrong == {}
