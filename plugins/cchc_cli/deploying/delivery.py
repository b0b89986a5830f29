"""One unit to all its hosts: the release that goes, what is refused, what each host did, what the public then gets."""

import threading
import time
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cchc.model.unit import DeployTarget, Unit
from cchc.model.vocabulary import KieuTrienKhai
from cchc.publishing.output import Output, OutputBusy, open_journals
from cchc.section.addresses import MANIFEST
from cchc.vietnamese.calendar import VIETNAM
from cchc.vietnamese.disk import why
from cchc_cli.deploying.host import HostFailed, Plan, Sent, Target
from cchc_cli.deploying.readback import ALWAYS, SLOW, WAITS, Unreachable, over_http, read_back
from cchc_cli.deploying.release import Release, ReleaseRefused, standing_release
from cchc_cli.deploying.secrets import hide
from cchc_cli.deploying.store import Store
from cchc_cli.deploying.targets import Around, name_of, target_of

AT_ONCE, ON_ONE_MACHINE = 8, 2
"""Hosts served at once; of those, on the same machine."""
SENT, SAME, PLANNED, REFUSED, FAILED = "da_dang", "khong_doi", "se_dang", "tu_choi", "hong"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one host, or of a unit before any host was asked (`host` is then empty)."""

    ma: str
    host: str
    how: str
    """One of SENT, SAME, PLANNED, REFUSED, FAILED."""
    what: str = ""
    """Why it was refused or failed, for people."""
    plan: Plan = field(default_factory=Plan)
    sent: Sent = field(default_factory=Sent)
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    """What people should know besides."""
    next_change: datetime | None = None


@dataclass(frozen=True)
class Deliveries:
    """What all units of one command share."""

    site: Path
    around: Around
    rollback: bool
    dry: bool
    log: Path
    """Where the story of a mistake of ours is written."""
    target_of: Callable[[DeployTarget, Around], Target] = target_of
    wait: Callable[[float], None] = time.sleep
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _hosts: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    _machines: dict[str, threading.Semaphore] = field(default_factory=dict)

    def deliver(self, unit: Unit, *, stopped: bool) -> tuple[Outcome, ...]:
        """Publish a unit to every host in its `trien_khai`. `stopped`: its new content is refused."""
        try:
            return self._deliver(unit, stopped=stopped)
        except OSError as error:
            what = f"không đọc, ghi được {error.filename} trên máy này ({why(error)})"
        except Exception:  # a mistake of ours with one unit must not stop the others
            what = self._written_down()
        return (Outcome(unit.ma, "", FAILED, what),)

    def _deliver(self, unit: Unit, *, stopped: bool) -> tuple[Outcome, ...]:
        store = Store(self.around.root / ".cchc" / "releases", unit.ma)
        specs = {name_of(spec): spec for spec in unit.trien_khai}
        try:
            goals = self._goals(unit.ma, store, [*specs], stopped=stopped)
        except ReleaseRefused as refusal:
            return (Outcome(unit.ma, "", REFUSED, str(refusal)),)
        except HostFailed as failure:
            return (Outcome(unit.ma, "", FAILED, str(failure)),)
        before = {name: store.listed(name) for name in goals}
        with ThreadPoolExecutor(len(goals)) as pool:
            outcomes = list(pool.map(lambda name: self._host(unit.ma, specs[name], goals[name], store), goals))
        if self.dry:
            return tuple(outcomes)
        for outcome in outcomes:
            goal = goals[outcome.host]
            if goal and outcome.how in (SENT, SAME):
                if outcome.how == SENT and self.rollback:
                    store.reject(outcome.host)
                elif outcome.how == SENT:
                    store.accept()
                store.note(outcome.host, goal)
        store.prune(max(spec.giu for spec in specs.values()))
        return self._read_back(outcomes, specs, goals, before)

    def _goals(self, ma: str, store: Store, names: list[str], *, stopped: bool) -> Mapping[str, Release | None]:
        """The release each host shall hold. Raises ReleaseRefused."""
        if self.rollback:
            goals = store.before(names)
            if not goals:
                raise ReleaseRefused("máy này chưa đăng chuyên mục này lần nào, nên không có bản trước để quay về")
            return goals
        # One after the other: a build that was cut off is refused, so nobody may clear up meanwhile.
        with self._lock:
            release = self._standing(ma, store)
        if store.is_rejected(release):
            raise ReleaseRefused(
                f"bản trong {self.site / ma} là bản đã bỏ bằng --rollback, không tự đăng lại. Sửa nội dung rồi chạy: "
                f"cchc build {ma}"
            )
        if not stopped and release.next_change and release.next_change <= self.around.now:
            raise ReleaseRefused(
                f"chuyên mục trong {self.site / ma} đã cũ từ {clock(release.next_change)} (có mục đến giờ đăng, đến "
                f"hạn hoặc hết hạn). Chạy: cchc build {ma}"
            )
        return dict.fromkeys(names, release)

    def _standing(self, ma: str, store: Store) -> Release:
        if self.dry or open_journals(self.site) or not (self.site / ma).is_dir():
            return standing_release(self.site, ma)
        try:
            with Output(self.site):
                return store.keep(standing_release(self.site, ma))
        except OutputBusy:
            raise HostFailed(f"một lệnh khác đang dựng vào {self.site}; chờ xong rồi chạy lại") from None

    def _host(self, ma: str, spec: DeployTarget, release: Release | None, store: Store) -> Outcome:
        name, began = name_of(spec), time.monotonic()
        how, what, plan, sent = FAILED, "", Plan(), Sent()
        try:
            if release is None:
                raise ReleaseRefused("máy này không còn giữ bản đăng trước đó; sửa nội dung, dựng và đăng bản mới")
            with ExitStack() as stack:
                stack.enter_context(self._machine(spec))
                stack.enter_context(self._hosts)
                target = self.target_of(spec, self.around)
                plan = target.look(release)
                self._refuse_older(plan, release, name, store)
                if not plan.send and not plan.remove and [one.release for one in plan.history[-1:]] == [release.hash]:
                    how = SAME
                elif self.dry:
                    how = PLANNED
                else:
                    sent, how = target.publish(release), SENT
        except ReleaseRefused as refusal:
            how, what = REFUSED, str(refusal)
        except HostFailed as failure:
            what = hide(str(failure))
        except Exception:  # a mistake of ours at one host must not stop the others
            what = self._written_down()
        notes: tuple[str, ...] = ()
        if plan.repair and how in (SENT, PLANNED):
            notes = (
                f"{len(plan.repair)} tệp ở đó đã bị người khác sửa hoặc xoá (ví dụ {plan.repair[0]}), nay sửa lại",
            )
        changes = release.next_change if release else None
        return Outcome(ma, name, how, what, plan, sent, time.monotonic() - began, notes, changes)

    def _refuse_older(self, plan: Plan, release: Release, name: str, store: Store) -> None:
        """Raise ReleaseRefused where the host holds something newer than what would be put there."""
        past = [one.release for one in plan.history]
        if not past or past[-1] == release.hash:
            return
        when = clock(plan.history[-1].at)
        if self.rollback:
            if not past[-1].startswith(store.standing(name) or "?"):
                raise ReleaseRefused(f"bản đang đăng là do máy khác đăng lúc {when}; quay về bản trước ở máy ấy")
            return
        built = datetime.fromtimestamp((self.site / release.ma / MANIFEST).stat().st_mtime, VIETNAM)
        if release.hash in past and built <= plan.history[-1].at:
            raise ReleaseRefused(
                f"bản trong {self.site / release.ma} cũ hơn bản đang đăng (đăng lúc {when}). Sửa nội dung rồi chạy: "
                f"cchc build {release.ma} (vẫn muốn đăng đúng bản này: xoá thư mục ấy trước khi dựng)"
            )

    def _read_back(
        self,
        outcomes: list[Outcome],
        specs: Mapping[str, DeployTarget],
        goals: Mapping[str, Release | None],
        before: Mapping[str, Mapping[str, str]],
    ) -> tuple[Outcome, ...]:
        """The outcomes, with what the public now gets: one more where that is not what was published."""
        new = [one for one in outcomes if one.how == SENT and specs[one.host].kieu != KieuTrienKhai.ZIP]
        releases = {release.hash: release for one in new if (release := goals[one.host])}
        if len(releases) != 1:
            return tuple(outcomes)
        [release] = releases.values()
        began = time.monotonic()
        sent = {path for one in new for path in one.sent.files}
        removed = {path for one in new for path in one.sent.removed}
        old = {path: digest for one in new for path, digest in before[one.host].items()}
        waits = SLOW if any(specs[one.host].kieu == KieuTrienKhai.GIT for one in new) else WAITS
        try:
            wrong = read_back(release, sent, removed, before=old, fetch=over_http, waits=waits, sleep=self.wait)
        except Unreachable as problem:
            note = f"chưa xem được {release.url} qua mạng ({problem}); đọc lại thẳng từ nơi nhận: đúng"
            return tuple(self._held(one, specs[one.host], release, note) if one in new else one for one in outcomes)
        if not wrong:
            return tuple(outcomes)
        what = f"đã đăng, nhưng {len(wrong)} tệp người đọc nhận được không đúng; {wrong[0].address}: {wrong[0].what}"
        return (*outcomes, Outcome(release.ma, release.url, FAILED, what, seconds=time.monotonic() - began))

    def _held(self, one: Outcome, spec: DeployTarget, release: Release, note: str) -> Outcome:
        """The outcome, once the same files were read from the host itself."""
        paths = [path for path in (*one.sent.files, *ALWAYS) if path in release.files]
        try:
            found = self.target_of(spec, self.around).read(paths)
        except HostFailed as failure:
            return replace(one, how=FAILED, what=f"đã đăng, nhưng không đọc lại được: {hide(str(failure))}")
        wrong = [path for path in paths if path not in found or sha256(found[path]).hexdigest() != release.files[path]]
        if wrong:
            return replace(one, how=FAILED, what=f"đã đăng, nhưng {len(wrong)} tệp ở đó không đúng ({wrong[0]}, …)")
        return replace(one, notes=(*one.notes, note))

    def _written_down(self) -> str:
        """Write down the exception under way; what to tell people."""
        with self._lock:
            self.log.write_text(hide(traceback.format_exc()), encoding="utf-8")
        return f"chương trình gặp lỗi; gửi tệp {self.log} cho người phụ trách"

    def _machine(self, spec: DeployTarget) -> threading.Semaphore:
        """Servers take few connections from one address: units that share one wait for each other."""
        with self._lock:
            return self._machines.setdefault(f"{spec.kieu} {spec.host}", threading.Semaphore(ON_ONE_MACHINE))


def clock(moment: datetime) -> str:
    """`07:00 ngày 21/11/2026`, in Vietnam."""
    return f"{moment.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
