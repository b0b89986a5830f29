"""Every check of the project, in order, one line each: format, lint, types, tests with the coverage of the core.

Arguments go to pytest; then its output is passed through and coverage is left alone. Where CCHC_CI=1, a check that had
to be skipped counts as failed. Run it by `python3 scripts/cchc.py test`.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
REPORT = PROJECT / ".cchc" / "test" / "junit.xml"
NO_REAL_DATA = "không có dữ liệu thật"

Command = list[str]


def main(arguments: list[str]) -> int:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.unlink(missing_ok=True)
    # xunit1: the newer form has no place for the figures a test records.
    pytest = ["pytest", "-n", "2", "-q", f"--junitxml={REPORT}", "-o", "junit_family=xunit1", *arguments]
    passed = [
        check("cách trình bày mã (ruff format)", ["ruff", "format", "--check", "--quiet", "--diff"]),
        check("quy tắc mã (ruff check)", ["ruff", "check", "--quiet"]),
        check("kiểu dữ liệu (mypy)", ["mypy", "--no-error-summary"]),
    ]
    if arguments:
        passed.append(check("kiểm thử (pytest)", pytest, shown=True))
    else:
        passed.append(covered_tests(pytest))
    outcome = read_report(REPORT)
    print("\n".join(outcome.lines()))
    if os.environ.get("CCHC_CI") == "1" and outcome.skipped:
        print("hỏng  trong CI không được bỏ qua phép kiểm nào")
        passed.append(False)
    return 0 if all(passed) else 1


def covered_tests(pytest: Command) -> bool:
    run(["coverage", "erase"])
    passed = check("kiểm thử (pytest)", ["coverage", "run", "-m", *pytest])
    run(["coverage", "combine", "--quiet"])
    total = run(["coverage", "report", "--format=total", "--fail-under=0"]).stdout.strip()
    return check(f"độ phủ nhánh của lõi: {total.replace('.', ',')} %", ["coverage", "report"]) and passed


def check(name: str, module: Command, *, shown: bool = False) -> bool:
    """Run one check and say how it went; its own words only where it fails, or where the developer steers it."""
    started = time.monotonic()
    ended = run(module, shown=shown)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    print(f"{'hỏng' if ended.returncode else 'đạt '}  {name}  {seconds} s")
    if ended.returncode and not shown:
        print(ended.stdout)
    return not ended.returncode


def run(module: Command, *, shown: bool = False) -> subprocess.CompletedProcess[str]:
    output = None if shown else subprocess.PIPE
    return subprocess.run(
        [sys.executable, "-m", *module],
        cwd=PROJECT,
        stdout=output,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


class Outcome(NamedTuple):
    passed: list[str]
    failed: list[str]
    skipped: dict[str, str]
    """Check → why it was skipped."""
    without_data: list[str]
    """Checks on real records that are not part of the project: nothing to install, so no fault."""
    figures: list[str]
    """What was measured and is to be known, whatever it is."""

    def lines(self) -> list[str]:
        said = [f"số đo  {figure}" for figure in sorted(self.figures)]
        said += [f"bỏ qua: {name} – {reason}" for name, reason in self.skipped.items()]
        counts = f"{len(self.passed)} đạt, {len(self.failed)} hỏng, {len(self.skipped)} bỏ qua"
        more = f" ({len(self.without_data)} {NO_REAL_DATA})" if self.without_data else ""
        return [*said, f"Kết quả: {counts}{more}."]


def read_report(report: Path) -> Outcome:
    outcome = Outcome([], [], {}, [], [])
    if not report.exists():
        return outcome
    for case in ET.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname', '')}::{case.get('name', '')}"
        skip = case.find("skipped")
        outcome.figures.extend(one.get("value", "") for one in case.iter("property") if one.get("name") == "số đo")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed.append(name)
        elif skip is None:
            outcome.passed.append(name)
        elif NO_REAL_DATA in skip.get("message", ""):
            outcome.without_data.append(name)
        else:
            outcome.skipped[name] = skip.get("message", "")
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
