"""What a pure function gave comes back from a store as it was; the store is asked only while it is held open."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.products.qr import qr_svg
from cchc.reading.markdown import _convert
from cchc.remembering import remembered, use


class Shelf:
    """A store in memory."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}
        self.asked = 0

    def get(self, key: bytes) -> bytes | None:
        self.asked += 1
        return self.kept.get(key)

    def put(self, key: bytes, data: bytes) -> None:
        self.kept[key] = data


class Pair(NamedTuple):
    name: str
    places: tuple[int, ...]


def counted(*libraries: str):
    calls: list[str] = []

    @remembered(*libraries)
    def paired(name: str, *, twice: bool = False) -> Pair:
        calls.append(name)
        return Pair(name * (1 + twice), (len(name),))

    return paired, calls


def test_without_a_store_a_function_just_runs():
    paired, calls = counted()

    assert paired("a") == paired("a") == Pair("a", (1,))
    assert calls == ["a", "a"]


def test_with_a_store_it_runs_once_for_the_same_arguments_and_only_inside_the_block():
    paired, calls = counted()
    shelf = Shelf()

    with use(shelf):
        assert paired("a") == paired("a") == Pair("a", (1,))
        assert paired("a", twice=True) == Pair("aa", (1,))
    assert calls == ["a", "a"]
    asked = shelf.asked
    paired("a")

    assert shelf.asked == asked


def test_what_no_longer_reads_as_what_it_returns_is_made_again():
    paired, calls = counted()
    shelf = Shelf()
    with use(shelf):
        paired("a")
        for key in shelf.kept:
            shelf.kept[key] = b'["a", "b"]'

        assert paired("a") == Pair("a", (1,))
    assert calls == ["a", "a"]


def test_half_of_a_surrogate_pair_is_not_taken_for_the_whole_and_is_kept_nowhere():
    paired, calls = counted()
    shelf = Shelf()

    with use(shelf):
        assert [paired(text).name for text in ("😀", "\ud83d\ude00", "\ud83d\ude00")] == ["😀", *["\ud83d\ude00"] * 2]
    assert len(calls) == 3
    assert len(shelf.kept) == 1


def test_another_version_of_a_library_is_another_question(monkeypatch: pytest.MonkeyPatch):
    shelf = Shelf()
    ran = 0
    for version in ("1.0", "1.1", "1.1"):
        monkeypatch.setattr("cchc.remembering.version", {"khac": version}.__getitem__)
        paired, calls = counted("khac")
        with use(shelf):
            paired("a")
        ran += len(calls)

    assert ran == 2


def test_of_a_library_whose_version_nobody_knows_nothing_is_kept(monkeypatch: pytest.MonkeyPatch):
    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("cchc.remembering.version", unknown)
    paired, calls = counted("khac")
    shelf = Shelf()
    with use(shelf):
        paired("a"), paired("a")

    assert (len(calls), shelf.kept) == (2, {})


def test_a_function_may_say_by_what_its_answer_is_known_and_that_it_is_by_nothing():
    calls: list[object] = []

    @remembered(question=lambda thing: thing.get("name"))
    def named(thing: dict[str, object]) -> Pair:
        calls.append(thing)
        return Pair(str(thing.get("name")), ())

    with use(Shelf()):
        named({"name": "a", "other": object()}), named({"name": "a"}), named({"name": "b"}), named({}), named({})

    assert len(calls) == 4


TEXTS = st.lists(
    st.sampled_from(
        (
            "## Mục",
            "Chữ *nghiêng* & [một](a.pdf).",
            "- một\n- hai",
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            "![Ao](a.jpg)",
            "<script>x</script>",
            "Céng hßa x· héi chñ nghÜa ViÖt Nam",
            "Chú[^1].\n\n[^1]: Thích.",
            "😀 &#1; \u2028",
            "Nghị quyết số 76/NQ-CP ngày 15/7/2021",
            "",
        )
    )
    | st.text(),
    max_size=6,
).map("\n\n".join)


@cache
def shelf_of_all() -> Shelf:
    return Shelf()


@given(TEXTS)
def test_everything_that_is_remembered_comes_back_as_it_was(text: str):
    asks = (lambda: _convert.__wrapped__(text, 2, ""), lambda: qr_svg.__wrapped__(text[:90] or "a", "Mã QR & <b>"))
    for ask in asks:
        made = ask()
        with use(shelf_of_all()):
            first, second = ask(), ask()

        assert made == first == second
        assert type(made) is type(second)
