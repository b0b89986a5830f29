"""The releases kept on this machine: what they share with the site, what they keep when it changes, where back is."""

import os
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.tiny import tiny_release

from cchc_cli.deploying.release import Release, ReleaseRefused
from cchc_cli.deploying.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "releases", "truong")


@pytest.fixture
def built(tmp_path: Path) -> list[Release]:
    words = ("Một", "Hai", "Ba", "Bốn")
    return [tiny_release(tmp_path / str(at), tin=word, hai="giống nhau") for at, word in enumerate(words)]


def went_back(store: Store, *hosts: str) -> dict[str, str | None]:
    goals = store.before(hosts)
    return {host: (one.folder / "tin/index.html").read_text() if one else None for host, one in goals.items()}


def test_a_kept_release_costs_no_room_and_outlives_the_next_build(store: Store, built: list[Release]) -> None:
    kept = store.keep(built[0])

    assert all((kept.folder / path).samefile(built[0].folder / path) for path in kept.files)
    os.replace(built[1].folder / "tin/index.html", built[0].folder / "tin/index.html")
    assert (kept.folder / "tin/index.html").read_text() == "Một"


def test_the_same_build_is_kept_once_and_a_cut_off_keeping_is_made_again(store: Store, built: list[Release]) -> None:
    (store.shelf / "~0001-aaaaaaaaaaaa").mkdir(parents=True)
    first = store.keep(built[0])

    assert store.keep(built[0]) == first
    assert [path.name for path in store.shelf.iterdir()] == [f"0001-{built[0].hash[:12]}"]
    (first.folder / "tin/index.html").unlink()
    again = store.keep(built[0])
    assert again.folder.name == f"0002-{built[0].hash[:12]}"


def test_only_the_newest_stay(store: Store, built: list[Release]) -> None:
    for release in built:
        store.keep(release)

    store.prune(2)
    assert [path.name[:4] for path in sorted(store.shelf.iterdir())] == ["0003", "0004"]
    store.prune(0)
    assert [path.name[:4] for path in store.shelf.iterdir()] == ["0004"]


def test_each_host_goes_back_to_what_it_held_itself(store: Store, built: list[Release]) -> None:
    one, two, three, _ = [store.keep(release) for release in built]
    for host, release in (("a", one), ("b", one), ("b", two), ("a", three), ("b", three)):
        store.note(host, release)

    assert went_back(store, "a", "b") == {"a": "Một", "b": "Hai"}
    assert went_back(store, "a", "khác") == {"a": "Một"}


def test_a_host_that_has_gone_back_already_waits_for_the_others(store: Store, built: list[Release]) -> None:
    one, two, three, _ = [store.keep(release) for release in built]
    for release in (one, two, three):
        for host in ("a", "b"):
            store.note(host, release)
    store.note("a", two)

    assert went_back(store, "a", "b") == {"b": "Hai"}
    store.note("b", two)
    assert went_back(store, "a", "b") == {"a": "Một", "b": "Một"}
    assert store.standing("a") == two.hash[:12]
    assert store.listed("a")["tin/index.html"] == two.files["tin/index.html"]


def test_where_nothing_older_is_kept_there_is_no_way_back(store: Store, built: list[Release]) -> None:
    assert store.before(["a"]) == {}
    assert store.standing("a") is None
    assert store.listed("a") == {}
    for release in built[:2]:
        store.note("a", store.keep(release))
    store.note("b", store.keep(built[1]))
    store.prune(1)

    assert went_back(store, "a", "b") == {"a": None, "b": None}


def test_a_damaged_release_is_not_gone_back_to(store: Store, built: list[Release]) -> None:
    for release in built[:2]:
        store.note("a", store.keep(release))
    (store.shelf / f"0001-{built[0].hash[:12]}/tin/index.html").write_text("hỏng")

    with pytest.raises(ReleaseRefused, match="không còn như lúc dựng"):
        store.before(["a"])


@pytest.mark.parametrize("words", ["", "[]", '{"a": 1}', "{"])
def test_notes_that_were_cut_off_are_no_notes(store: Store, built: list[Release], words: str) -> None:
    store.note("a", store.keep(built[0]))
    (store.shelf / "hosts.json").write_text(words)

    assert store.before(["a"]) == {}
    store.note("a", store.keep(built[1]))
    assert store.standing("a") == built[1].hash[:12]
