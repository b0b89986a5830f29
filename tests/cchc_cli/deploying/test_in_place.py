"""Publishing into a folder people are reading from: what travels, what is left alone, what is put right."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cchc_cli.deploying.crawler import whole
from tests.cchc_cli.deploying.hosts import Disc, FolderHost, Releases, all_is_well, content, target
from tests.school import NOW

from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.in_place import InPlace
from cchc_cli.deploying.plan import STATE, adopted, state_of


def test_an_empty_host_holds_the_release_and_nothing_else(disc: Disc, releases: Releases) -> None:
    sent = target(disc).publish(releases["first"])

    assert disc.files() == content(releases["first"])
    assert set(sent.files) == releases["first"].files.keys()
    assert sent.bytes == disc.sent
    assert [path.name for path in (disc.root / ".cchc").rglob("*") if path.is_file()] == ["state.json.gz"]


def test_a_second_run_asks_and_sends_nothing(disc: Disc, releases: Releases) -> None:
    target(disc).publish(releases["first"])
    disc.sent, disc.asked = 0, []

    sent = target(disc).publish(releases["first"])

    assert (sent.files, sent.bytes, sent.removed, disc.sent) == ((), 0, (), 0)
    assert {what.split()[0] for what in disc.asked} == {"listing", "read"}


def test_only_what_changed_travels_in_an_order_that_keeps_the_site_whole(disc: Disc, releases: Releases) -> None:
    first, second = releases["first"], releases["second"]
    target(disc).publish(first)

    plan = target(disc).look(second)
    sent = target(disc).publish(second)

    assert set(plan.send) == {path for path in second.files if first.files.get(path) != second.files[path]}
    assert set(plan.remove) == first.files.keys() - second.files.keys()
    assert plan.bytes == sum(second.sizes[path] for path in plan.send)
    assert plan.send[-2:] == ("cchc-files.json", "cchc.json")
    assert (sent.files, sent.removed) == (plan.send, plan.remove)
    place = plan.send.index
    assert place("tin-tuc/2026/tin-5/index.html") < place("tin-tuc/index.html") < place("index.html") < place("rss.xml")
    assert disc.files() == content(second)


def test_looking_changes_nothing(disc: Disc, releases: Releases) -> None:
    plan = target(disc).look(releases["first"])

    assert set(plan.send) == releases["first"].files.keys()
    assert list(disc.root.iterdir()) == []


def test_what_the_host_held_is_remembered_with_its_days(disc: Disc, releases: Releases) -> None:
    for name in ("first", "second", "first"):
        target(disc).publish(releases[name])

    history = target(disc).look(releases["third"]).history

    assert [one.release for one in history] == [releases[name].hash for name in ("first", "second", "first")]
    assert {one.at for one in history} == {NOW}
    assert history[-1].next_change == releases["first"].next_change


def test_files_of_others_are_never_touched(disc: Disc, releases: Releases) -> None:
    others = {"moodle/index.php": b"<?php", "anh.jpg": b"khac", "tin-tuc/2026/cu.html": b"cu", ".htaccess": b"x"}
    for path, data in others.items():
        (disc.root / path).parent.mkdir(parents=True, exist_ok=True)
        (disc.root / path).write_bytes(data)

    for name in ("first", "second", "third"):
        target(disc).publish(releases[name])

    assert disc.files() == content(releases["third"]) | others


def test_a_file_somebody_else_changed_or_deleted_is_seen_and_put_right(disc: Disc, releases: Releases) -> None:
    first = releases["first"]
    target(disc).publish(first)
    changed = disc.root / "index.html"
    changed.write_bytes(b"x" * changed.stat().st_size)
    os.utime(changed, ns=(0, changed.stat().st_mtime_ns + 1_000_000_000))
    (disc.root / "tin-tuc/index.html").write_bytes(b"bi sua")
    (disc.root / "rss.xml").unlink()

    plan = target(disc).look(first)
    target(disc).publish(first)

    assert set(plan.send) == set(plan.repair) == {"index.html", "tin-tuc/index.html", "rss.xml"}
    assert disc.files() == content(first)
    assert not target(disc).look(first).send


def test_a_section_unpacked_there_by_hand_is_taken_over_with_what_it_no_longer_has(
    disc: Disc, releases: Releases
) -> None:
    shutil.copytree(releases["first"].folder, disc.root, dirs_exist_ok=True)
    (disc.root / "cua-nguoi-khac.txt").write_bytes(b"1")

    target(disc).publish(releases["second"])

    assert disc.files() == content(releases["second"]) | {"cua-nguoi-khac.txt": b"1"}


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b hong", b"null", None])
def test_notes_nobody_can_read_cost_bytes_and_nothing_else(disc: Disc, releases: Releases, damage: bytes) -> None:
    target(disc).publish(releases["first"])
    state = disc.root / STATE
    state.unlink() if damage is None else state.write_bytes(damage)
    (disc.root / ".cchc/doubts.json").write_bytes(b"[")

    sent = target(disc).publish(releases["second"])

    assert len(sent.files) == len(releases["second"].files)
    assert disc.files() == content(releases["second"])
    assert target(disc).publish(releases["second"]).bytes == 0


@pytest.mark.parametrize("hand_made", [b"[]", b"{", b'{"ma": "truong"}', b'{"index.html": 1}'])
def test_manifests_of_a_stranger_are_no_reason_to_delete(disc: Disc, releases: Releases, hand_made: bytes) -> None:
    (disc.root / "cchc-files.json").write_bytes(hand_made)
    (disc.root / "a.txt").write_bytes(b"a")

    target(disc).publish(releases["first"])

    assert disc.files() == content(releases["first"]) | {"a.txt": b"a"}


def test_the_folder_of_another_unit_is_refused_untouched(disc: Disc, releases: Releases) -> None:
    (disc.root / "cchc.json").write_bytes(b'{"ma": "mn-hoa-mai"}')

    with pytest.raises(HostFailed, match="đơn vị “mn-hoa-mai”, không phải “truong”"):
        target(disc).publish(releases["first"])

    assert [path.name for path in disc.root.iterdir()] == ["cchc.json"]


def test_something_foreign_in_the_way_is_refused_by_name(disc: Disc, releases: Releases) -> None:
    (disc.root / "tin-tuc").write_bytes(b"mot tep")

    with pytest.raises(HostFailed, match="có “tin-tuc” không do chuyên mục này đăng"):
        target(disc).publish(releases["first"])

    assert disc.files() == {"tin-tuc": b"mot tep"}


@pytest.mark.parametrize("path", ["index.html", "tin-tuc/index.html"])
def test_a_page_of_somebody_else_at_our_address_is_never_replaced(disc: Disc, releases: Releases, path: str) -> None:
    (disc.root / path).parent.mkdir(exist_ok=True)
    (disc.root / path).write_bytes(b"trang chu cua truong")

    with pytest.raises(HostFailed, match=f"có “{path}” không do chuyên mục này đăng.* thư mục riêng"):
        target(disc).publish(releases["first"])

    assert disc.files() == {path: b"trang chu cua truong"}


def test_a_file_of_ours_where_a_folder_must_be_gives_way_and_back(disc: Disc, releases: Releases, tmp_path) -> None:
    """`/tin-1` was an old address written without a slash, then with one."""
    third = releases["third"]
    shutil.copytree(third.folder, tmp_path / "earlier")
    (tmp_path / "earlier/tin-1").rename(tmp_path / "moved")
    (tmp_path / "moved/index.html").rename(tmp_path / "earlier/tin-1")
    files = {("tin-1" if path == "tin-1/index.html" else path): digest for path, digest in third.files.items()}
    sizes = {path: (tmp_path / "earlier" / path).stat().st_size for path in files}
    other = replace(third, folder=tmp_path / "earlier", files=files, sizes=sizes)
    target(disc).publish(third)

    for release in (other, third):
        target(disc).publish(release)
        assert disc.files() == content(release)


def test_a_host_that_tells_time_by_the_minute_is_believed_for_what_it_tells(disc: Disc, releases: Releases) -> None:
    disc.coarse = True
    target(disc).publish(releases["first"])
    state = state_of((disc.root / STATE).read_bytes())

    assert state is not None
    assert all(known.stamp for known in state.files.values())
    assert target(disc).publish(releases["first"]).bytes == 0
    target(disc).publish(releases["second"])
    assert disc.files() == content(releases["second"])


@pytest.mark.parametrize("year", [1971, 2099])
def test_a_wrong_clock_here_changes_nothing_there(disc: Disc, releases: Releases, year: int) -> None:
    skewed = InPlace("thư mục thử", disc.connect, "máy văn phòng", NOW.replace(year=year))
    skewed.publish(releases["first"])
    sent = target(disc).publish(releases["second"])

    assert len(sent.files) < len(releases["second"].files)
    assert disc.files() == content(releases["second"])
    assert skewed.publish(releases["second"]).bytes == 0


def test_files_are_read_back_from_the_host_itself(disc: Disc, releases: Releases) -> None:
    target(disc).publish(releases["first"])

    found = target(disc).read(["rss.xml", "khong-co.html"])

    assert found == {"rss.xml": content(releases["first"])["rss.xml"]}


def test_what_only_a_run_that_was_cut_off_knew_of_is_cleared_away(disc: Disc, releases: Releases) -> None:
    target(disc).publish(releases["first"])
    (disc.root / "tin-tuc/da-bo.html").write_bytes(b"nua chung")
    (disc.root / ".cchc/doubts.json").write_bytes(b'{"tin-tuc/da-bo.html": ""}')
    (disc.root / ".cchc/tam").mkdir(exist_ok=True)
    (disc.root / ".cchc/tam/abc").write_bytes(b"nua")

    sent = target(disc).publish(releases["first"])

    assert (sent.files, sent.removed) == ((), ("tin-tuc/da-bo.html",))
    assert disc.files() == content(releases["first"])
    assert target(disc).publish(releases["first"]).bytes == 0


@pytest.mark.parametrize("trouble", ["full", "denied"])
def test_a_host_that_refuses_ends_the_run_whole_and_without_a_lock(
    disc: Disc, releases: Releases, trouble: str
) -> None:
    target(disc).publish(releases["first"])
    disc.trouble = lambda _, what: trouble if what == "write tin-tuc/index.html" else ""

    with pytest.raises(HostFailed, match=r"hết dung lượng|không có quyền"):
        target(disc).publish(releases["second"])

    assert whole(disc.root, releases["first"].url) == []
    assert not (disc.root / ".cchc/lock").exists()
    disc.trouble = all_is_well
    target(disc, "máy ở nhà").publish(releases["second"])
    assert disc.files() == content(releases["second"])


def test_a_host_that_keeps_names_its_own_way_is_understood(disc: Disc, releases: Releases, monkeypatch) -> None:
    """As macOS and Windows do: `tin-tuc` is shown as `TIN-TUC`, and found by either name."""
    listing = FolderHost.listing
    monkeypatch.setattr(FolderHost, "listing", lambda self: {_spell(p): entry for p, entry in listing(self).items()})
    remove = FolderHost.remove
    monkeypatch.setattr(FolderHost, "remove", lambda self, path: remove(self, path.replace("TIN-TUC", "tin-tuc")))
    target(disc).publish(releases["first"])

    assert target(disc).publish(releases["first"]).bytes == 0
    target(disc).publish(releases["second"])
    assert disc.files() == content(releases["second"])
    assert target(disc).publish(releases["second"]).bytes == 0


def _spell(path: str) -> str:
    return path.replace("tin-tuc", "TIN-TUC")


@settings(max_examples=40)
@given(data=st.data())
def test_whatever_a_host_holds_it_ends_with_the_release_and_the_files_of_others(
    data: st.DataObject, releases: Releases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    disc = Disc(tmp_path_factory.mktemp("host"))
    names = st.sampled_from(["first", "second", "third"])
    for name in data.draw(st.lists(names, max_size=2), "published"):
        target(disc).publish(releases[name])
    every = sorted({path for release in releases.values() for path in release.files})
    for path in data.draw(st.lists(st.sampled_from(every), max_size=8), "lost"):
        (disc.root / path).unlink(missing_ok=True)
    stale = data.draw(st.dictionaries(st.sampled_from(every), st.binary(max_size=5), max_size=8), "written by others")
    if data.draw(st.booleans(), "notes lost"):
        shutil.rmtree(disc.root / ".cchc", ignore_errors=True)
    foreign = data.draw(
        st.dictionaries(st.from_regex(r"(moodle|anh|rss)/[a-z]{1,5}\.txt", fullmatch=True), st.binary())
    )
    for path, content_ in {**stale, **foreign}.items():
        if not (disc.root / path).is_dir() and all(not (disc.root / up).is_file() for up in Path(path).parents):
            (disc.root / path).parent.mkdir(parents=True, exist_ok=True)
            (disc.root / path).write_bytes(content_)
    release = releases[data.draw(names, "to publish")]
    standing = disc.files()
    notes = (disc.root / STATE).read_bytes() if (disc.root / STATE).exists() else None
    known = state_of(notes) or adopted(release.ma, standing.get(MANIFEST), standing.get(FILE_LIST))
    if standing.keys() & release.files.keys() - known.files.keys():
        with pytest.raises(HostFailed, match="không do chuyên mục này đăng"):
            target(disc).publish(release)
        assert disc.files() == standing
        return

    target(disc).publish(release)

    found = disc.files()
    assert {path: found[path] for path in release.files} == content(release)
    assert {path: found.get(path) for path in foreign} == foreign
    assert found.keys() - release.files.keys() <= standing.keys()
    disc.sent = 0
    target(disc).publish(release)
    assert disc.sent == 0
