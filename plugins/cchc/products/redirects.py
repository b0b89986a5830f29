"""Redirects from old addresses (`dia_chi_cu`): small static pages, the only source of redirects."""

from html import escape

POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"


def redirect_page(title: str, target: str, absolute: str) -> bytes:
    """A page that leads to `target` (relative), called `title`, at once and without script.

    It loads nothing, not even the icon browsers ask a host for. Search engines are told `absolute`.
    """
    there = escape(target)
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>Địa chỉ đã chuyển: {escape(title)}</title>\n'
        f'<link rel="canonical" href="{escape(absolute)}">\n<link rel="icon" href="data:,">\n'
        f'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={there}">\n</head>\n'
        f"<body>\n<h1>Trang này đã chuyển sang địa chỉ mới</h1>\n"
        f'<p>Nếu trang không tự mở, mời bạn bấm vào đây: <a href="{there}">{escape(title)}</a></p>\n</body>\n</html>\n'
    ).encode()
