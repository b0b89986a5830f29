"""Whether a program really built what it was given: every page, list, feed, entry of the search, and what changed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import FIELDS, Item
from peers import Peer

FEED_HOLDS = 20
"""So many of the newest news a feed must show at least, where there are so many."""
NAMED = re.compile(r"tin-\d{5}|thu-tuc-\d{3}|ke-hoach-\d{3}")


def problems(
    peer: Peer, section: Path, items: tuple[Item, ...], edited: Item | None = None, word: str = ""
) -> list[str]:
    """What is wrong with a built section; `edited` is the item `word` was written into."""
    found = [f"no page {peer.page(item)}" for item in items if not (section / peer.page(item)).is_file()]
    for name, folder in peer.lists().items():
        missing = belonging(items, name) - set(NAMED.findall(" ".join(pages_of(section / folder))))
        if missing:
            found.append(f"list {name}: {len(missing)} not there, such as {min(missing)}")
    news = [item for item in items if item.kind == "tin-tuc"]
    for feed in peer.feeds:
        entries = set(NAMED.findall(read(section / feed)))
        if len(entries) < min(FEED_HOLDS, len(news)):
            found.append(f"feed {feed}: {len(entries)} entries")
    indices = [path.relative_to(section).as_posix() for path in section.glob(peer.search)] if peer.search else []
    if peer.search and len(indices) != 1:
        found.append(f"{len(indices)} search indices")
    for path in indices:
        lost = {item.id for item in items} - set(NAMED.findall(read(section / path)))
        if lost:
            found.append(f"{path}: {len(lost)} not there, such as {min(lost)}")
    if edited and not found:
        shown = [peer.page(edited)]
        if edited.kind == "tin-tuc":  # its title was changed, and whatever lists it shows that
            shown += [f"{peer.lists()['tin-tuc']}/index.html", *peer.feeds, *indices]
        found += [f"{path}: {word} is not there" for path in shown if word not in read(section / path)]
    return found


def belonging(items: Iterable[Item], name: str) -> set[str]:
    """The ids of what a list holds: a folder, or a field of reform."""
    key = "linh_vuc" if name in FIELDS else ""
    return {item.id for item in items if (item.facts.get(key) if key else item.kind) == name}


def pages_of(folder: Path) -> Iterator[str]:
    """The pages of one list."""
    yield read(folder / "index.html")
    for page in folder.glob("trang/*/index.html"):
        yield read(page)


def read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
