"""The visitor of these tests sees what is missing: else they would prove nothing."""

import shutil
from pathlib import Path

from tests.cchc_cli.deploying.crawler import whole
from tests.cchc_cli.deploying.editions import URL
from tests.cchc_cli.deploying.hosts import Releases

UNNAMED = {"404.html", "cchc-files.json", "cchc.json", "nhung/khung/index.html", "sitemap.xml", "tin-1/index.html"}
"""Visitors come to these by themselves, or not at all."""


def test_every_file_of_a_section_is_missed_but_the_few_nobody_names(releases: Releases, tmp_path: Path) -> None:
    third = releases["third"]
    shutil.copytree(third.folder, tmp_path / "host")
    assert whole(tmp_path / "host", URL) == []

    unmissed = set()
    for path in third.files.keys() - {"index.html"}:
        file = (tmp_path / "host" / path).rename(tmp_path / "away")
        if not whole(tmp_path / "host", URL):
            unmissed.add(path)
        file.rename(tmp_path / "host" / path)

    assert {path for path in unmissed if "OFL" not in path} == UNNAMED


def test_before_the_home_page_is_there_pages_lack_nothing_and_feeds_name_only_what_is_there(
    releases: Releases, tmp_path: Path
) -> None:
    shutil.copytree(releases["first"].folder, tmp_path / "host")
    (tmp_path / "host/index.html").unlink()
    assert whole(tmp_path / "host", URL) == []

    (tmp_path / "host/tin-tuc/2026/tin-3/index.html").unlink()
    [picture] = (tmp_path / "host/tin-tuc/2026/co-anh").glob("anh.jpg")
    picture.unlink()

    found = whole(tmp_path / "host", URL)
    assert any(line.endswith("rss.xml ⇒ tin-tuc/2026/tin-3/index.html") for line in found)
    assert any(line.endswith("⇒ tin-tuc/2026/co-anh/anh.jpg") for line in found)
    assert not any(line.endswith("⇒ index.html") for line in found)
