"""Releases of a few files, for what has to be tried at every single step."""

from hashlib import sha256
from pathlib import Path

from cchc.products.manifest import file_list
from cchc_cli.deploying.release import Release, read_release

FEEDS = ("rss.xml", "atom.xml", "feed.json")


def tiny_release(folder: Path, **pages: str) -> Release:
    """A release of these pages (`tin_1="…"` is `tin_1/index.html`), feeds that name them, and a style."""
    files = {f"{name}/index.html": words for name, words in pages.items()}
    files |= {"index.html": " ".join(pages), "assets/a.css": "a {}", **dict.fromkeys(FEEDS, " ".join(pages.values()))}
    for path, words in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(words, "utf-8")
    listing = file_list({path: sha256(words.encode()).hexdigest() for path, words in files.items()})
    (folder / "cchc-files.json").write_bytes(listing)
    digest = sha256(listing).hexdigest()
    (folder / "cchc.json").write_text(
        f'{{"ma": "truong", "url": "https://truong.example/", "next_change": null, "files": "{digest}"}}'
    )
    return read_release(folder, "truong")
