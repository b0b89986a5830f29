"""Front matter is what the author typed, with the line of everything."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc.reading.front_matter import YamlProblem, read_front_matter, read_yaml
from cchc.reading.writing import scalar, write_yaml

TYPED = ["012", "no", "yes", "1.10", "~", "null", "1_000", "0x1F", "2026-11-05", "05/11/2026", "12:30", "1e3", ".5",
    "on",
         "true", "Off", "0o17", "88,37", "+84", "=", "0"]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_a_value_stays_what_was_typed(typed: str):
    assert read_yaml(f"a: {typed}\nb: [{typed.replace(',', '')}]\n").values["a"] == typed


@pytest.mark.parametrize("typed", TYPED)
def test_a_key_stays_what_was_typed(typed: str):
    assert read_yaml(f"{scalar(typed)}: x\n").values == {typed: "x"}


def test_an_empty_value_is_none_and_an_empty_text_is_empty():
    assert read_yaml("a:\nb: ''\nc: [a, '']\nd: {}\n").values == {"a": None, "b": "", "c": ["a", ""], "d": {}}


def test_every_key_and_entry_knows_its_line():
    read = read_front_matter("---\na: 1\nb:\n  - x\n  - c: 2\n    d: |\n      m\n      n\n---\n\nThân.\n")

    assert read.values == {"a": "1", "b": ["x", {"c": "2", "d": "m\nn\n"}]}
    assert read.lines == {
        (): 2, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "c"): 5, ("b", 1, "d"): 6,
    }  # fmt: skip
    assert (read.body, read.body_line) == ("\nThân.\n", 10)


def test_dots_close_front_matter_too_and_rules_in_the_body_do_not_matter():
    read = read_front_matter("---  \na: 1\n...\nMột\n\n---\n\nHai\n")

    assert (read.values, read.body, read.body_line) == ({"a": "1"}, "Một\n\n---\n\nHai\n", 4)


def test_front_matter_may_hold_nothing_and_a_file_may_end_with_it():
    assert read_front_matter("---\n# chỉ có ghi chú\n---").values == {}
    assert read_front_matter("---\na: 1\n---").body == ""


def test_everything_wrong_with_values_is_gathered():
    read = read_yaml('a: 1\na: 2\nb: !x y\nc: &k z\nd: *k\n? [x]\n: y\ne: "\\u0007"\nf: ok\n')

    assert [(problem.line, problem.rule) for problem in read.problems] == [
        (2, "ghi-hai-lan"), (3, "yaml"), (5, "yaml"), (6, "yaml"), (8, "yaml"),
    ]  # fmt: skip
    assert (read.values["a"], read.values["f"]) == ("1", "ok")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [b, *a]\n",
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "<<: {a: 1}\nb: 2\n",
        "a: !!python/object/apply:os.system [ls]\n",
        "!!python/name:os.system : x\n",
        "a: !!binary aGk=\n",
    ],
)
def test_tricks_of_yaml_do_nothing(text: str):
    read = read_yaml(text)

    assert all(isinstance(value, str | list | None | dict) for value in read.values.values())


@pytest.mark.parametrize(
    "text",
    [
        "a:\n" + "  - " + "- " * 20 + "x\n",
        "a: " + "[" * 100_000,
        "a: " + "{" * 50 + "\n",
        "a: " + "[x], " * 2_500,
        "\n" * 200_000 + "a: 1",
        "- a\n- b\n",
        "chỉ chữ\n",
        "a: 1\n---\nb: 2\n",
        "a: %x\n",
        "a: @x\n",
        "a: `x`\n",
        "a: {b: 1\n",
        "a: 'mở\n",
        "\ta: 1\n",
        "a: b: c: d\n",
        "a:\n b\nc\n",
        "",
        " \n",
    ],
)
def test_what_is_no_front_matter_is_a_problem_with_a_remedy(text: str):
    with pytest.raises(YamlProblem) as refused:
        read_yaml(text)
    assert refused.value.line >= 1
    assert refused.value.what.endswith((".", "dòng trống)")) or ":" in refused.value.what
    assert refused.value.how


def test_many_blank_lines_take_no_time():
    assert read_yaml("\n" * 99_000 + "a: 1\n").lines["a",] == 99_001


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str):
    for read in (read_yaml, lambda typed: read_front_matter(f"---\n{typed}\n---\n")):
        with contextlib.suppress(YamlProblem):
            assert isinstance(read(text).values, dict)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
@example("---")
@example("no")
@example("#")
@example("a: b")
@example("\u0085\u2028\ufeff\x00\t\n\r")
@example(" a ")
@example("\\n\\")
@example("'\"")
@example("- a")
@example("…")
def test_any_text_that_is_written_is_read_back_the_same(text: str):
    for place in (f"a: {scalar(text)}\n", f"a:\n  - {scalar(text)}\n", f"a: {{b: {scalar(text)}}}\n"):
        try:
            value = read_yaml(place).values["a"]
        except YamlProblem:
            raise AssertionError(place) from None
        assert text == (value if isinstance(value, str) else value[0] if isinstance(value, list) else value["b"])


@pytest.mark.parametrize("typed", TYPED)
def test_words_yaml_would_take_for_something_else_are_written_safely(typed: str):
    assert read_yaml(f"a: {scalar(typed)}\n").values["a"] == typed


keys = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


@given(
    st.dictionaries(keys, texts | st.lists(texts | st.dictionaries(keys, texts, min_size=1), max_size=3), max_size=4)
)
def test_lists_and_mappings_come_back_the_same(values: dict[str, object]):
    assert read_yaml(write_yaml(values) + "het: x\n").values == {**values, "het": "x"}
