"""A project that is built and published: what the tests of `cchc deploy` share."""

import os
from datetime import datetime
from pathlib import Path

from tests.command import run
from tests.school import School

ZIP = {"kieu": "zip", "dich": "cchc.zip"}
FOLDER = {"kieu": "thu_muc", "dich": "web"}
NOWHERE = {"kieu": "git", "dich": "file:///khong/co/kho.git"}


def write_unit(school: School, *targets: dict[str, object], folder: str = "", **fields: object) -> None:
    contacts = {"duong_day_nong": "0299 3 000 301", "email_phan_anh": "a@truong.example"}
    school.unit(folder, **contacts, trien_khai=[*targets], **fields)


def build(folder: Path) -> None:
    assert run(folder, "build") == 0
    # As if it had been built at the instant the tests live in.
    for path in folder.glob("site/*/cchc.json"):
        moment = datetime.fromisoformat("2026-11-20T08:00:00+07:00").timestamp()
        os.utime(path, (moment, moment))


def edit(school: School, words: str) -> None:
    school.news("tin", tieu_de=words, body=words)


def shown(folder: Path) -> str:
    """The news as visitors read it."""
    return (folder / "web/current/tin-tuc/2026/tin/index.html").read_text("utf-8")
