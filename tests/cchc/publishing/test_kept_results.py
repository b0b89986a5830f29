"""Results kept between builds: whatever happens to the file, an entry is there whole or not at all."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.publishing import kept_results
from cchc.publishing.kept_results import KeptResults, code_digest

CODE = b"c" * 32
KEYS = {bytes([place]) * 32: f"kết quả {place}".encode() * place for place in range(5)}


def fill(folder: Path, entries: dict[bytes, bytes] = KEYS, **how: bool) -> None:
    with KeptResults(folder, code=CODE, **how) as results:
        for key, data in entries.items():
            results.put(key, data)


def told(folder: Path, code: bytes = CODE, **how: bool) -> dict[bytes, bytes]:
    """What a build that looks at everything finds."""
    with KeptResults(folder, code=code, **how) as results:
        return {key: data for key in KEYS if (data := results.get(key)) is not None}


def test_a_second_build_finds_what_the_first_put_and_so_does_a_third(tmp_path: Path):
    fill(tmp_path)

    assert told(tmp_path) == told(tmp_path) == KEYS


def test_what_a_build_did_not_use_is_gone_with_it(tmp_path: Path):
    fill(tmp_path)
    size = (tmp_path / "results").stat().st_size
    key = next(key for key in KEYS if KEYS[key])
    with KeptResults(tmp_path, code=CODE) as results:
        assert results.get(key) == results.get(key) == KEYS[key]

    assert told(tmp_path) == {key: KEYS[key]}
    assert (tmp_path / "results").stat().st_size < size


def test_a_build_of_some_units_keeps_what_the_others_use(tmp_path: Path):
    fill(tmp_path)
    new = b"n" * 32
    with KeptResults(tmp_path, code=CODE) as results:
        results.put(new, b"x" * 1000)
        results.partial = True

    assert told(tmp_path) == KEYS
    with KeptResults(tmp_path, code=CODE) as results:
        assert results.get(new) is None


def test_what_is_unused_stays_while_it_is_little(tmp_path: Path):
    fill(tmp_path)
    size = (tmp_path / "results").stat().st_size
    with KeptResults(tmp_path, code=CODE) as results:
        for key in list(KEYS)[1:]:
            results.get(key)

    assert (tmp_path / "results").stat().st_size == size
    assert told(tmp_path) == KEYS


def test_what_a_killed_build_made_is_there_for_the_next(tmp_path: Path):
    fill(tmp_path)
    killed = KeptResults(tmp_path, code=CODE).__enter__()
    killed.put(b"n" * 32, b"moi")
    killed._files.close()
    with (tmp_path / "results").open("ab") as file:
        file.write(b"n" * 50)

    with KeptResults(tmp_path, code=CODE) as results:
        results.put(b"m" * 32, b"sau do")
        results.partial = True
    with KeptResults(tmp_path, code=CODE) as results:
        assert [results.get(key * 32) for key in (b"n", b"m")] == [b"moi", b"sau do"]
        results.partial = True
    assert told(tmp_path) == KEYS


@pytest.mark.needs("posix")
def test_processes_of_one_build_read_and_write_the_same_file(tmp_path: Path):
    many = {bytes([64 + place, one]) * 16: bytes([place, one]) * 500 for place in range(4) for one in range(60)}
    fill(tmp_path)
    with KeptResults(tmp_path, code=CODE) as results:
        children = []
        for place in range(4):
            if not (child := os.fork()):
                good = all(results.get(key) == KEYS[key] for key in KEYS for _ in range(50))
                for key, data in many.items():
                    if key[0] == 64 + place:
                        results.put(key, data)
                os._exit(not good)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4

    with KeptResults(tmp_path, code=CODE) as results:
        assert {key: results.get(key) for key in many} == many
        assert {key: results.get(key) for key in KEYS} == KEYS


def test_a_build_that_broke_off_leaves_what_was_there(tmp_path: Path):
    fill(tmp_path)
    with pytest.raises(KeyboardInterrupt), KeptResults(tmp_path, code=CODE):
        raise KeyboardInterrupt

    assert told(tmp_path) == KEYS


def test_a_program_that_changed_reads_nothing_and_starts_anew(tmp_path: Path):
    fill(tmp_path)

    assert told(tmp_path, b"d" * 32) == {}
    assert told(tmp_path) == {}


def test_a_fresh_build_reads_nothing_and_keeps_what_it_made(tmp_path: Path):
    fill(tmp_path, dict.fromkeys(KEYS, b"cu"))

    with KeptResults(tmp_path, code=CODE, fresh=True) as results:
        assert results.get(next(iter(KEYS))) is None
        for key, data in KEYS.items():
            results.put(key, data)

    assert told(tmp_path) == KEYS


def test_what_is_to_be_forgotten_is_gone_and_may_be_gone_already(tmp_path: Path):
    fill(tmp_path / "cache")
    for _ in range(2):
        KeptResults(tmp_path / "cache", code=CODE).forget()

    assert list(tmp_path.iterdir()) == []


def damaged(whole: bytes, place: int, how: str) -> bytes:
    if how == "cut":
        return whole[:place]
    if how == "flip":
        return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    return whole[:place] + (b"" if how == "gone" else b"\xff\xff\xff\xff") + whole[place + 1 :]


@pytest.mark.parametrize("how", ["cut", "flip", "gone", "more"])
def test_damage_anywhere_takes_entries_away_and_changes_none(tmp_path: Path, how: str):
    fill(tmp_path)
    whole = (tmp_path / "results").read_bytes()
    lost = 0
    for place in range(len(whole)):
        (tmp_path / "results").write_bytes(damaged(whole, place, how))
        found = told(tmp_path)
        assert found.items() <= KEYS.items()
        lost += len(found) < len(KEYS)

    assert lost == len(whole)


@given(st.binary(max_size=400))
def test_a_file_of_anything_holds_nothing(tmp_path_factory: pytest.TempPathFactory, rubbish: bytes):
    folder = tmp_path_factory.mktemp("cache")
    (folder / "results").write_bytes(CODE + rubbish)

    assert told(folder) == {}


def test_the_second_of_two_builds_at_once_reads_and_the_first_writes(tmp_path: Path):
    fill(tmp_path)
    with KeptResults(tmp_path, code=CODE) as first:
        first.put(b"n" * 32, b"moi")
        assert told(tmp_path) == KEYS
        with KeptResults(tmp_path, code=CODE) as second:
            second.put(b"m" * 32, b"khong")
        for key in KEYS:
            first.get(key)

    assert told(tmp_path) == KEYS
    with KeptResults(tmp_path, code=CODE) as after:
        assert after.get(b"m" * 32) is None


def test_a_file_cut_short_while_it_is_read_gives_nothing(tmp_path: Path):
    fill(tmp_path)
    with KeptResults(tmp_path, code=CODE) as results:
        os.truncate(tmp_path / "results", 40)

        assert [results.get(key) for key in KEYS] == [None] * len(KEYS)


@pytest.mark.needs("posix")
def test_a_folder_nobody_may_write_into_costs_time_only(tmp_path: Path):
    (tmp_path / "tep").write_text("không phải thư mục")
    fill(tmp_path / "tep")
    fill(tmp_path)
    (tmp_path / "~results").mkdir()

    assert told(tmp_path / "tep") == {}
    assert told(tmp_path) == KEYS


class Disk:
    """A file on a disk that is full, or fails."""

    def __init__(self, fails: bool) -> None:
        self.fails = fails

    def write(self, data: bytes) -> int:
        if self.fails:
            raise OSError
        return len(data) - 1

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize("fails", [True, False])
def test_a_full_disk_leaves_the_old_ones(tmp_path: Path, fails: bool):
    fill(tmp_path)
    with KeptResults(tmp_path, code=CODE) as results:
        results._new = Disk(fails)  # type: ignore[assignment]
        results.put(b"n" * 32, b"moi")
        results.put(b"m" * 32, b"moi")

    assert told(tmp_path) == KEYS


def test_a_disk_that_cannot_be_read_gives_nothing(tmp_path: Path):
    fill(tmp_path)
    with KeptResults(tmp_path, code=CODE) as results:
        results._files.callback(results._old.close)  # type: ignore[union-attr]
        old, results._old = results._old, Disk(True)  # type: ignore[assignment]

        assert results.get(next(iter(KEYS))) is None
        results._old = old


def test_results_that_cannot_take_their_place_leave_the_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fill(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(kept_results.os, "replace", refuse)
        fill(tmp_path, {})

    assert told(tmp_path) == KEYS


def test_code_is_every_file_of_the_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    core = tmp_path / "cchc"
    (core / "reading").mkdir(parents=True)
    (core / "__init__.py").write_text("")
    monkeypatch.setattr(kept_results.cchc, "__file__", str(core / "__init__.py"))
    digests = []
    for path, text in (("reading/a.py", "1"), ("reading/a.py", "2"), ("b.toml", "2"), ("b.pyc", "3")):
        (core / path).write_text(text)
        digests.append(code_digest.__wrapped__())

    assert len(set(digests)) == 3
    assert digests[2] == digests[3]
