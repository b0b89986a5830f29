"""The zip that a .docx or .xlsx is. Guards against bombs, entities, encrypted parts; macros are never looked at."""

import io
import re
import zipfile
import zlib

from cchc.importing.doubts import CannotImport

MAX_PARTS = 5_000
MAX_UNPACKED = 150_000_000
"""Bytes all parts may have together when unpacked."""
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,  # of a packing or an encryption zipfile does not know
)
"""What zipfile raises for archives it cannot read."""
DAMAGED = CannotImport(
    "tệp bị hỏng hoặc tải về chưa đủ.", "mở bằng Word hoặc Excel, lưu lại thành tệp mới, rồi nhập tệp mới"
)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The parts of an office file. Raises CannotImport for what cannot be read in bounded time and memory."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except _UNREADABLE:
        raise DAMAGED from None
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise CannotImport("tệp bung ra quá lớn.", "tách tài liệu thành nhiều tệp nhỏ, bớt ảnh, rồi nhập lại")
    if any(part.flag_bits & 1 for part in parts):
        raise CannotImport("tệp có mật khẩu.", "mở bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nhập")
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, no longer than it claims to be. Raises CannotImport where it is damaged or declares entities."""
    part = archive.getinfo(name)
    try:
        with archive.open(part) as stream:
            data = stream.read(part.file_size + 1)
    except _UNREADABLE:
        raise DAMAGED from None
    if len(data) > part.file_size:
        raise DAMAGED
    # Without zeros UTF-16 reads like ASCII.
    if name.endswith((".xml", ".rels")) and _DECLARATION.search(data.replace(b"\0", b"")):
        raise CannotImport("tệp chứa khai báo lạ (DTD), không an toàn.", "chép nội dung sang một tệp mới rồi nhập")
    return data


def checked(data: bytes) -> zipfile.ZipFile:
    """The archive once every part was read without complaint: libraries that unpack by themselves are safe with it."""
    archive = open_archive(data)
    for part in archive.infolist():
        read_part(archive, part.filename)
    return archive
