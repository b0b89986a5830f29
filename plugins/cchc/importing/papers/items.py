"""A paper → the item it becomes: a plan, a document, an answer; text without a head is news."""

from cchc.importing.blocks import Block
from cchc.importing.doubts import CannotImport
from cchc.importing.imported import Imported, Into


def item_of(source: tuple[Block, ...], *, name: str, into: Into) -> Imported:
    """The item some running text becomes. `name`: its file. Raises CannotImport where nothing can be made of it."""
    raise CannotImport("chưa nhập được loại tệp này.", "")
