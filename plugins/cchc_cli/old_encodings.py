"""`check --fix` and files in an old encoding: shown before and after, converted only where a person says so."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from cchc.reading.mending import Conversion, conversion, keep_beside, replace_file
from cchc.vietnamese.disk import why
from cchc.vietnamese.encoding import UNPRINTABLE
from cchc_cli.speech import warn

Ask = Callable[[str], str]
"""Puts a question to a person; the answer in small letters, empty where there is none."""
_LINES, _WIDTH = 3, 100
"""So many lines of a file, and characters of a line, are shown before and after."""


def terminal() -> Ask | None:
    """Asks at the terminal; None where nobody sits at one."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None

    def ask(question: str) -> str:
        print(question, end=" ", file=sys.stderr, flush=True)
        return sys.stdin.buffer.readline().decode(errors="replace").strip().lower()

    return ask


def offer_unicode(files: Iterable[tuple[str, Path]], ask: Ask | None) -> bool:
    """Offer each file (its name for people, its place) in Unicode; true where one was converted."""
    if ask is not None:
        converted = [_offered(name, disk, ask) for name, disk in files]
        return any(converted)
    if count := sum(conversion(disk.read_bytes()) is not None for _, disk in files):
        warn(
            f"{count} tệp chưa phải Unicode UTF-8 được giữ nguyên: phải có người xem và đồng ý mới đổi.\n"
            "  → Mở cửa sổ lệnh, chạy: cchc check --fix"
        )
    return False


def _offered(name: str, disk: Path, ask: Ask) -> bool:
    told: set[str] = set()
    try:
        # Again for what was hidden: UTF-16 holding TCVN3. The same encoding is offered once.
        while (found := conversion(data := disk.read_bytes())) and found.name not in told:
            _show(name, found)
            if ask("Đổi tệp này sang Unicode? [c/k]") != "c":
                break
            if disk.read_bytes() != data:
                warn(f"{name}: vừa bị sửa trong lúc chờ trả lời nên được giữ nguyên. Chạy lại lệnh.")
                break
            kept = keep_beside(disk, data)
            replace_file(disk, found.text.encode())
            told.add(found.name)
            warn(f"{name}: đã đổi sang Unicode; bản cũ là {Path(name).with_name(kept.name).as_posix()}")
    except OSError as error:
        warn(f"{name}: không đổi được ({why(error)}); tệp vẫn nguyên như cũ.")
    return bool(told)


def _show(name: str, found: Conversion) -> None:
    warn(f"\n{name}: bảng mã có vẻ là {found.name}.")
    for line, before, after in found.changes[:_LINES]:
        differs = next((place for place, (was, now) in enumerate(zip(before, after, strict=False)) if was != now), 0)
        start = max(0, differs - _WIDTH // 3)
        if before != after:
            warn(f"  dòng {line}, trước: {_cut(before, start)}")
        warn(f"  dòng {line}, sau:   {_cut(after, start)}")
    if (rest := len(found.changes) - _LINES) > 0:
        warn(f"  … và {rest} dòng nữa")
    if found.lost:
        warn(f"  Lưu ý: {found.lost}")


def _cut(text: str, start: int) -> str:
    return ("…" if start else "") + UNPRINTABLE.sub("\ufffd", text[start : start + _WIDTH])
