"""What every content item has: id, dates, who may see it, where it came from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, ClassVar, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from cchc.model.fields import File, Id, Many, OldAddress, Strict, Text, When, YesNo, choices
from cchc.model.vocabulary import CapHoc, PhamVi
from cchc.vietnamese.calendar import Moment
from cchc.vietnamese.slug import slug


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item was read: the unit that owns it, the file, the line of each key."""

    unit: str = ""
    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def folder(self) -> str:
        """Folder of the file, relative to the content root; files an author names are relative to it."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of Markdown under one `##` heading (None before the first), as one author wrote it."""

    heading: str | None
    text: str
    origin: Origin
    line: int = 1
    """Line of the heading, or of the text where there is none."""
    text_line: int = 1
    """Line the text begins at."""

    def __hash__(self) -> int:
        """By the text alone, which knows its hash: what a body says is looked up by it again and again."""
        return hash(self.text)

    def line_of(self, needle: str) -> int:
        """Line of the file in which `needle` first stands in the text."""
        return self.text_line + self.text[: max(self.text.find(needle), 0)].count("\n")

    @property
    def key(self) -> str:
        """What headings are matched by when one body overrides another."""
        return slug(self.heading or "")


class Body(NamedTuple):
    """Markdown below the front matter, by `##` headings."""

    passages: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        """The Markdown as one text."""
        return markdown_of(self.passages)

    @property
    def runs(self) -> tuple[tuple[Passage, ...], ...]:
        """Neighbouring passages of one file together: converted as one, footnotes and link names run through."""
        runs: list[list[Passage]] = []
        for passage in self.passages:
            if runs and runs[-1][-1].origin == passage.origin:
                runs[-1].append(passage)
            else:
                runs.append([passage])
        return tuple(tuple(run) for run in runs)

    def part(self, *headings: str) -> Passage | None:
        """The first passage under one of `headings` (compared without accents)."""
        keys = {slug(heading) for heading in headings}
        return next((part for part in self.passages if part.heading is not None and part.key in keys), None)

    def overridden_by(self, other: "Body") -> "Body":
        """This body with the passages of `other` in place of those with the same heading; new ones at the end."""
        own: dict[str, list[Passage]] = {}
        for part in other.passages:
            if part.heading is not None or part.text.strip():
                own.setdefault(part.key, []).append(part)
        replaced = set(own)
        merged = own.pop("", []) if not any(part.key == "" for part in self.passages) else []
        for part in self.passages:
            merged += own.pop(part.key, []) if part.key in replaced else [part]
        return Body((*merged, *(part for parts in own.values() for part in parts)))


def markdown_of(passages: Iterable[Passage]) -> str:
    """Passages as one Markdown text, under their `##` headings."""
    return "\n\n".join(
        (f"## {part.heading}\n\n{part.text}" if part.heading is not None else part.text).strip() for part in passages
    ).strip()


class Problem(NamedTuple):
    """Fields of one item that contradict each other, or lack each other; Vietnamese."""

    field: str
    what: str
    how: str
    missing: bool = False
    """True where a required field is absent: that stops the unit."""


class Attachment(Strict):
    """A file to download (tệp đính kèm)."""

    tep: File
    """The file, beside the content file; formats: `section.assets.DOWNLOADS` and pictures."""
    ten: Text | None = None
    """What the link says; the file's name where absent."""


def _attachments(value: object) -> object:
    if isinstance(value, str | Mapping):
        value = [value]
    return [{"tep": one} if isinstance(one, str) else one for one in value] if isinstance(value, list) else value


