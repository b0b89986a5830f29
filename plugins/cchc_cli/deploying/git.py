"""A branch of a git repository, by the program git: one commit per release, pushed whole or not at all, never by force.

The repository is brought as a bare copy with little history; trees are written straight into it, so no file of the
section lies here twice and nobody's settings for line ends touch them. Files on the branch that are not ours stay.
"""

import base64
import contextlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from cchc.model.unit import DeployTarget
from cchc.section.addresses import FILE_LIST, MANIFEST
from cchc_cli.deploying.host import HostBusy, HostFailed, Plan, Published, Sent
from cchc_cli.deploying.patience import WAITS
from cchc_cli.deploying.plan import refuse_foreign
from cchc_cli.deploying.program import Ended, failure, patiently, run
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.secrets import Secret
from cchc_cli.deploying.ssh import ssh_line
from cchc_cli.deploying.standing import alone, difference, listed_in, published, refuse_another_unit, spoken

BRANCH = "pages"
"""Where `dich` names none behind `#`."""
DEPTH = 50
"""Commits brought: those whose releases are known as older."""
_SSH = re.compile(r"ssh://(?:[^@/]+@)?([^:/]+)(?::(\d+))?/|(?:[^@/:]+@)?([^/:]{2,}):(?!/)")
_URL, _BRANCH = re.compile(r"(?!-)(?!.*::)[^\s\x00-\x1f]+"), re.compile(r"(?!-)(?!.*\.\.)[\w./-]+")
_LOST = re.compile(
    r"non-fast-forward|fetch first|\[rejected\]|cannot lock ref|failed to update ref|incorrect old value"
)


