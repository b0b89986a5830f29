"""What pure functions gave before, asked before they are run again.

A function marked `remembered` depends on its arguments, on our code and on the libraries it names, and on nothing else.
While a store is held open (`use`), what it gave for the same arguments is taken from there. Without one it just runs.
The store is opened at the edge and holds bytes; what it gives back is parsed as the function's own return type, so the
worst a store could do is give a wrong text: no code comes out of it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache, wraps
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any, ParamSpec, Protocol, TypeVar, get_type_hints

from pydantic import TypeAdapter

P = ParamSpec("P")
T = TypeVar("T")


class Store(Protocol):
    """Bytes by a digest of 32 bytes; never raises."""

    def get(self, key: bytes) -> bytes | None:
        """What was put under the key, whole and unharmed; None where it is not there."""

    def put(self, key: bytes, data: bytes) -> None:
        """Keep it, where that can be done."""


_STORE: ContextVar[Store | None] = ContextVar("store", default=None)


@contextmanager
def use(store: Store) -> Iterator[None]:
    """Remember by this store until the end of the block, in this thread."""
    before = _STORE.set(store)
    try:
        yield
    finally:
        _STORE.reset(before)


def named(*parts: str, of: Iterable[str]) -> tuple[str, ...]:
    """A name that the versions of the distributions `of` are part of; empty where nobody can say which they are."""
    try:
        return (*parts, *map(version, of))
    except PackageNotFoundError:
        return ()


def slot(name: tuple[str, ...], question: object) -> tuple[Store, bytes] | None:
    """The open store and the key of a question to what bears the name; None where nothing can be remembered."""
    store = _STORE.get()
    if store is None or not name:
        return None
    # `repr` tells apart what JSON does not: half of a surrogate pair, a tuple in a tuple.
    return store, sha256(repr((name, question)).encode()).digest()


def remembered(
    *libraries: str, question: Callable[..., object] | None = None
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Marks a pure function; `libraries`: distributions whose versions decide with our code what comes out of it.

    Arguments are texts, numbers, and tuples of them; where they are not, `question` says by such a value what decides,
    or None to have it made anew. What it returns must come back from JSON equal to what it was.
    """

    def mark(make: Callable[P, T]) -> Callable[P, T]:
        @cache
        def name() -> tuple[str, ...]:
            return named(make.__module__, make.__qualname__, of=libraries)

        @cache
        def form() -> TypeAdapter[Any]:
            return TypeAdapter(get_type_hints(make)["return"])

        @wraps(make)
        def ask(*args: P.args, **options: P.kwargs) -> T:
            asked = question(*args, **options) if question else (args, sorted(options.items()))
            place = slot(name(), asked)
            if place is None or asked is None:
                return make(*args, **options)
            store, key = place
            if (known := store.get(key)) is not None:
                with suppress(ValueError):
                    return form().validate_json(known)  # type: ignore[no-any-return]
            made = make(*args, **options)
            with suppress(ValueError):  # half of a surrogate pair is no JSON: made anew each time
                store.put(key, form().dump_json(made))
            return made

        return ask

    return mark