class Item(Strict):
    """Fields of every content type (design §4)."""

    folder: ClassVar[str]
    """Folder of the type in `content/`, which is also its address."""
    type_name: ClassVar[str]
    """The type in Vietnamese, for messages and pages."""
    title_field: ClassVar[str]
    """The field people know the item by."""
    inherits: ClassVar[bool] = False
    """True where every item is shown on the sections below without being asked to (design §3)."""
    legal_fields_free: ClassVar[frozenset[str]] = frozenset()

    id: Id
    """Address word of the item, unique in its type (news: in its year). Kept when the file is renamed."""
    ngay_cap_nhat: When | None = None
    """Last change readers should notice."""
    dang_tu: When | None = None
    """Not public before this moment; also the date of publication where given."""
    het_han: When | None = None
    """Public until the end of this day."""
    nhap: YesNo = False
    """A draft is never published."""
    pham_vi: PhamVi = PhamVi.CONG_KHAI
    """`noi_bo` is counted as evidence but never shown (requirement 178)."""
    nguoi_duyet: Text | None = None
    """Who approved the item (requirement 165); never published."""
    ngay_duyet: When | None = None
    """When it was approved; never published."""
    cap_hoc: Annotated[Many[CapHoc], choices(CapHoc)] = ()
    """School levels the item is for; empty: all."""
    the: Many[Text] = ()
    """Free tags."""
    tep: Annotated[tuple[Attachment, ...], BeforeValidator(_attachments)] = ()
    """Files to download."""
    dia_chi_cu: Many[OldAddress] = ()
    """Former addresses inside the section; each becomes a redirect."""
    minh_chung: Many[Text] = ()
    """Plan tasks this item proves: `25/KH-THCS#3` (requirement 86)."""
    ghi_de: YesNo = False
    """This file changes the inherited item of the same id."""
    khong_ap_dung: YesNo = False
    """The inherited item does not apply here and is hidden."""
    ke_thua: YesNo = False
    """Shown on the sections of the units below (plans and pages; procedures and documents always are)."""
    go_bo: When | None = None
    """Taken down on this day: nothing the file says is published any more, its address says so."""
    ly_do_go_bo: Text | None = None
    """Why it was taken down; never published."""

    origin: SkipJsonSchema[Origin] = Field(default=Origin(), exclude=True)
    body: SkipJsonSchema[Body] = Field(default=Body(), exclude=True)
    own_fields: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)

    @property
    def address(self) -> str:
        """Address in a section, without leading `/`: `thu-tuc/2.002854/`."""
        return f"{self.key}/"

    @property
    def key(self) -> str:
        """Folder and id; names the item in feeds and references."""
        return f"{self.folder}/{self.id}"

    @property
    def title(self) -> str:
        """What people call the item."""
        return str(getattr(self, self.title_field))

    @property
    def own_date(self) -> Moment | None:
        """The date the item itself bears; None for types without one."""
        return None

    @property
    def published(self) -> datetime | None:
        """The instant of publication: `dang_tu`, else the own date, else `ngay_cap_nhat`; None when undated."""
        moment = self.dang_tu or self.own_date or self.ngay_cap_nhat
        return moment.start if moment else None

    @property
    def updated(self) -> datetime | None:
        """Last change readers should notice; never before the publication."""
        changed, published = self.ngay_cap_nhat, self.published
        return published if changed is None or (published and changed.start < published) else changed.start

    @property
    def pinned(self) -> bool:
        """True where the author keeps the item on top of its lists."""
        return False

    def instants(self) -> Iterator[datetime]:
        """Every instant at which something shown of this item may change by itself."""
        for moment in (self.dang_tu, self.own_date, self.ngay_cap_nhat, self.ngay_duyet):
            if moment:
                yield moment.start
        if self.het_han:
            yield self.het_han.end

    def state_at(self, now: datetime) -> object:  # noqa: ARG002 - types with a state need it
        """All that time alone changes in a visible item; None for types without a state."""
        return None

    def problems(self) -> Iterator[Problem]:
        """Fields that contradict each other."""
        if self.dang_tu and self.het_han and self.het_han.end <= self.dang_tu.start:
            yield Problem("het_han", "sớm hơn ngày đăng (`dang_tu`).", "sửa một trong hai ngày")

    def files(self) -> Iterator[tuple[str, str]]:
        """Files the front matter names, as (field, path from the content root)."""
        for attachment in self.tep:
            yield "tep", attachment.tep.path


def newest_first(item: Item) -> tuple[bool, float, str]:
    """Order of every list: pinned, newest instant, id; undated items last."""
    return (not item.pinned, -item.published.timestamp() if item.published else float("inf"), item.id)
