"""A real reader follows a published section over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reader import Reader, served


@pytest.fixture
def address(rich_site: Path) -> Iterator[str]:
    """The built school served on this machine."""
    with served(rich_site / "truong") as where:
        yield where


@pytest.mark.needs("newsboat")
@pytest.mark.parametrize(("name", "count"), [("rss.xml", 30), ("atom.xml", 30), ("tin-tuc/rss.xml", 26)])
def test_newsboat_reads_a_feed_and_a_second_time_finds_nothing_new(
    address: str, tmp_path: Path, name: str, count: int
) -> None:
    reader = Reader(tmp_path, [f"{address}{name}"])

    reader.run("reload")
    first = reader.entries()

    assert len(first) == count
    assert reader.run("print-unread").startswith(f"{count} ")
    [pinned] = [entry for entry in first if entry[0] == "tag:truong.example,2026:tin-tuc/2026/dau"]
    assert pinned[1:4] == ("Bài có mọi thứ", "https://truong.example/cchc/tin-tuc/2026/dau/", "Cô Lan")
    assert "https://truong.example/cchc/thu-tuc/2.002854/" in pinned[4]
    assert pinned[5] == 1_794_969_000, "18/11/2026 09:30 in Vietnam"

    reader.run("reload")

    assert reader.entries() == first


@pytest.mark.needs("newsboat")
def test_newsboat_knows_an_item_again_in_every_feed_that_carries_it(address: str, tmp_path: Path) -> None:
    reader = Reader(
        tmp_path, [f"{address}{name}" for name in ("rss.xml", "tin-tuc/rss.xml", "thu-tuc/rss.xml", "phan-anh/rss.xml")]
    )

    reader.run("reload")

    ids = [entry[0] for entry in reader.entries()]
    assert len(ids) == len(set(ids)), "one item, however many feeds"
    assert {"tag:so.example,2026:thu-tuc/2.002854", "tag:truong.example,2026:phan-anh/01"} <= set(ids)
    assert reader.run("print-unread").startswith(f"{len(ids)} ")
