"""Could this be a Vietnamese syllable? Spelling alone answers: few beginnings, few endings, one tone."""

import re
import unicodedata
from functools import lru_cache

_BEGINNINGS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ENDINGS = """
    a ai ao au ay am an ang anh ap at ac ach  ăm ăn ăng ăp ăt ăc  âm ân âng âp ât âc âu ây
    e em en eng ep et ec eo  ê êm ên ênh êp êt êch êu  i im in inh ip it ich iu ia iêm iên iêng iêp iêt iêc iêu
    o om on ong op ot oc oi oong ooc  ô ôm ôn ông ôp ôt ôc ôi  ơ ơm ơn ơp ơt ơi
    u um un ung up ut uc ui ua uôm uôn uông uôt uôc uôi  ư ưng ưt ưc ưi ưu ưa ươm ươn ương ươp ươt ươc ươi ươu
    y yt ynh ych yn yêm yên yêng yêt yêu
    oa oai oay oao oam oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oe oen oet oeo
    uân uâng uât uây uê uên uênh uêch uơ uy uya uyên uyêt uyn uynh uyt uych uyu uyp
"""
_SYLLABLE = re.compile(f"(?:{'|'.join(_BEGINNINGS.split())})?(?:{'|'.join(_ENDINGS.split())})")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("[^\u0301\u0323]*(?:c|ch|p|t)")
"""An ending that is cut short bears the tone sắc or nặng."""


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """True for `trường`, `Hoà`, `hòa`, `tòan` (the tone's place is not looked at); false for `hßa`, `élève`, `bàt`."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", parts)
    return (
        tones <= 1
        and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
        and not _STOPPED.fullmatch(parts)
    )
