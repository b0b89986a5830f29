"""Whether the public gets what was published: the files are fetched from their addresses and compared with the list."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from cchc.section.addresses import FILE_LIST, MANIFEST, NOT_FOUND
from cchc_cli.deploying.release import Release

ALWAYS = ("index.html", MANIFEST, FILE_LIST)
"""Looked at whatever was sent: the home page and what the section says of itself."""
TIMEOUT = 20
WAITS = (1.0, 4.0, 10.0)
"""Seconds before what is not right yet is fetched again: hosts keep copies for a moment."""
SLOW = (5.0, 10.0, 20.0, 40.0, 60.0)
"""For a branch, which its forge publishes a while after the push."""
LINES = 8
_HEADERS = {"User-Agent": "cchc", "Cache-Control": "no-cache", "Accept-Encoding": "identity"}

Fetch = Callable[[str], bytes | None]
"""The bytes the public gets at an address; None where there is nothing. Raises OSError."""


class Unreachable(Exception):
    """Nothing could be fetched at all; says why."""


class Wrong(NamedTuple):
    """A file the public does not get as it was published."""

    path: str
    address: str
    what: str


def over_http(address: str) -> bytes | None:
    """What a visitor gets who insists on a fresh copy."""
    try:
        with urlopen(Request(address, headers=_HEADERS), timeout=TIMEOUT) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        with error:
            return error.read() if error.code == 404 and address.endswith(NOT_FOUND) else None
    except HTTPException as error:
        raise OSError(f"câu trả lời đứt quãng ({error})") from None


def address_of(url: str, path: str) -> str:
    """Address of a file: a page is asked for as visitors do."""
    return url + quote(path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path)


def read_back(
    release: Release,
    sent: Iterable[str],
    removed: Iterable[str] = (),
    *,
    before: Mapping[str, str],
    fetch: Fetch = over_http,
    waits: tuple[float, ...] = WAITS,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Wrong, ...]:
    """What the public does not get as it was published. Raises Unreachable.

    `before`: SHA-256 of the files published earlier, to know an old copy when one comes.
    """
    asked = sorted({*sent, *ALWAYS} & release.files.keys()) + sorted(set(removed) & before.keys())
    # One alone first: where nobody answers, thousands need not wait for it.
    if isinstance(silence := _answer(fetch, address_of(release.url, MANIFEST)), OSError):
        raise Unreachable(str(getattr(silence, "reason", silence)))
    wrong: list[Wrong] = []
    for wait in (0.0, *waits):
        sleep(wait)
        wrong = list(_wrong(release, asked, before, fetch))
        asked = [one.path for one in wrong]
        if not wrong:
            break
    return tuple(wrong)


def _wrong(release: Release, paths: list[str], before: Mapping[str, str], fetch: Fetch) -> Iterator[Wrong]:
    addresses = [address_of(release.url, path) for path in paths]
    with ThreadPoolExecutor(LINES) as pool:
        answers = [*pool.map(lambda address: _answer(fetch, address), addresses)]
    for path, address, answer in zip(paths, addresses, answers, strict=True):
        what = _difference(answer, release.files.get(path), before.get(path))
        if what:
            yield Wrong(path, address, what)


def _answer(fetch: Fetch, address: str) -> bytes | OSError | None:
    try:
        return fetch(address)
    except OSError as error:
        return error


def _difference(answer: bytes | OSError | None, wanted: str | None, old: str | None) -> str:
    if isinstance(answer, OSError):
        return f"không tải được ({getattr(answer, 'reason', answer)})"
    digest = sha256(answer).hexdigest() if answer is not None else None
    if digest == wanted or (wanted is None and digest != old):
        return ""
    if digest is None:
        return "không có ở địa chỉ này"
    if digest == old:
        return (
            "vẫn là bản cũ; có lẽ máy chủ giữ trong bộ nhớ đệm, xem lại sau ít phút" if wanted else "đã bỏ mà vẫn còn"
        )
    return "khác bản vừa đăng; có thể địa chỉ dẫn tới nơi khác, hoặc máy chủ chèn thêm mã vào trang"
