"""The machine's own ssh: what it is told, and that nothing of it stays."""

import shlex
import subprocess
from pathlib import Path

import pytest
from tests.cchc_cli.deploying.servers import PASSWORD, free_port, sshd

from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.program import Ended, failure, patiently, run
from cchc_cli.deploying.secrets import Secret
from cchc_cli.deploying.ssh import ssh_line


@pytest.mark.parametrize("host", ["-oProxyCommand=x", "a b", "a;b", "", "a$b", "ten@may"])
def test_a_host_whose_name_is_no_name_is_refused(host: str) -> None:
    with pytest.raises(HostFailed, match="không phải là tên máy chủ"), ssh_line(host, None, None, None):
        pass


def test_nobody_is_asked_and_no_unknown_host_is_trusted() -> None:
    with ssh_line("may-chu.example", 2222, None, None) as line:
        words = shlex.split(line.command)

    assert {"BatchMode=yes", "StrictHostKeyChecking=yes"} <= {*words}
    assert words[words.index("-p") + 1] == "2222"
    assert line.surroundings == {}


def test_a_host_that_does_not_answer_may_answer_later() -> None:
    line = ssh_line("127.0.0.1", free_port(), "SHA256:" + "A" * 43, None)

    with pytest.raises(HostFailed, match="không trả lời ở cổng") as caught, line:
        pass

    assert caught.value.transient


@pytest.mark.needs("sshd", "nss-wrapper")
def test_neither_password_nor_key_lies_in_a_file_or_in_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sshd(shell=True) as server:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        for secret in (PASSWORD, server.key):
            with ssh_line("127.0.0.1", server.port, server.fingerprint, Secret(secret)) as line:
                ended = run(
                    [*shlex.split(line.command), f"{server.user}@127.0.0.1", "pwd"], surroundings=line.surroundings
                )
                held = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]

            assert ended.out.decode().strip() == str(server.home)
            assert secret not in line.command
            assert secret not in "".join(held)
            assert [*tmp_path.iterdir()] == []
    assert subprocess.run(["pgrep", "-f", f"ssh-agent -D -a {tmp_path}"], capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("said", "meaning", "transient"),
    [
        ("rsync: write failed: No space left on device (28)\nrsync error: x (code 11)", "đã hết chỗ chứa", False),
        ('rsync: [receiver] mkstemp ".a" failed: Permission denied (13)', "không có quyền ghi", False),
        (
            "thcs@a: Permission denied (publickey,password).\nrsync: connection unexpectedly closed",
            "không nhận tài",
            False,
        ),
        ("Host key verification failed.\nfatal: Could not read", "khoá của máy chủ lạ hoặc đã đổi", False),
        ("bash: line 1: rsync: command not found\nrsync: connection unexpectedly closed", "dùng kieu: sftp", False),
        ("ssh: connect to host a port 22: Connection refused", "đường truyền không thông", True),
        ("fatal: unable to access 'https://a/': Could not resolve host: a", "đường truyền không thông", True),
        ("remote: Repository not found.\nfatal: repository 'https://a/b' not found", "không có kho", False),
        ("something else entirely", "không xong (something else entirely)", False),
        ("", "không xong (mã 7)", False),
    ],
)
def test_what_programs_say_is_said_in_words_of_people(said: str, meaning: str, transient: bool) -> None:
    problem = failure("rsync", Ended(7, b"", said))

    assert meaning in str(problem)
    assert problem.transient == transient


def test_a_bad_line_is_tried_again_after_growing_waits_and_other_troubles_are_not() -> None:
    waited: list[float] = []
    answers = iter([HostFailed("đứt", transient=True), HostFailed("đứt", transient=True), None])

    def call() -> str:
        if problem := next(answers):
            raise problem
        return "xong"

    assert patiently(call, waited.append) == "xong"
    assert waited == sorted(waited)
    assert len(waited) == 2

    def refuse() -> str:
        raise HostFailed("sai mật khẩu")

    with pytest.raises(HostFailed, match="sai mật khẩu"):
        patiently(refuse, waited.append)
    assert len(waited) == 2