class Git:
    """A `Target`."""

    def __init__(
        self,
        target: DeployTarget,
        base: Path,
        secret: Callable[[], Secret | None],
        copies: Path,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`base`: what the path of a repository on this machine is relative to; `copies`: folder of the bare copies."""
        url, _, branch = target.dich.partition("#")
        self._branch = branch or BRANCH
        if urlsplit(url).password or (url.startswith("http") and "@" in urlsplit(url).netloc):
            raise HostFailed(
                "dich chứa tài khoản hoặc mật khẩu; bỏ phần trước dấu @, ghi tai_khoan và mat_khau_tu thay vào"
            )
        if not _URL.fullmatch(url) or not _BRANCH.fullmatch(self._branch):
            raise HostFailed("dich không phải là địa chỉ kho git; ghi dạng https://may-chu/kho.git#nhanh")
        self.name = f"git {url}#{self._branch}"
        self._url = str((base / url).resolve()) if url.startswith(".") else url
        self._target, self._secret, self._sleep = target, secret, sleep
        self._copy = copies / sha256(f"{target.dich}".encode()).hexdigest()[:16]

    def look(self, release: Release) -> Plan:
        with self._repository() as repository:
            return repository.compared(release)[0]

    def publish(self, release: Release) -> Sent:
        with self._repository() as repository:
            for wait in (*WAITS, None):
                plan, foreign = repository.compared(release)
                if not plan.send and not plan.remove:
                    return Sent()
                if repository.push(repository.commit(release, foreign)):
                    return Sent(plan.send, repository.sent, plan.remove)
                if wait is not None:
                    self._sleep(wait)
        raise HostBusy("nhánh này luôn có người đẩy lên trước; chạy lại sau")

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        with self._repository() as repository:
            repository.fetch()
            return {path: content for path in paths if (content := repository.file(path)) is not None}

    @contextlib.contextmanager
    def _repository(self) -> Iterator["_Repository"]:
        with contextlib.ExitStack() as stack:
            stack.enter_context(spoken(self._copy))
            stack.enter_context(alone(self._copy.with_suffix(".lock")))
            room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cchc-")))
            surroundings = {
                "GIT_DIR": str(self._copy),
                "GIT_INDEX_FILE": str(room / "index"),
                "GIT_TERMINAL_PROMPT": "0",
                "GIT_ALLOW_PROTOCOL": "file:https:http:ssh",
                "GIT_ASKPASS": "true",
                "GIT_HTTP_LOW_SPEED_LIMIT": "100",
                "GIT_HTTP_LOW_SPEED_TIME": "60",
            }
            host = _SSH.match(self._url)
            secret = None if self._url.startswith(("/", "file:")) else self._secret()
            if host and not Path(self._url).exists():
                port = self._target.cong or (int(host[2]) if host[2] else None)
                line = stack.enter_context(ssh_line(host[1] or host[3], port, self._target.khoa_may_chu, secret))
                surroundings |= {**line.surroundings, "GIT_SSH_COMMAND": line.command, "GIT_SSH_VARIANT": "ssh"}
            elif secret:
                surroundings |= _header(self._url, self._target.tai_khoan or "cchc", secret)
            yield _Repository(self._copy, self._url, self._branch, surroundings, self._sleep)


class _Repository:
    """The bare copy of a repository, and the way to it."""

    def __init__(
        self, copy: Path, url: str, branch: str, surroundings: Mapping[str, str], sleep: Callable[[float], None]
    ) -> None:
        self._copy, self._url, self._branch = copy, url, branch
        self._surroundings, self._sleep = surroundings, sleep
        self._tip: str | None = None
        self._names: Mapping[str, str] = {}
        """What git calls the files of the release last compared."""
        self.sent = 0
        """Bytes of the packs pushed."""
        if not (copy / "HEAD").is_file():
            self._git("init", "--quiet", "--bare", str(copy))

    def fetch(self) -> None:
        """Look at the branch as it is now."""
        ref = f"refs/heads/{self._branch}"
        heads = patiently(lambda: self._git("ls-remote", "--", self._url, ref), self._sleep).decode().splitlines()
        self._tip = next((line.split("\t")[0] for line in heads if line.endswith(f"\t{ref}")), None)
        if self._tip and not self._has(self._tip):
            asked = ["fetch", "--quiet", "--no-tags", f"--depth={DEPTH}", "--", self._url, f"+{ref}:{ref}"]
            patiently(lambda: self._git(*asked), self._sleep)
            self._tip = self._git("rev-parse", "--verify", ref).decode().strip()

    def file(self, path: str) -> bytes | None:
        """A file of the branch; None where there is none."""
        found = self._blobs(f"{self._tip}:{path}") if self._tip else []
        return found[0] if found else None

    def compared(self, release: Release) -> tuple[Plan, list[bytes]]:
        """What differs; and what else is on the branch, as lines for the index."""
        self.fetch()
        paths = "\n".join(str(release.folder / path) for path in release.files)
        names = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=paths.encode()).decode().split()
        self._names = dict(zip(release.files, names, strict=True))
        lines = self._git("ls-tree", "-r", "-z", self._tip).split(b"\0")[:-1] if self._tip else []
        entries = {line.partition(b"\t")[2].decode("utf-8", "surrogateescape"): line for line in lines}
        refuse_another_unit(self.file(MANIFEST), release.ma)
        listed = listed_in(self.file(FILE_LIST))
        ours = {path: entries[path].split()[2].decode() for path in entries if path in listed or path in release.files}
        found = {path: release.files[path] for path, name in ours.items() if name == self._names.get(path)}
        for path, name in ours.items():
            if path not in found:
                found[path] = sha256(*self._blobs(name)).hexdigest()
        if listed or MANIFEST not in entries:
            refuse_foreign(sorted(path for path in found if path not in listed and found[path] != release.files[path]))
        foreign = [line for path, line in entries.items() if path not in found]
        return difference(release, found, listed, self._history()), foreign

    def commit(self, release: Release, foreign: Sequence[bytes]) -> str:
        """A commit on the tip that holds the release, and what is not ours."""
        lines = [f"100644 blob {name}\t{path}".encode() for path, name in self._names.items()]
        if not self._tip:
            # Pages of some forges would otherwise be put through a generator, which drops files.
            lines.append(b"100644 blob " + self._git("hash-object", "-w", "--stdin").strip() + b"\t.nojekyll")
        self._git("read-tree", "--empty")
        self._git("update-index", "-z", "--index-info", stdin=b"\0".join([*foreign, *lines]) + b"\0")
        tree = self._git("write-tree").decode().strip()
        moment = f"{int((release.folder / MANIFEST).stat().st_mtime)} +0700"
        who = {"NAME": "cchc", "EMAIL": f"cchc@{urlsplit(release.url).hostname}", "DATE": moment}
        signed = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
        above = ["-p", self._tip] if self._tip else []
        words = f"Đăng chuyên mục {release.ma}, bản {release.hash[:12]}\n"
        return self._git("commit-tree", tree, *above, stdin=words.encode(), more=signed).decode().strip()

    def push(self, commit: str) -> bool:
        """Make the branch this commit; False where somebody else has moved it meanwhile."""
        news = f"{commit}\n^{self._tip}\n" if self._tip else f"{commit}\n"
        pack = self._git("pack-objects", "--revs", "--thin", "--stdout", "--quiet", stdin=news.encode())
        asked = ["push", "--quiet", "--", self._url, f"{commit}:refs/heads/{self._branch}"]
        ended = patiently(lambda: self._run(*asked, fine=(0, 1)), self._sleep)
        if ended.code and _LOST.search(ended.said):
            return False
        if ended.code:
            raise failure("git", ended)
        self.sent += len(pack)
        self._git("update-ref", f"refs/heads/{self._branch}", commit)
        return True

    def _history(self) -> tuple[Published, ...]:
        """The releases of the commits brought, oldest first."""
        if not self._tip:
            return ()
        commits = self._git("log", "--format=%H %ct", "--reverse", self._tip, "--", MANIFEST).decode().split("\n")[:-1]
        moments = [commit.split() for commit in commits]
        blobs = self._blobs(*(f"{commit}:{MANIFEST}" for commit, _ in moments), missing=True)
        return tuple(one for blob, (_, at) in zip(blobs, moments, strict=True) for one in published(blob, float(at)))

    def _blobs(self, *names: str, missing: bool = False) -> list[bytes]:
        """The contents of files; those that are missing are left out, or empty where `missing`."""
        out = self._git("cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
        found, at = [], 0
        for _ in names:
            end = out.index(b"\n", at)
            head, at = out[at:end].split(), end + 1
            if head[-1] == b"missing":
                found += [b""] * missing
                continue
            size = int(head[-1])
            found.append(out[at : at + size])
            at += size + 1
        return found

    def _has(self, commit: str) -> bool:
        return self._run("cat-file", "-e", f"{commit}^{{commit}}", fine=(0, 1, 128)).code == 0

    def _git(self, *command: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
        return self._run(*command, stdin=stdin, more=more).out

    def _run(
        self, *command: str, stdin: bytes = b"", more: Mapping[str, str] | None = None, fine: Sequence[int] = (0,)
    ) -> Ended:
        return run(["git", *command], stdin=stdin, surroundings={**self._surroundings, **(more or {})}, fine=fine)


def _header(url: str, account: str, secret: Secret) -> dict[str, str]:
    """Settings of git, for this process only, that log in to the host of `url` and to no other."""
    login = Secret(base64.b64encode(f"{account}:{secret.reveal()}".encode()).decode())
    place, at = urlsplit(url), int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    return {
        f"GIT_CONFIG_KEY_{at}": f"http.{place.scheme}://{place.netloc}/.extraHeader",
        f"GIT_CONFIG_VALUE_{at}": f"Authorization: Basic {login.reveal()}",
        "GIT_CONFIG_COUNT": str(at + 1),
    }
