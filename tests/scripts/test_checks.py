"""tests/run.py counts what ran, and names every check that could not run with the way to make it run."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[2]

REPORT = """<testsuites><testsuite>
  <testcase classname="tests.feeds" name="test_a_feed_is_valid">
    <properties><property name="số đo" value="trang chủ: 60 kB"/></properties></testcase>
  <testcase classname="tests.feeds" name="test_b"><failure message="no">…</failure></testcase>
  <testcase classname="tests.feeds" name="test_c"><error message="no">…</error></testcase>
  <testcase classname="tests.browser" name="test_d"><skipped message="cài bằng: sudo apt install chromium"/></testcase>
  <testcase classname="tests.records" name="test_e"><skipped message="không có dữ liệu thật (…)"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", PROJECT / "tests" / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_figures_and_skipped_checks_are_named_and_real_data_is_counted_apart(run, tmp_path):
    (tmp_path / "junit.xml").write_text(REPORT, "utf-8")

    outcome = run.read_report(tmp_path / "junit.xml")

    assert outcome.lines() == [
        "số đo  trang chủ: 60 kB",
        "bỏ qua: tests.browser::test_d – cài bằng: sudo apt install chromium",
        "Kết quả: 1 đạt, 2 hỏng, 1 bỏ qua (1 không có dữ liệu thật).",
    ]


@pytest.mark.parametrize(("in_ci", "code"), [("1", 1), ("0", 0)])
def test_a_skipped_check_fails_in_ci_only(run, tmp_path, monkeypatch, capsys, in_ci, code):
    report = tmp_path / "test" / "junit.xml"

    def pretend(*_arguments, **_options):
        report.write_text(REPORT.replace("failure", "x").replace("<error", "<x").replace("error>", "x>"), "utf-8")
        return True

    monkeypatch.setattr(run, "REPORT", report)
    monkeypatch.setattr(run, "check", pretend)
    monkeypatch.setenv("CCHC_CI", in_ci)

    assert run.main(["-k", "feeds"]) == code
    assert "3 đạt, 0 hỏng, 1 bỏ qua" in capsys.readouterr().out
