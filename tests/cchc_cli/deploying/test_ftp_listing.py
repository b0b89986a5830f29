"""Listings of FTP servers that do not run here: MLSD, old files, Windows, and what nobody can read."""

import ftplib

import pytest

from cchc_cli.deploying.ftp_listing import Named, names_in, stamp_of, time_of
from cchc_cli.deploying.host import Entry, HostFailed


class Answers(ftplib.FTP):
    """A server that answers every listing with these lines."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines = lines

    def retrlines(self, cmd, callback=None):  # noqa: ARG002
        for line in self.lines:
            callback(line.encode().decode("latin-1"))


def listed(*lines: str, mlsd: bool = False) -> list[Named]:
    return names_in(Answers(*lines), "/cchc", mlsd=mlsd)


def test_mlsd_tells_seconds_and_folders() -> None:
    assert listed(
        "type=cdir;modify=20261120080000; .",
        "type=pdir;modify=20261120080000; ..",
        "Type=dir;Modify=20261120080000; tin tức",
        "type=file;size=12;modify=20261120080005.123; Đường.html",
        "type=OS.unix=slink:/tmp;size=4; vòng",
        mlsd=True,
    ) == [
        Named("tin tức", True, Entry(0, "20261120T080000")),
        Named("Đường.html", False, Entry(12, "20261120T080005")),
        Named("vòng", False, Entry(4, "")),
    ]


def test_old_files_are_told_by_the_day() -> None:
    assert listed(
        "total 8",
        "-rw-r--r--    1 1000     1000          100 Mar 02  2025 cũ.html",
        "drwxr-xr-x    2 1000     1000         4096 Mar 02  2025 tin  tức",
        "lrwxrwxrwx    1 1000     1000            9 Mar 02  2025 vòng -> /tmp",
    ) == [
        Named("cũ.html", False, Entry(100, "20250302")),
        Named("tin  tức", True, Entry(4096, "20250302")),
        Named("vòng", False, Entry(9, "20250302")),
    ]


def test_windows_is_understood() -> None:
    assert listed("11-20-26  08:05AM       <DIR>          tin", "11-20-26  05:18PM                  512 a b.html") == [
        Named("tin", True, Entry(0, "20261120T0805")),
        Named("a b.html", False, Entry(512, "20261120T1718")),
    ]


def test_a_file_of_this_moment_is_of_this_year_in_every_zone() -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC) + timedelta(hours=14)

    [found] = listed(f"-rw-r--r-- 1 0 0 1 {now:%b %d %H:%M} a.html")

    assert found.entry.stamp == now.strftime("%Y%m%dT%H%M")


def test_a_listing_nobody_can_read_is_refused_and_never_taken_for_empty() -> None:
    with pytest.raises(HostFailed, match="không đọc được danh sách"):
        listed("Directory MUSIC:[CCHC]")


def test_one_line_nobody_can_read_hides_no_other() -> None:
    assert [found.name for found in listed("?????????? ? ? ? ? ? hỏng", "-rw-r--r-- 1 0 0 1 Mar 02  2025 a.html")] == [
        "a.html"
    ]


@pytest.mark.parametrize("stamp", ["20261120T080005", "20261120T0800", "20261120"])
def test_a_stamp_is_a_time_as_exact_as_it_is_told(stamp: str) -> None:
    assert stamp_of(time_of(stamp)).startswith(stamp)
