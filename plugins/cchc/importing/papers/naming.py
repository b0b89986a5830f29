"""What every item made of a paper needs: an id, its values as files hold them, pictures named after it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from cchc.importing.blocks import Block, Picture
from cchc.importing.papers.paper import Paper
from cchc.model.fields import RESERVED_IDS
from cchc.vietnamese.slug import id_from, is_id, slug


def stated(values: Mapping[str, object]) -> dict[str, object]:
    """What was found; texts in the form files hold them in. Absent things stay absent."""
    said = {key: value for key, value in values.items() if value not in (None, (), False)}
    return {key: unicodedata.normalize("NFC", text) if type(text) is str else text for key, text in said.items()}


def id_for(title: str, file: str, fallback: str) -> str:
    """Address word: the title's, else the file's."""
    wanted = (slug(title), id_from(file.rpartition(".")[0]), fallback)
    return next(word for word in wanted if is_id(word) and word not in RESERVED_IDS)


def with_pictures(paper: Paper, name: str) -> Paper:
    """The paper with its pictures called `<id>-1.jpg`, `<id>-2.png` …; one shown twice is one file."""
    names: dict[str, str] = {}

    def named(block: Block) -> Block:
        if not isinstance(block, Picture):
            return block
        suffix = block.name.rpartition(".")[2]
        return replace(block, name=names.setdefault(block.name, f"{name}-{len(names) + 1}.{suffix}"))

    return replace(paper, body=tuple(map(named, paper.body)), annex=tuple(map(named, paper.annex)))
