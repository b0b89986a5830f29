"""Every file of the content folder an item names, in its front matter and in its text."""

from cchc.model.item import Item
from cchc.reading.markdown import convert
from cchc.reading.tangles import Tangled
from cchc.section.links import target


def files_of(item: Item) -> tuple[str, ...]:
    """Paths from the content root, each once, in the order they are named; files that are not there too."""
    named = [path for _, path in item.files()]
    text = item.body.text
    if "](" in text or "<" in text or "]:" in text:
        try:
            converted = convert(text)
        except Tangled:  # no page is made of it, so it publishes nothing
            return tuple(dict.fromkeys(named))
        for href in (*converted.links, *(source for source, _ in converted.images)):
            found = target(href, item.origin)
            if found and found.file and not found.file.endswith((".md", ".yml")):
                named.append(found.file)
    return tuple(dict.fromkeys(named))
