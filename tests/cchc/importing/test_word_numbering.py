"""The numbers Word prints and does not store become part of the text, as people see them."""

import pytest
from tests.cchc.importing.reading_word import blocks_of, paragraphs, texts
from tests.cchc.importing.wordfile import WordFile, element

from cchc.importing.word.numbering import _written

OUTLINE = (("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"))


def test_levels_count_for_themselves_and_begin_again_below_a_higher_one():
    word = WordFile()
    parts = word.numbering(1, *OUTLINE)
    for text, level in (("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 1), ("F", 2), ("G", 0), ("H", 1)):
        word.numbered(text, parts, level)

    assert texts(blocks_of(word)) == ["I. A", "I.1. B", "a) C", "b) D", "I.2. E", "a) F", "II. G", "II.1. H"]


def test_a_number_wears_the_dress_of_its_text_and_bullets_stay_marks():
    word = WordFile()
    parts = word.numbering(1, ("decimal", "%1."), ("bullet", "\uf0b7"), ("bullet", "+"))
    word.numbered("Việc", parts).runs[0].bold = True
    word.numbered("chấm", parts, 1)
    word.numbered("cộng", parts, 2)

    number, bullet, plus = paragraphs(blocks_of(word))

    assert (number.text, number.is_bold) == ("1. Việc", True)
    assert (bullet.text, bullet.mark) == ("chấm", "-")
    assert (plus.text, plus.mark) == ("+ cộng", "")


def test_a_list_that_starts_anew_and_one_that_goes_on():
    word = WordFile()
    first = word.numbering(1, ("decimal", "%1)"))
    goes_on = word.numbering(2, like=1)
    anew = word.numbering(3, like=1, start=5)
    for text, number in (("a", first), ("b", goes_on), ("c", anew), ("d", anew), ("e", first)):
        word.numbered(text, number)

    assert texts(blocks_of(word)) == ["1) a", "2) b", "5) c", "6) d", "7) e"]


def test_numbers_come_from_styles_too_and_zero_takes_them_away():
    word = WordFile()
    number = word.numbering(1, ("decimal", "Điều %1."))
    style = word.docx.styles.add_style("Điều", 1)
    properties = element("w:numPr")
    properties.append(element("w:numId", val=str(number)))
    style.element.get_or_add_pPr().append(properties)
    word.docx.add_paragraph("Phạm vi", style="Điều")
    word.docx.add_paragraph("", style="Điều")
    word.numbered("không số", 0).style = "Điều"
    word.docx.add_paragraph("Hiệu lực", style="Điều")

    assert texts(blocks_of(word)) == ["Điều 1. Phạm vi", "không số", "Điều 3. Hiệu lực"]


def test_levels_may_write_all_numbers_in_digits_never_begin_again_or_have_no_number():
    word = WordFile()
    parts = word.numbering(1, ("upperRoman", "%1."), ("decimal", "%1.%2"), ("none", ""))
    root = word.docx.part.numbering_part.element
    level = root[0].findall("{*}lvl")[1]
    level.append(element("w:isLgl"))
    level.append(element("w:lvlRestart", val="0"))
    for text, at in (("A", 0), ("B", 1), ("C", 0), ("D", 1), ("E", 2)):
        word.numbered(text, parts, at)

    assert texts(blocks_of(word)) == ["I. A", "1.1 B", "II. C", "2.2 D", "E"]


def test_a_list_may_lie_behind_a_style_of_lists():
    word = WordFile()
    word.numbering(1, ("decimal", "(%1)"))
    root = word.docx.part.numbering_part.element
    root[0].insert(0, element("w:styleLink", val="Danh sách"))
    pointer = element("w:abstractNum", abstractNumId="777")
    pointer.append(element("w:numStyleLink", val="Danh sách"))
    root.insert(0, pointer)
    number = element("w:num", numId="778")
    number.append(element("w:abstractNumId", val="777"))
    root.append(number)
    word.numbered("việc", 778)

    assert texts(blocks_of(word)) == ["(1) việc"]


def test_numbers_that_are_not_there_or_nonsense_are_no_numbers():
    word = WordFile()
    word.numbered("một", 999)
    odd = word.numbering(1, ("decimal", "%1."))
    level = word.docx.part.numbering_part.element[0].find("{*}lvl")
    level.find("{*}start").set(level.find("{*}start").keys()[0], "nhiều")
    word.numbered("hai", odd, 40)
    word.numbered("ba", odd, 0)

    assert texts(blocks_of(word)) == ["một", "hai", "1. ba"]


def test_a_list_may_write_one_level_of_another_its_own_way():
    word = WordFile()
    word.numbering(1, ("decimal", "%1."), ("decimal", "%2)"))
    own = word.numbering(2, like=1)
    override = element("w:lvlOverride", ilvl="1")
    level = element("w:lvl", ilvl="1")
    for name, value in (("start", "1"), ("numFmt", "lowerLetter"), ("lvlText", "%2)")):
        level.append(element(f"w:{name}", val=value))
    override.append(level)
    word.docx.part.numbering_part.element[-1].append(override)
    word.numbered("việc", own, 1)

    assert texts(blocks_of(word)) == ["a) việc"]


def test_text_outside_any_run_is_numbered_too():
    word = WordFile()
    paragraph = word.numbered("", word.numbering(1, ("decimal", "%1.")))._p
    bare = element("w:t")
    bare.text = "chữ trần"
    paragraph.append(bare)

    assert texts(blocks_of(word)) == ["1. chữ trần"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [(4, "upperRoman", "IV"), (1999, "lowerRoman", "mcmxcix"), (1, "lowerLetter", "a"), (28, "upperLetter", "BB"),
     (7, "decimalZero", "07"), (12, "decimal", "12"), (3, "hindiNumbers", "3")],
)  # fmt: skip
def test_numbers_are_written_in_the_form_of_their_level(number, form, text):
    assert _written(number, form) == text
