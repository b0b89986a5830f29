"""The recipes of a new project run: their commands are ours, systemd and cron take them, and what is scheduled goes out
at its minute."""

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from tests.conftest import TOOLS
from tests.school import at

from cchc_cli.__main__ import main, parser

LAUNCHED = re.compile(r"python3 scripts/cchc\.py ([^|\n]+)")
MINUTE = 60.0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of `cchc init` for a school at `/cchc/`."""
    folder = tmp_path_factory.mktemp("new") / "truong"
    school = ["--ten", "Trường THCS Bình Minh", "--ma", "binh-minh", "--url", "https://binh-minh.example/cchc/"]
    assert main(["init", str(folder), *school, "--loai", "truong", "--now", "2026-11-20T08:00"]) == 0
    return folder


# --- services that build for us


@pytest.fixture
def github(made: Path) -> dict[str, object]:
    return yaml.safe_load((made / ".github/workflows/cchc.yml").read_text("utf-8"))


def shell_lines(recipe: object) -> Iterator[str]:
    """Every line a service gives to a shell."""
    if isinstance(recipe, dict):
        for key, value in recipe.items():
            if key in ("run", "script"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from shell_lines(value)
    elif isinstance(recipe, list):
        for one in recipe:
            yield from shell_lines(one)


@pytest.mark.parametrize("place", [".github/workflows/cchc.yml", ".gitlab-ci.yml"])
def test_every_command_of_a_service_is_one_the_program_takes(made, place):
    lines = list(shell_lines(yaml.safe_load((made / place).read_text("utf-8"))))

    commands = [shlex.split(found) for line in lines for found in LAUNCHED.findall(line)]
    for command in commands:
        parser().parse_args(command)
    assert [command[0] for command in commands] == ["check", "build", "deploy"]
    for line in lines:
        subprocess.run(["bash", "-n", "-c", line], check=True)


@pytest.mark.parametrize(("code", "goes_on"), [(0, True), (3, True), (1, False), (2, False)])
def test_units_that_kept_their_section_do_not_stop_the_others_from_going_out(github, code, goes_on):
    [build] = [line for line in shell_lines(github) if "build" in line]

    stub = LAUNCHED.sub(f"(exit {code}) ", build)
    assert (subprocess.run(["bash", "-e", "-c", stub], check=False).returncode == 0) is goes_on


def test_secrets_are_named_never_written_and_never_reach_a_strangers_change(made, github):
    steps = github["jobs"]["cchc"]["steps"]  # type: ignore[index]
    told = [step for step in steps if "secrets." in str(step)]

    [deploy] = told
    assert deploy["env"] == {"CCHC_MAT_KHAU": "${{ secrets.CCHC_MAT_KHAU }}"}
    assert deploy["if"] == "github.event_name != 'pull_request'"
    assert github["permissions"] == {"contents": "read"}
    assert "CCHC_MAT_KHAU" not in str(yaml.safe_load((made / ".gitlab-ci.yml").read_text("utf-8")))


# --- a machine of one's own: systemd, cron


@pytest.mark.needs("systemd")
def test_systemd_takes_the_service_and_the_timer(made):
    analyze = TOOLS["systemd"].find() or ""
    units = [str(made / f"trien-khai/cchc.{kind}") for kind in ("timer", "service")]
    ended = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    [when] = re.findall(r"OnCalendar=(.+)", Path(units[0]).read_text("utf-8"))
    often = subprocess.run([analyze, "calendar", when], capture_output=True, text=True, check=False)

    assert (ended.returncode, [line for line in ended.stderr.splitlines() if "cchc" in line]) == (0, [])
    assert "*:00/15" in often.stdout


def test_the_line_of_cron_is_five_times_and_a_command_of_a_plain_shell(made, tmp_path):
    [line] = [one for one in (made / "trien-khai/cron.txt").read_text("utf-8").splitlines() if one[0] != "#"]
    *times, command = line.split(maxsplit=5)
    (tmp_path / "trien-khai").mkdir()
    (tmp_path / "trien-khai/hen_gio.py").write_text("import os; print(os.environ['CCHC_MAT_KHAU'])", "utf-8")
    (tmp_path / "binh-minh.env").write_text("CCHC_MAT_KHAU='a b$c'\n", "utf-8")

    assert times == ["*/15", "*", "*", "*", "*"]
    assert "%" not in command, "cron takes % for the end of a line"
    own = {**os.environ, "HOME": str(tmp_path)}
    ran = subprocess.run(
        ["sh", "-c", command.replace("/srv/cchc/binh-minh", str(tmp_path))], env=own, capture_output=True, check=True
    )
    assert ran.stdout == b"a b$c\n"


# --- next_change


@pytest.fixture
def timer(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script of a project whose program is a stand-in: it counts its calls and answers from `answers`."""
    for folder in ("scripts", "trien-khai"):
        shutil.copytree(made / folder, tmp_path / folder)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "cchc", raising=False)
    spec = importlib.util.spec_from_file_location("hen_gio", tmp_path / "trien-khai/hen_gio.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.modules.pop("cchc", None)
    return module


class Clock:
    def __init__(self, now: str) -> None:
        self.now = at(now).timestamp()
        self.published: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def publishing(
    timer: ModuleType, clock: Clock, monkeypatch: pytest.MonkeyPatch, *changes: str | None, code: int = 0
) -> None:
    """Each run of build and deploy takes ten seconds and tells the next of `changes`."""
    waiting = iter(changes)

    def publish() -> tuple[int, float | None]:
        clock.published.append(clock.now)
        clock.now += 10
        again = next(waiting, None)
        return code, at(again).timestamp() if again else None

    monkeypatch.setattr(timer, "publish", publish)


def test_what_is_scheduled_goes_out_at_its_minute_and_the_next_as_well(timer, monkeypatch):
    clock = Clock("2026-11-21 06:50")
    publishing(timer, clock, monkeypatch, "2026-11-21 07:00", "2026-11-21 07:02", "2026-11-22 00:00")

    assert timer.main(clock, clock.sleep) == 0

    assert clock.published == [at(f"2026-11-21 {when}").timestamp() for when in ("06:50", "07:00", "07:02")]


@pytest.mark.parametrize("again", [None, "2026-11-21 07:06", "2026-11-21 06:00", "2026-11-21 06:50"])
def test_what_comes_later_or_never_is_left_to_the_next_run_and_what_is_past_is_not_tried_for_ever(
    timer, monkeypatch, again
):
    clock = Clock("2026-11-21 06:50")
    publishing(timer, clock, monkeypatch, again, code=3)

    assert timer.main(clock, clock.sleep) == 3

    assert len(clock.published) == 1


def test_a_machine_that_slept_wakes_to_the_clock_on_the_wall(timer, monkeypatch):
    clock = Clock("2026-11-21 06:50")
    publishing(timer, clock, monkeypatch, "2026-11-21 07:00")
    nap = iter([30 * MINUTE])

    timer.main(clock, lambda seconds: clock.sleep(next(nap, seconds)))

    assert len(clock.published) == 2


def test_a_second_run_leaves_at_once_while_the_first_still_waits(timer, monkeypatch):
    clock = Clock("2026-11-21 06:50")
    inner = Clock("2026-11-21 06:55")
    publishing(timer, clock, monkeypatch, "2026-11-21 07:00")
    codes: list[int] = []

    def sleep(seconds: float) -> None:
        codes.append(timer.main(inner, inner.sleep))
        clock.sleep(seconds)

    timer.main(clock, sleep)

    assert set(codes) == {0}
    assert inner.published == []


STAND_IN = """
import os, sys
from pathlib import Path
calls = Path(__file__).with_name("calls")
calls.write_text((calls.read_text() if calls.exists() else "") + " ".join(sys.argv[1:]) + ";")
print({said!r} if sys.argv[1] == "deploy" else "built")
sys.exit({code} if sys.argv[1] == {failing!r} else 0)
"""


@pytest.mark.parametrize(
    ("failing", "code", "said", "calls"),
    [
        ("", 0, {"next_change": "2026-11-21T07:00:00+07:00"}, "build;deploy --json;"),
        ("build", 3, {"next_change": None}, "build;deploy --json;"),
        ("build", 1, {"next_change": None}, "build;deploy --json;"),
        ("build", 2, {}, "build;"),
        ("deploy", 3, {"next_change": "2026-11-21T07:00:00+07:00"}, "build;deploy --json;"),
        ("deploy", 2, "no JSON", "build;deploy --json;"),
    ],
)
def test_it_builds_deploys_and_reads_when_to_come_back(timer, tmp_path, capfd, failing, code, said, calls):
    answer = said if isinstance(said, str) else json.dumps(said)
    stand_in = STAND_IN.format(said=answer, code=code, failing=failing)
    (tmp_path / "scripts/cchc.py").write_text(stand_in, "utf-8")

    ended, again = timer.publish()

    assert ended == code
    told = said.get("next_change") if isinstance(said, dict) else None
    assert again == (at("2026-11-21 07:00").timestamp() if told else None)
    assert (tmp_path / "scripts/calls").read_text("utf-8") == calls
    assert (capfd.readouterr().err != "") == bool(code), "cron sends what is printed: nothing where all went well"
