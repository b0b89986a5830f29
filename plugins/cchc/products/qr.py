"""QR codes as inline SVG. segno is used here only."""

import io
from functools import lru_cache

from cchc.remembering import remembered


@lru_cache(maxsize=1024)
@remembered("segno")
def qr_svg(text: str, label: str) -> str:
    """An SVG of `text`, black on white whatever the colour scheme, named `label` for screen readers.

    Empty for a text longer than any code holds: the page says it in letters anyway.
    """
    import segno  # a heavy import, needed only where nothing is remembered

    out = io.BytesIO()
    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError:
        return ""
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        nl=False,
        border=4,
        omitsize=True,
        light="#fff",
        dark="#000",
        title=label,
        svgclass="cc-qr",
        lineclass=None,
    )
    return out.getvalue().decode()
