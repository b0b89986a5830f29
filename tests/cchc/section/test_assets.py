"""Files gathered by several processes get the names one process would give them, or it is said that they do not."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cchc.section.rich import noise, picture
from tests.school import School

from cchc.reading.folder import ContentFolder
from cchc.section.assets import Assets, Divided

PAPERS = ("a/mau.pdf", "b/mau.pdf", "mau-2.pdf")
PICTURES = ("a/anh.png", "b/anh.png")
SAME = "c/anh.png"
"""Byte for byte the first of the pictures."""
Page = list[tuple[str, str]]
"""What a page publishes, in order: a file, and the page it is published beside."""


@pytest.fixture(scope="module")
def content() -> Iterator[ContentFolder]:
    with tempfile.TemporaryDirectory() as folder:
        school = School(Path(folder))
        school.unit()
        for path in PAPERS:
            school.file(path, path.encode())
        for path in (PICTURES[0], SAME):
            school.file(path, noise(500, 3))
        school.file(PICTURES[1], picture(40, kind="PNG"))
        yield school.load().folder


def lay(assets: Assets, page: Page) -> None:
    for path, under in page:
        (assets.picture if path in (*PICTURES, SAME) else assets.publish)(path, under)


def by_one(content: ContentFolder, pages: list[Page]) -> Assets:
    assets = Assets(content)
    for page in pages:
        lay(assets, page)
    return assets


def by_two(content: ContentFolder, pages: list[Page]) -> Assets:
    """This process makes the first page and every second one after it, a copy of it the others; all that in order."""
    here, copy, found = Assets(content), Assets(content), []
    for place, page in enumerate(pages):
        maker = copy if place % 2 else here
        before = maker.count
        lay(maker, page)
        found.append(maker.since(before))
    for published in found:
        here.adopt(published)
    return here


def named(assets: Assets) -> dict[str, bytes]:
    """Every file by its address."""
    found = {address: one.content for address, one in assets.published.items()}
    return {address: one.read_bytes() if isinstance(one, Path) else one for address, one in found.items()}


PAGES = st.lists(
    st.tuples(st.sampled_from((*PAPERS, *PICTURES, SAME)), st.sampled_from(("tin/", "tin/kia/"))), max_size=4
)


@given(pages=st.lists(PAGES, max_size=6))
def test_shared_out_they_are_named_as_by_one_or_nobody_is_deceived(content: ContentFolder, pages: list[Page]) -> None:
    with suppress(Divided):
        assert named(by_two(content, pages)) == named(by_one(content, pages))


def test_what_a_copy_published_is_known_here(content: ContentFolder) -> None:
    shown: Page = [(PICTURES[0], "tin/"), (PAPERS[0], "tin/")]

    found = by_two(content, [[], shown, [(PAPERS[1], "kia/")], shown])

    lay(found, shown)
    assert sorted(found.published) == [
        "kia/mau.pdf",
        "tin/anh-240.webp",
        "tin/anh-500.webp",
        "tin/anh.jpg",
        "tin/mau.pdf",
    ]


@pytest.mark.parametrize("files", [PAPERS, PICTURES], ids=["papers", "pictures"])
def test_one_name_for_two_files_is_refused(content: ContentFolder, files: tuple[str, ...]) -> None:
    with pytest.raises(Divided, match=r"tin/(mau\.pdf|anh\.jpg)"):
        by_two(content, [[(files[0], "tin/")], [(files[1], "tin/")]])


@pytest.mark.parametrize(("file", "other"), [PAPERS[:2], (PICTURES[0], SAME)], ids=["papers", "the same picture"])
def test_two_names_for_one_file_are_refused(content: ContentFolder, file: str, other: str) -> None:
    with pytest.raises(Divided, match=r"tin/(mau|anh)(-2)?\.(pdf|jpg)"):
        by_two(content, [[(file, "tin/")], [(other, "tin/"), (file, "tin/")]])
