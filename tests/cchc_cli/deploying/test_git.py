"""A branch of a repository, with the real program: who else pushes, what git would read, where the token is."""

import base64
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.servers import GID, PASSWORD, UID, sshd
from tests.cchc_cli.deploying.tiny import tiny_release

from cchc.model.unit import DeployTarget
from cchc_cli.deploying import git as module
from cchc_cli.deploying.git import Git
from cchc_cli.deploying.host import HostBusy, HostFailed
from cchc_cli.deploying.program import run as real
from cchc_cli.deploying.release import Release
from cchc_cli.deploying.secrets import Secret

SETTINGS = ("user.name=Ai đó", "user.email=a@b.example", "core.autocrlf=true")


def git(*command: str, cwd: Path) -> str:
    named = [word for one in SETTINGS for word in ("-c", one)]
    return subprocess.run(["git", *named, *command], cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def store(tmp_path: Path) -> Path:
    git("init", "-q", "--bare", str(tmp_path / "kho.git"), cwd=tmp_path)
    return tmp_path / "kho.git"


@pytest.fixture
def old(tmp_path: Path) -> Release:
    return tiny_release(tmp_path / "1", tin_1="Một\r\n", tin_2="Hai")


@pytest.fixture
def new(tmp_path: Path) -> Release:
    return tiny_release(tmp_path / "2", tin_1="Một sửa", tin_3="Ba")


def target(store: Path, name: str = "a", branch: str = "#trang") -> Git:
    spec = DeployTarget(kieu="git", dich=f"file://{store}{branch}")
    return Git(spec, store.parent, lambda: None, store.parent / f"copies-{name}", sleep=lambda _: None)


def on(store: Path, branch: str = "trang") -> dict[str, bytes]:
    names = git("ls-tree", "-r", "-z", "--name-only", branch, cwd=store).split("\0")[:-1]
    show = ["git", "cat-file", "blob"]
    return {
        name: subprocess.run([*show, f"{branch}:{name}"], cwd=store, check=True, capture_output=True).stdout
        for name in names
    }


def files_of(release: Release) -> dict[str, bytes]:
    return {path: (release.folder / path).read_bytes() for path in release.files}


def push_as_somebody(store: Path, path: str, words: str) -> None:
    """Another person's commit on the branch."""
    there = store.parent / "nguoi-khac"
    shutil.rmtree(there, ignore_errors=True)
    git("clone", "-q", "-b", "trang", str(store), str(there), cwd=store)
    (there / path).write_text(words, "utf-8")
    git("add", path, cwd=there)
    git("commit", "-q", "-m", "của tôi", cwd=there)
    git("push", "-q", cwd=there)


def test_bytes_arrive_as_they_are_and_a_generator_of_pages_is_told_to_keep_off(store: Path, old: Release) -> None:
    target(store).publish(old)

    assert on(store) == {**files_of(old), ".nojekyll": b""}


def test_one_commit_a_release_dated_by_it_and_old_ones_stay(store: Path, old: Release, new: Release) -> None:
    os.utime(old.folder / "cchc.json", (1_790_000_000, 1_790_000_000))
    for release in (old, new, new, old):
        target(store).publish(release)

    log = git("log", "--format=%an %ae %s %at", "--reverse", "trang", cwd=store).splitlines()
    assert len(log) == 3
    assert log[0] == f"cchc cchc@truong.example Đăng chuyên mục truong, bản {old.hash[:12]} 1790000000"
    assert [one.release for one in target(store, "mới").look(new).history] == [old.hash, new.hash, old.hash]


def test_somebody_elses_files_stay_and_what_he_broke_is_put_right(store: Path, old: Release, new: Release) -> None:
    target(store).publish(old)
    push_as_somebody(store, "CNAME", "truong.example")
    push_as_somebody(store, "index.html", "phá")

    plan = target(store).look(new)
    target(store).publish(new)

    assert plan.repair == ("index.html",)
    assert on(store) == {**files_of(new), ".nojekyll": b"", "CNAME": b"truong.example"}


def test_whoever_pushes_first_is_read_again_and_nothing_of_his_is_lost(
    store: Path, old: Release, new: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(store).publish(old)
    pushes = 0

    def slow(command: list[str], **named: object) -> object:
        nonlocal pushes
        if command[1] == "push":
            pushes += 1
            if pushes < 3:
                push_as_somebody(store, f"tep-{pushes}.txt", "của tôi")
        return real(command, **named)

    monkeypatch.setattr(module, "run", slow)
    target(store).publish(new)

    assert pushes == 3
    extra = {".nojekyll": b"", "tep-1.txt": "của tôi".encode(), "tep-2.txt": "của tôi".encode()}
    assert on(store) == files_of(new) | extra


def test_two_machines_with_the_same_release_make_one_commit(store: Path, old: Release) -> None:
    both = [threading.Thread(target=target(store, name).publish, args=(old,)) for name in "ab"]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert git("rev-list", "--count", "trang", cwd=store).strip() == "1"
    assert on(store) == {**files_of(old), ".nojekyll": b""}


def test_a_branch_that_never_stops_moving_is_left(
    store: Path, old: Release, new: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(store).publish(old)
    monkeypatch.setattr("cchc_cli.deploying.git._Repository.push", lambda *_: False)

    with pytest.raises(HostBusy, match="luôn có người đẩy lên trước"):
        target(store).publish(new)


class Cut(BaseException):
    """The process is gone."""


def test_killed_at_any_step_the_branch_is_the_old_or_the_new_and_the_next_run_goes_on(
    store: Path, old: Release, new: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, seen = 0, []
    while seen[-1:] != ["done"]:
        for leftover in (store, store.parent / "copies-a"):
            shutil.rmtree(leftover, ignore_errors=True)
        git("init", "-q", "--bare", str(store), cwd=store.parent)
        target(store).publish(old)
        steps = iter(range(limit))

        def counted(command: list[str], *, steps: Iterator[int] = steps, **named: object) -> object:
            if next(steps, None) is None:
                raise Cut
            return real(command, **named)

        monkeypatch.setattr(module, "run", counted)
        try:
            target(store).publish(new)
            seen.append("done")
        except Cut:
            found = on(store)
            assert {**found, ".nojekyll": b""} in [{**files_of(one), ".nojekyll": b""} for one in (old, new)]
            seen.append("old" if found["index.html"] == files_of(old)["index.html"] else "new")
        monkeypatch.setattr(module, "run", real)
        target(store).publish(new)
        assert on(store) == {**files_of(new), ".nojekyll": b""}
        limit += 1

    assert seen.count("old") > 10
    assert "new" in seen


def test_a_branch_with_a_guard_says_so_and_stays(store: Path, old: Release, new: Release) -> None:
    target(store).publish(old)
    hook = store / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n")
    hook.chmod(0o755)

    with pytest.raises(HostFailed, match="nhánh được bảo vệ, hoặc có quy tắc chặn"):
        target(store).publish(new)

    assert on(store) == {**files_of(old), ".nojekyll": b""}


@pytest.mark.parametrize(
    "address",
    [
        "-oProxyCommand=x",
        "ext::sh -c x",
        "https://a/b.git#-x",
        "https://a/b.git#../x",
        "https://a/ b.git",
        "https://a/b#x y",
    ],
)
def test_an_address_git_would_read_as_something_else_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(HostFailed, match="không phải là địa chỉ kho git"):
        Git(DeployTarget.model_construct(kieu="git", dich=address), tmp_path, lambda: None, tmp_path)


def test_an_account_in_the_address_is_refused_without_showing_it(tmp_path: Path) -> None:
    for account in ("ten:bi-mat", "ghp_bi-mat"):
        with pytest.raises(HostFailed, match="ghi tai_khoan và mat_khau_tu") as caught:
            Git(
                DeployTarget.model_construct(kieu="git", dich=f"https://{account}@a.example/b.git"),
                tmp_path,
                lambda: None,
                tmp_path,
            )
        assert "bi-mat" not in str(caught.value)


def test_a_store_that_is_not_there_is_said(tmp_path: Path, old: Release) -> None:
    with pytest.raises(HostFailed, match="git: fatal"):
        target(tmp_path / "khong-co.git").publish(old)


class _Asking(http.server.BaseHTTPRequestHandler):
    """A forge that lets nobody in, and keeps what it was told."""

    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.headers.get("Authorization", ""))
        self.send_response(401)
        self.send_header("WWW-Authenticate", "Basic realm=kho")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_token_travels_in_the_header_alone(tmp_path: Path, old: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def watched(command: list[str], **named: object) -> object:
        commands.append(command)
        return real(command, **named)

    monkeypatch.setattr(module, "run", watched)
    monkeypatch.setenv("GIT_CURL_VERBOSE", "1")
    monkeypatch.setenv("GIT_TRACE_REDACT", "0")
    _Asking.heard = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Asking) as forge:
        threading.Thread(target=forge.serve_forever, daemon=True).start()
        spec = DeployTarget(kieu="git", dich=f"http://127.0.0.1:{forge.server_port}/kho.git", tai_khoan="thcs")
        with pytest.raises(HostFailed, match="không nhận tài khoản, mật khẩu hoặc khoá") as caught:
            Git(spec, tmp_path, lambda: Secret("ghp_bí-mật"), tmp_path / "copies").publish(old)
        forge.shutdown()

    login = base64.b64encode("thcs:ghp_bí-mật".encode()).decode()
    assert f"Basic {login}" in _Asking.heard
    held = [path.read_bytes() for path in (tmp_path / "copies").rglob("*") if path.is_file()]
    for secret in ("ghp_bí-mật", login):
        assert secret not in str(caught.value)
        assert secret not in str(commands)
        assert not any(secret.encode() in content for content in held)


@pytest.mark.needs("sshd", "nss-wrapper")
@pytest.mark.parametrize("way", ["password", "key"])
def test_a_branch_behind_ssh(tmp_path: Path, old: Release, new: Release, way: str) -> None:
    with sshd(shell=True) as server:
        store = server.home / "kho.git"
        git("init", "-q", "--bare", str(store), cwd=tmp_path)
        for path in (store, *store.rglob("*")):
            os.chown(path, UID, GID)
        url = f"ssh://{server.user}@127.0.0.1:{server.port}{store}#trang"
        spec = DeployTarget(kieu="git", dich=url, khoa_may_chu=server.fingerprint)
        secret = Secret(PASSWORD if way == "password" else server.key)
        for release in (old, new):
            Git(spec, tmp_path, lambda: secret, tmp_path / "copies").publish(release)

        out = tmp_path / "ra"
        shutil.copytree(store, out)
        assert on(out) == {**files_of(new), ".nojekyll": b""}
