"""Passwords: where they come from, and that they go nowhere else."""

import base64
import logging
import traceback
from urllib.parse import quote

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError

from cchc.model.unit import DeployTarget
from cchc_cli.deploying.host import HostFailed
from cchc_cli.deploying.secrets import Secret, account_of, hide, reason, secret_of

VALUE = "Cửa/sổ+thứ ba"


def target(**fields: object) -> DeployTarget:
    return DeployTarget.model_validate({"kieu": "sftp", "dich": "may-chu.edu.vn/cchc", "tai_khoan": "thcs"} | fields)


class Kept(KeyringBackend):
    """A keyring that answers as a test wishes."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, answer: str | Exception | None) -> None:
        self.answer = answer

    def set_password(self, *_: str) -> None:
        raise AssertionError("nothing is written")

    def get_password(self, service: str, username: str) -> str | None:
        assert (service, username) == ("cchc", "thcs@may-chu.edu.vn")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture(autouse=True)
def keep():
    before = keyring.get_keyring()
    yield lambda answer: keyring.set_keyring(Kept(answer))
    keyring.set_keyring(before)


def test_the_variable_that_is_named_holds_the_password(monkeypatch) -> None:
    monkeypatch.setenv("MAT_KHAU", VALUE + "\n")

    secret = secret_of(target(mat_khau_tu="MAT_KHAU"))

    assert secret is not None
    assert secret.reveal() == VALUE


@pytest.mark.parametrize("value", [None, "", "\n"])
def test_a_variable_that_is_named_and_empty_is_refused_with_both_ways_out(monkeypatch, value: str | None) -> None:
    monkeypatch.delenv("MAT_KHAU", raising=False)
    if value is not None:
        monkeypatch.setenv("MAT_KHAU", value)

    with pytest.raises(HostFailed, match=r"MAT_KHAU.*keyring set cchc thcs@may-chu\.edu\.vn"):
        secret_of(target(mat_khau_tu="MAT_KHAU"))


def test_without_a_variable_the_keyring_is_asked(keep) -> None:
    keep(VALUE)

    secret = secret_of(target())

    assert secret is not None
    assert secret.reveal() == VALUE


@pytest.mark.parametrize("answer", [None, NoKeyringError()])
def test_a_machine_without_a_keyring_or_an_entry_has_no_password(keep, answer: Exception | None) -> None:
    keep(answer)

    assert secret_of(target()) is None


def test_a_locked_keyring_is_told_with_a_way_out(keep) -> None:
    keep(KeyringLocked("đang khóa"))

    with pytest.raises(HostFailed, match=r"đang khóa.*mat_khau_tu"):
        secret_of(target())


def test_an_account_is_named_as_people_write_it() -> None:
    assert account_of(target()) == "thcs@may-chu.edu.vn"
    assert account_of(target(tai_khoan=None)) == "may-chu.edu.vn"


def test_no_text_shows_a_secret_by_accident(caplog) -> None:
    secret = Secret(VALUE)
    logging.getLogger().error("%s %r", secret, [secret])
    try:
        raise ValueError(secret)
    except ValueError:
        trace = traceback.format_exc()

    assert VALUE not in f"{secret} {secret!r} {[secret]} {caplog.text} {trace}"


@pytest.mark.parametrize(
    "spelled",
    [
        VALUE,
        quote(VALUE),
        quote(VALUE, safe=""),
        repr(VALUE),
        base64.b64encode(VALUE.encode()).decode(),
        f"https://thcs:{quote(VALUE, safe='')}@may-chu.edu.vn/",
    ],
)
def test_what_libraries_say_is_freed_of_every_spelling_of_a_secret(spelled: str) -> None:
    Secret(VALUE)

    assert hide(f"530 {spelled} sai") == f"530 {spelled} sai".replace(_core(spelled), "•••")


def test_the_lines_of_a_private_key_are_secrets_too() -> None:
    line = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz"
    Secret(f"-----BEGIN OPENSSH PRIVATE KEY-----\n{line}\n-----END OPENSSH PRIVATE KEY-----")

    assert hide(f"bad key: {line}") == "bad key: •••"


def test_a_failure_without_words_is_told_by_its_kind() -> None:
    assert reason(EOFError()) == "EOFError"


def _core(spelled: str) -> str:
    """The secret's part of a spelling."""
    return spelled.removeprefix("https://thcs:").removesuffix("@may-chu.edu.vn/").strip("'")
