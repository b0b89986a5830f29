"""Text in TCVN3 or VNI letters inside a Word file → Unicode, by the font it is set in, else by what it looks like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc.importing.doubts import CHECK_LETTERS, quoted
from cchc.importing.word.parts import Element, tag
from cchc.importing.word.preparing import Notes
from cchc.vietnamese.encoding import old_stretches
from cchc.vietnamese.legacy import font_encoding, lost, to_unicode

_MODERN = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_FEW = 5
"""So many converted paragraphs are shown one by one; of more one stands for all."""
_TELLING = 30
"""Letters a stretch has at least that stands for others."""
_CHECK = f"{CHECK_LETTERS}; sai chỗ nào thì sửa trong tệp nội dung"


class _Converted(NamedTuple):
    name: str
    before: str
    after: str


@dataclass(slots=True)
class OldLetters:
    """Converts stretches of one file and remembers which."""

    done: dict[Element, list[_Converted]] = field(default_factory=dict)
    """By paragraph."""

    @staticmethod
    def is_old(font: str) -> bool:
        """True for a font of one of the old encodings."""
        return font_encoding(font) is not None

    def by_font(self, paragraph: Element, text: str, font: str) -> str:
        """The text of a run in Unicode; as it is where the font is of our time, or the letters are."""
        if not font or (found := font_encoding(font)) is None or _MODERN.search(text):
            return text
        # Fonts that call themselves symbols keep their letters in the private area.
        plain = "".join(chr(ord(one) - 0xF000) if 0xF020 <= ord(one) <= 0xF0FF else one for one in text)
        return self._convert(paragraph, plain, *found)

    def by_text(self, paragraphs: Iterable[Element]) -> None:
        """Convert what is old though its font does not say so, judged by the letters of the whole text."""
        held = [(paragraph, one) for paragraph in paragraphs for one in paragraph.iter(tag("w:t"))]
        lines: dict[Element, str] = {}
        for paragraph, one in held:
            lines[paragraph] = lines.get(paragraph, "") + (one.text or "").replace("\n", " ")
        stretches = old_stretches("\n".join(lines.values()))
        if not stretches:
            return
        end, last, done = -1, None, 0
        for paragraph, one in held:
            start = end + (paragraph is not last)
            text, last = one.text or "", paragraph
            end = start + len(text)
            while done < len(stretches) and stretches[done].end <= start:
                done += 1
            for old in reversed(stretches[done : done + len(text)]):
                if old.start >= end:
                    continue
                first, beyond = max(old.start - start, 0), old.end - start
                new = self._convert(paragraph, text[first:beyond], old.name, False)
                text = text[:first] + new + text[beyond:]
            one.text = text

    def _convert(self, paragraph: Element, text: str, name: str, capitals: bool) -> str:
        after = to_unicode(text, name, capitals=capitals)
        if after != text:
            self.done.setdefault(paragraph, []).append(_Converted(name, text, after))
        return after

    def note(self, notes: Notes) -> None:
        """What was converted: few paragraphs one by one, many as one."""
        shown = list(self.done.items())
        telling = [one for one in shown if sum(len(stretch.before) for stretch in one[1]) >= _TELLING]
        for paragraph, stretches in shown if len(shown) <= _FEW else (telling or shown)[:1]:
            before, after = ("".join(getattr(one, side) for one in stretches) for side in ("before", "after"))
            names = " và ".join(dict.fromkeys(one.name for one in stretches))
            many = f" {len(shown)} đoạn trong tệp như vậy." if len(shown) > _FEW else ""
            gone = " ".join(dict.fromkeys(filter(None, (lost(one.before, one.name) for one in stretches))))
            what = f"Chữ theo bảng mã cũ {names} đã đổi sang Unicode: {quoted(before)} → {quoted(after)}.{many} {gone}"
            notes.add(paragraph, what.strip(), _CHECK)
