"""`/chi-so/`: the announced values of every index as drawing and table, and the plans that are to raise it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from markupsafe import escape

from cchc.model.index_series import IndexRow, IndexSeries
from cchc.pages.charts import Chart, chart, number
from cchc.pages.desk import Desk, Fact, Link, day
from cchc.pages.web_page import Article, WebPage
from cchc.section.addresses import INDICES, relative
from cchc.section.shown import Shown


def index_page(desk: Desk) -> WebPage:
    """The page of all indices."""
    about = "Các chỉ số cải cách hành chính đã được công bố"
    return WebPage(INDICES, "Chỉ số", partial(_article, desk), description=about, kind="list")


def _article(desk: Desk) -> Article:
    series = [_series(desk, one, one.item.announced(desk.public.now)) for one in desk.public.series]
    return Article(desk.lay("indices.html", INDICES, title="Chỉ số", series=series))


def _series(desk: Desk, shown: Shown[IndexSeries], rows: Sequence[IndexRow]) -> dict[str, object]:
    item = shown.item
    columns = (
        ("Năm", [str(row.nam) for row in rows]),
        ("Giá trị", [number(row.gia_tri, item.don_vi_tinh or "") for row in rows]),
        ("Thứ hạng", [number(row.hang) for row in rows]),
        ("Ngày công bố", [day(row.ngay_cong_bo) for row in rows]),
    )
    told = [(name, cells) for name, cells in columns if any(cells)]
    return {
        "id": item.id,
        "name": item.ten,
        "source": item.nguon_cong_bo,
        "target": item.muc_tieu or "",
        "about": item.mo_ta or "",
        "latest": [Fact(name, escape(cells[0])) for name, cells in told[:-1] if cells[0]],
        "charts": tuple(_charts(item, rows)),
        "plans": tuple(_plans(desk, shown)),
        "header": [name for name, _ in told],
        "rows": list(zip(*(cells for _, cells in told), strict=True)),
    }


def _charts(item: IndexSeries, rows: Sequence[IndexRow]) -> Iterator[Chart]:
    """The values; the ranks where they are all there is, or what is aimed at."""
    values = {row.nam: row.gia_tri for row in rows if row.gia_tri is not None}
    ranks = {row.nam: Decimal(row.hang) for row in rows if row.hang is not None}
    unit, aim = item.don_vi_tinh or "", item.target_rank
    of = f" ({unit})" if unit else ""
    drawn = chart(f"Giá trị theo năm{of}", values, item.target_value, unit="%" if unit == "%" else "")
    if drawn:
        yield drawn
    if (aim or not drawn) and (ranked := chart("Thứ hạng theo năm (1 là cao nhất)", ranks, aim, ranks=True)):
        yield ranked


def _plans(desk: Desk, index: Shown[IndexSeries]) -> Iterator[Link]:
    """The plans whose text leads to the index."""
    for plan in desk.public.plans:
        # To look at the words first is what makes it cheap: few plans name an index.
        if INDICES in plan.item.body.text and _href(plan.address, index) in desk.body(plan, plan.address)[0]:
            item = plan.item
            yield Link(item.trich_yeu, relative(INDICES, plan.address), item.so_ky_hieu or "")


def _href(here: str, index: Shown[IndexSeries]) -> str:
    return f'href="{relative(here, index.address)}"'
