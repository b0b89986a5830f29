"""Why a disk refused, as a clerk reads it."""

import errno

import pytest

from cchc.vietnamese.disk import why


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "không có tệp"),
        (OSError(errno.ENOSPC, "No space left on device"), "ổ đĩa đã đầy"),
        (OSError(errno.EPIPE, "Broken pipe"), "Broken pipe"),
        (OSError("cửa sổ đóng"), "cửa sổ đóng"),
    ],
)
def test_a_refusal_is_told_in_vietnamese_where_it_is_known(error: OSError, words: str) -> None:
    assert words in why(error)
