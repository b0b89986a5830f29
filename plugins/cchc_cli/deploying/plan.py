"""What must travel: the release, beside what we remember of the host and what it shows today."""

import gzip
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from cchc.publishing.output import KINDS
from cchc.section.addresses import FILE_LIST, MANIFEST, NOT_FOUND
from cchc_cli.deploying.host import HOUSE, Entry, HostFailed, Plan, Published
from cchc_cli.deploying.release import Release, kind_of

STATE = f"{HOUSE}/state.json.gz"
KEPT = 50
"""Past releases remembered of a host."""
ENTRANCES = (NOT_FOUND, "index.html")
"""Pages readers come to without following a link of ours."""


class Known(NamedTuple):
    """What we know of a file we once published."""

    digest: str
    """Its SHA-256, shortened (128 bits tell files apart, and half travels); empty where we cannot be sure."""
    stamp: str
    """Its stamp, seen after our own last write."""


@dataclass(frozen=True, slots=True)
class State:
    """What a host keeps for us of our own doing there."""

    ma: str
    files: Mapping[str, Known] = field(default_factory=dict)
    history: tuple[Published, ...] = ()

    def packed(self) -> bytes:
        """As it lies on the host."""
        history = [[one.release, one.next_change and one.next_change.isoformat(), str(one.at)] for one in self.history]
        data = {"ma": self.ma, "history": history, "files": dict(sorted(self.files.items()))}
        return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)

    def holds(self, release: Release) -> bool:
        """Whether the release is the last that was published whole."""
        return bool(self.history) and self.history[-1].release == release.hash

    def after(self, release: Release, now: datetime) -> "State":
        """Once the host holds the release."""
        past = self.history[:-1] if self.holds(release) else self.history
        return State(self.ma, self.files, (*past, Published(release.hash, release.next_change, now))[-KEPT:])


def state_of(packed: bytes | None) -> State | None:
    """What `packed` said; None where nothing is there, or nothing that can be read: then every file travels again."""
    try:
        data = json.loads(gzip.decompress(packed or b""))
        history = tuple(
            Published(release, datetime.fromisoformat(change) if change else None, datetime.fromisoformat(at))
            for release, change, at in data["history"]
        )
        files = {path: Known(str(digest), str(stamp)) for path, (digest, stamp) in data["files"].items()}
        return State(str(data["ma"]), files, history)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        return None


def adopted(ma: str, manifest: bytes | None, file_list: bytes | None) -> State:
    """What can be known of a section that came without us (a zip unpacked by hand): which files are its own."""
    files: dict[str, Known] = {}
    try:
        ma = str(json.loads(manifest or b"{}").get("ma", ma))
        files = dict.fromkeys([*json.loads(file_list or b"{}"), MANIFEST, FILE_LIST], Known("", ""))
    except (ValueError, AttributeError, TypeError):
        pass  # Not ours, or broken: whatever lies there is left alone.
    return State(ma, files)


def short(digest: str) -> str:
    """The part of a SHA-256 that is remembered on a host."""
    return digest[:32]


def plan_of(
    release: Release, state: State, listing: Mapping[str, Entry], answers: Callable[[str], bool]
) -> tuple[Plan, Mapping[str, str]]:
    """What would travel, and how the host spells what of ours it holds.

    `answers`: whether the host finds a file of this name. Raises HostFailed where something that is not ours is in
    the way.
    """
    spelled = _spelled({*release.files, *state.files}, listing, answers)
    send, repair = [], []
    for path, digest in release.files.items():
        known = state.files.get(path, Known("", ""))
        there = listing[spelled[path]] if path in spelled else None
        same = known.digest == short(digest)
        if not (same and there and there.is_as(Entry(release.sizes[path], known.stamp))):
            send.append(path)
            repair += [path] if same else []
    wanted = {spelled[path] for path in release.files if path in spelled}
    ours = {spelled[path] for path in state.files if path in spelled}
    _refuse_what_is_in_the_way(
        send, {spelled.get(path, path) for path in send if path not in (MANIFEST, FILE_LIST)}, set(listing) - ours
    )
    plan = Plan(
        tuple(sorted(send, key=lambda path: (turn(path, path in spelled), path))),
        tuple(sorted(ours - wanted, key=lambda name: (_leaving(name), name))),
        sum(release.sizes[path] for path in send),
        tuple(sorted(repair)),
        state.history,
    )
    return plan, spelled


def blocking(removed: Iterable[str], sent: Iterable[str]) -> tuple[str, ...]:
    """Of the files to go, those that must go first: one stands where a folder must be, or in a folder's place."""
    paths = set(sent)
    folders = {above for path in paths for above in _above(path)}
    return tuple(name for name in removed if name in folders or not paths.isdisjoint(_above(name)))


def turn(path: str, there: bool) -> tuple[int, ...]:
    """When a file travels, so that the site is whole at every moment.

    Nothing public names a file that is not there yet. So all that is new goes first and is found by nobody; then each
    changed file may come alone: whatever it names is there. Entrances are found even when they are new.
    """
    kind, entrance = kind_of(path), path in ENTRANCES
    new = not there and not entrance and kind in ("asset", "page", "feed")
    return (not new, KINDS.index(kind), entrance, path == MANIFEST)


def _leaving(name: str) -> int:
    """Feeds first: they are read without a link to them. Then pages, and last what pages need."""
    return -KINDS.index(kind_of(name))


def _spelled(paths: Iterable[str], listing: Mapping[str, Entry], answers: Callable[[str], bool]) -> Mapping[str, str]:
    """How the host spells each of the paths it holds. Some take `Đ.html` and `đ.html`, or `ệ` in two ways, for one."""
    exact = {path: path for path in paths if path in listing}
    missing = [path for path in sorted(paths) if path not in exact]
    likely = {_folded(name): name for name in listing} if missing else {}
    twins = {path: likely[_folded(path)] for path in missing if _folded(path) in likely}
    folds = bool(twins) and answers(next(iter(twins)))
    return exact | twins if folds else exact


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _refuse_what_is_in_the_way(sent: Iterable[str], places: set[str], foreign: set[str]) -> None:
    """`places`: the names under which the host would hold what is sent."""
    there = sorted(name for name in foreign if not name.startswith(f"{HOUSE}/"))
    refuse_foreign([name for name in there if name in places] or blocking(there, sent))


def refuse_foreign(found: Sequence[str]) -> None:
    """Raise HostFailed where files of others stand at our addresses: a school's own home page is never replaced."""
    if found:
        raise HostFailed(
            f"ở đó có “{found[0]}” không do chuyên mục này đăng, đúng chỗ phải đặt tệp của chuyên mục. Chọn một "
            "thư mục riêng cho chuyên mục (`dich` trong don-vi.yml), hoặc dời tệp ấy đi rồi chạy lại."
        )


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]
