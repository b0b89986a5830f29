"""argparse speaks Vietnamese. The one place that reaches into it."""

import argparse
from typing import NoReturn

from cchc_cli.speech import WRONG_USE, warn

_WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "subcommands": "lệnh",
    "show this help message and exit": "hiện hướng dẫn này",
    "the following arguments are required: %s": "thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected at most one argument": "chỉ nhận một giá trị",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có “%(value)s”; chọn một trong: %(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ là tùy chọn nào: %(matches)s",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "not allowed with argument %s": "không dùng cùng với %s",
}


class Parser(argparse.ArgumentParser):
    """A parser whose own words are Vietnamese and whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        warn(f"cchc: {message}. Xem: {self.prog} --help")
        raise SystemExit(WRONG_USE)


def _translate(text: str) -> str:
    return _WORDS.get(text, text)


argparse._ = _translate  # type: ignore[attr-defined]  # argparse looks its words up by this name
