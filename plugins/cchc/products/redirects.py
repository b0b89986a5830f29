"""Redirects from old addresses (`dia_chi_cu`): small static pages, the only source of redirects."""

from html import escape


def redirect_page(target: str, absolute: str) -> bytes:
    """A page that leads to `target` (relative) at once, without script; search engines are told `absolute`."""
    there = escape(target)
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>Địa chỉ đã chuyển</title>\n'
        f'<link rel="canonical" href="{escape(absolute)}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={there}">\n</head>\n<body>\n'
        f'<p>Trang này đã chuyển sang <a href="{there}">địa chỉ mới</a>.</p>\n</body>\n</html>\n'
    ).encode()


def file_of(old_address: str) -> str:
    """The file that answers at an old address: `a/b/` → `a/b/index.html`."""
    return old_address if not old_address.endswith("/") else old_address + "index.html"
