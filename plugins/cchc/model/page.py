"""Standing pages (trang): introductions, guides, questions, committee, links."""

from typing import ClassVar

from pydantic import Field

from cchc.model.fields import Text, Whole
from cchc.model.item import Item


class Page(Item):
    """One standing page."""

    folder: ClassVar[str] = "trang"
    type_name: ClassVar[str] = "trang"
    title_field: ClassVar[str] = "tieu_de"

    tieu_de: Text = Field(min_length=1)
    """Title."""
    tom_tat: Text | None = None
    """One sentence for lists and search engines."""
    thu_tu: Whole | None = None
    """Place among the pages; those without one follow by title."""
