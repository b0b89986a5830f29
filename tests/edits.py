"""What people do to the rich content between two builds, at random."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from tests.school import School

WORDS = (
    "Chữ mới.",
    "## Mục\n\n- a\n- b\n\n[x](https://a.vn/)",
    "ViÖt Nam Céng hßa x· héi chñ nghÜa",
    "<script>a</script>",
)
SCHOOL = "don-vi/xa/don-vi/truong"


def chosen(place: School, number: int) -> Path:
    texts = sorted(place.root.rglob("*.md"))
    return texts[number % len(texts)]


def edit(place: School, number: int, words: str) -> None:
    path = chosen(place, number)
    path.write_text(f"{path.read_text('utf-8')}\n\n{words}\n", "utf-8")


def rename(place: School, number: int, _: str) -> None:
    path = chosen(place, number)
    path.rename(path.with_name(f"ten-moi-{number}.md"))


def delete(place: School, number: int, _: str) -> None:
    chosen(place, number).unlink()


def re_date(place: School, number: int, _: str) -> None:
    path = place.root / f"{SCHOOL}/tin-tuc/2026/tin-{number % 24 + 1}.md"
    if path.exists():
        path.write_text(path.read_text("utf-8").replace("10/2026", "09/2026"), "utf-8")


def copy(place: School, number: int, _: str) -> None:
    """The same bytes at another place."""
    path = chosen(place, number)
    path.with_name(f"ban-sao-{number}.md").write_bytes(path.read_bytes())


def another_unit(place: School, number: int, _: str) -> None:
    place.unit(SCHOOL, ten=f"Trường số {number}", cap_hoc="thcs", duong_day_nong=f"0203 333 {number % 1000:03}")


EDITS: tuple[Callable[[School, int, str], None], ...] = (edit, rename, delete, re_date, copy, another_unit)
Step = tuple[Callable[[School, int, str], None], int, str, str]


def edits(also: str) -> st.SearchStrategy[list[Step]]:
    """Some edits with what they are told, and a letter of `also` each."""
    step = st.tuples(st.sampled_from(EDITS), st.integers(0, 10_000), st.sampled_from(WORDS), st.sampled_from(also))
    return st.lists(step, min_size=2, max_size=3)
