"""The seven content types, by folder."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Optional

from pydantic import create_model
from pydantic.fields import FieldInfo

from cchc.model.document import Document
from cchc.model.index_series import IndexSeries
from cchc.model.item import Item
from cchc.model.news import NewsItem
from cchc.model.page import Page
from cchc.model.plan import Plan
from cchc.model.procedure import Procedure
from cchc.model.reply import FeedbackReply
from cchc.model.unit import Unit

CONTENT_TYPES: Mapping[str, type[Item]] = MappingProxyType(
    {kind.folder: kind for kind in (NewsItem, Procedure, Plan, Document, FeedbackReply, IndexSeries, Page)}
)
UNIT_FILE = "don-vi.yml"
UNITS_FOLDER = "don-vi"
NEW_TYPES = (*CONTENT_TYPES, UNITS_FOLDER)
"""What `cchc new` can make: the folders of the content types, and a unit."""


def author_fields(kind: type[Item] | type[Unit]) -> tuple[str, ...]:
    """Keys an author may write, in the order of the model."""
    return tuple(name for name, info in kind.model_fields.items() if not info.exclude)


def _typed(info: FieldInfo) -> Any:
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


@cache
def override_of(kind: type[Item]) -> type[Item]:
    """The type with nothing required: what a file with `ghi_de: true` is read as."""
    optional: dict[str, Any] = {
        # With all its validators: `cap: xa, tinh` is one line in an override too.
        name: (Optional[_typed(info)], None)  # noqa: UP045 - a value, not a hint
        for name, info in kind.model_fields.items()
        if info.is_required() and name != "id"
    }
    return create_model(f"{kind.__name__}Override", __base__=kind, **optional)
