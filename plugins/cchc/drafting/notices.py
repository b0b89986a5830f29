"""A notice about a procedure, filled from the record the unit holds: what the law says is copied, never guessed."""

import re
from collections.abc import Iterable

from cchc.drafting.likeness import likeness
from cchc.drafting.models import NOTICE_END
from cchc.model.procedure import CHUA_RO, Procedure
from cchc.model.unit import Unit
from cchc.model.vocabulary import TrangThaiThuTuc, TrucTuyen
from cchc.reading.procedure_body import read_procedure
from cchc.vietnamese.encoding import UNPRINTABLE
from cchc.vietnamese.phrases import Heard, words

CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SPECIAL = re.compile(r"([\\`*_\[\]])")
_ENDED = (TrangThaiThuTuc.BI_THAY_THE, TrangThaiThuTuc.BAI_BO)
_PAIR = 3
"""What `likeness` gives two words in a row: one shared word alone names nothing."""
_LONG = 200
"""Characters of a table's cell beyond which a notice sends the reader to the page instead."""


def procedure_of(title: str, heard: Heard, procedures: Iterable[Procedure]) -> Procedure | None:
    """The procedure a title means: by its code, its search words, or at least half of the words of its name."""
    held = sorted(procedures, key=lambda one: one.id)
    codes = CODE.findall(title)
    for code in codes:
        if found := next((one for one in held if code in (one.ma, one.id)), None):
            return found
    spoken = {*words(title)}
    best: tuple[int, Procedure] | None = None
    for one in () if codes else held:
        name = {*words(one.ten)}
        sought = heard.says(*one.tu_khoa)
        alike = likeness(title, one.ten) + 2 * _PAIR * sought
        meant = sought or (alike >= _PAIR and 2 * len(name & spoken) >= len(name))
        if meant and one.trang_thai not in _ENDED and (best is None or alike > best[0]):
            best = alike, one
    return best and best[1]


def notice_body(procedure: Procedure, unit: Unit) -> str:
    """The notice of a procedure: its name, code, where, time limit, fee, in sentences; prompts for what is new."""
    code = f", mã số {plain(procedure.ma)}" if procedure.ma else ""
    decision = f", công bố tại Quyết định số {plain(procedure.qd_cong_bo)}" if procedure.qd_cong_bo else ""
    return f"""
{plain(unit.ten)} thông báo về thủ tục [{plain(procedure.ten)}](/{procedure.address}){code}{decision}.

## Nộp ở đâu, bao lâu có kết quả

{chr(10).join(_facts(procedure, unit))}

Giấy tờ cần có, mẫu đơn và các bước ở [trang của thủ tục](/{procedure.address}).
{NOTICE_END}"""


def _facts(procedure: Procedure, unit: Unit) -> list[str]:
    if procedure.trang_thai in _ENDED:
        instead = procedure.thay_bang
        lines = [f"- Thủ tục này đã {procedure.trang_thai.label.lower()}, không nhận hồ sơ mới."]
        return [*lines, *([f"- Nay làm theo thủ tục [{instead}](/thu-tuc/{instead}/)."] if instead else [])]
    lines = [f"- Nơi nhận hồ sơ: {_where(procedure, unit)}."]
    parts = read_procedure(procedure.body)
    lines += _sentence("Thời hạn giải quyết", parts.thoi_han)
    lines += _sentence("Phí, lệ phí", tuple(dict.fromkeys(way.phi for way in parts.cach_thuc if way.phi)))
    if procedure.truc_tuyen in (TrucTuyen.TOAN_TRINH, TrucTuyen.MOT_PHAN):
        online = procedure.truc_tuyen.label.lower().removeprefix("trực tuyến ")
        portal = f", trên [Cổng Dịch vụ công quốc gia](<{procedure.url_dvc}>)" if procedure.url_dvc else ""
        lines.append(f"- Nộp trực tuyến {online}{portal}.")
    return lines


def plain(text: str) -> str:
    """One line of text that Markdown takes as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(UNPRINTABLE.sub(" ", text).split())).replace("<", "&lt;")


def _where(procedure: Procedure, unit: Unit) -> str:
    own = procedure.tai_don_vi
    if own and own.noi_nop:
        place = [own.noi_nop, own.gio, f"điện thoại {own.dien_thoai}" if own.dien_thoai else None]
    elif procedure.dia_chi_tiep_nhan:
        place = [procedure.dia_chi_tiep_nhan]
    elif unit.mot_cua and unit.ten in procedure.co_quan:
        place = [unit.mot_cua.dia_chi, unit.mot_cua.gio]
    else:
        place = [one for one in procedure.co_quan if one != CHUA_RO]
    return plain("; ".join(one for one in place if one)) or "[[Viết: nơi nhận hồ sơ]]"


def _sentence(name: str, stated: tuple[str, ...]) -> list[str]:
    """What the record states, as one line; a prompt where it says more than a line can hold."""
    text = "; ".join(_LINK.sub(r"\1", one) for one in stated)
    if "\n" in text or len(text) > _LONG:
        text = "[[Viết: ghi ngắn gọn theo trang của thủ tục]]"
    return [f"- {name}: {text.rstrip('.')}."] if text else []
