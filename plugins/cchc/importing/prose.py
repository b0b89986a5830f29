"""Running text → Markdown that shows exactly that text.

What people pasted out of Word into a national record is Markdown only by accident: `* Ghi chú`, `<5 tuổi`,
`3. …` after `1. …`. Here every such accident is escaped; lists, bold, code and links that are meant stay.
The measure is `reading.markdown.convert`: what it shows must read like the source.
"""

import re
from collections.abc import Iterable
from html import unescape
from html.entities import html5

_INLINE = re.compile(
    r"(?P<escaped>\\[\\`*_{}\[\]()#+.!|>-])"
    r"|(?P<code>(?<!`)`[^`\n]+`(?!`))"
    r"|(?P<link>(?P<picture>!?)\[(?P<name>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\((?P<address>(?:[^()\n]|\([^()\n]*\))*)\))"
    r"|(?P<strong>(?<!\*)\*\*(?=[^\s*])(?P<bold>[^*\n]+)(?<=[^\s\\])\*\*(?!\*))"
    r"|(?P<br><br\s*/?>)"
    r"|(?P<entity>&#?\w+;)"
    r"|(?P<mark>[*`<|]|\](?=\()|_(?![^\W_])|(?<![^\W_])_)",
    re.IGNORECASE,
)
_LIVE = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>()\[\]\"]+", re.IGNORECASE)
_LOCAL = re.compile(
    r"file:.*|[a-z]:[\\/].*|[^\s:]+\.(?:docx?|xlsx?|pptx?|pdf|od[tsp]|rtf|txt|zip|rar|7z|jpe?g|png|gif)", re.IGNORECASE
)
_NUMBERED = re.compile(r"([1-9][0-9]?)\.[ \t]+(\S.*)")
_BULLET = re.compile(r"-[ \t]+(\S.*)")
_STARRED = re.compile(r"[-*][ \t]+(\S.*)")
_BLOCK = re.compile(
    r"(?P<number>\d+)\.(?=\s|$)|(?P<sign>[#>]|[-+](?=\s|$)|-(?=[-\s]*$)|\[[^\]]*\]:)|(?P<bare>~~~|=+$|:(?=\s))"
)
_MARKS = re.compile(r"[\\`*<|\[]|_(?![^\W_])|(?<![^\W_])_|&(?=#|\w+;|[A-Za-z0-9]*$)")
_SHOWN = {"\\": "&#92;", "<": "&lt;", "&": "&amp;"}
_INSIDE = "    "


def prose(lines: Iterable[str], *, starred: bool = False) -> str:
    """Markdown of running text, line by line; `starred`: a line that begins with `* ` is a list item.

    A numbered line is a list item only where its number follows the one before, else it stays as typed.
    Indented lines below an item belong to it; so do lines that begin with `+` below a bullet.
    """
    bullet_form = _STARRED if starred else _BULLET
    written: list[str] = []
    number, under_bullet = 0, False
    for line in lines:
        content = line.strip()
        inside = number > 0 and line[:1].isspace()
        numbered = None if inside else _NUMBERED.fullmatch(content)
        bullet = bullet_form.fullmatch(content)
        pad = _INSIDE if inside else ""
        if not content:
            written.append("")
        elif numbered and number in (0, int(numbered[1]) - 1):
            if written and written[-1].startswith(" "):
                written.append("")
            number, bullet = int(numbered[1]), _BULLET.fullmatch(numbered[2])
            under_bullet = bullet is not None
            written.append(f"{number}. " + (f"- {_plain_line(bullet[1])}" if bullet else _plain_line(numbered[2])))
        else:
            deeper = under_bullet and re.match(r"\+\s", content)
            number = number if inside or deeper else 0
            under_bullet = bool(bullet or deeper)
            text = f"- {_plain_line(bullet[1])}" if bullet else _plain_line(content)
            written.append(pad + (_INSIDE if deeper else "") + text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(written)).strip("\n")


def inline(text: str) -> str:
    """Markdown of a stretch of text inside a line: nothing in it starts a tag, emphasis or a dead link by accident."""
    return _INLINE.sub(_inline_token, text)


def literal(text: str) -> str:
    """Markdown of a stretch of text in which nothing is Markdown: every mark in it is shown as a mark."""
    return _MARKS.sub(lambda found: _SHOWN.get(found[0], f"\\{found[0]}"), text)


def guarded(markdown: str) -> str:
    """Markdown of one paragraph whose beginning must not turn it into a heading, quote, list or rule."""
    start, rest = _beginning(markdown)
    return start + rest


def cell(text: str) -> str:
    """Markdown of a table cell; `<br>` stays a line break."""
    return inline(text).replace("\\|", "|").replace("|", "\\|")


def local_files(text: str) -> tuple[str, ...]:
    """Names of the links that lead to a file on somebody's disk: `inline` keeps the name and drops the address."""
    names: list[str] = []
    for found in _INLINE.finditer(text):
        if found["link"] and _LOCAL.fullmatch(found["address"].strip()):
            names.append(found["name"])
        else:
            for inner in filter(None, found.group("bold", "name", "address")):
                names += local_files(inner)
    return tuple(names)


def _plain_line(content: str) -> str:
    """A line (or the text of a list item) that stays a line."""
    start, rest = _beginning(content)
    return start + inline(rest)


def _beginning(content: str) -> tuple[str, str]:
    """What a line begins with, so that it starts no heading, quote, list or rule; and the rest of it."""
    found = _BLOCK.match(content)
    if found is None:
        return "", content
    if found["number"]:
        return f"{found['number']}\\.", content[found.end() :]
    return f"&#{ord(content[0])};" if found["bare"] else f"\\{content[0]}", content[1:]


def _inline_token(found: re.Match[str]) -> str:
    text = found[0]
    if found["link"]:
        return _link(found["picture"], found["name"], found["address"].strip())
    if found["strong"]:
        return f"**{inline(found['bold'])}**"
    if found["br"]:
        return "<br>"
    if found["entity"]:
        return text if _is_entity(text) else "&amp;" + text[1:]
    if found["mark"]:
        return "&lt;" if text == "<" else "\\" + text
    return text


def _link(picture: str, name: str, address: str) -> str:
    if _LIVE.fullmatch(address):
        return ("\\!" if picture else "") + f"[{inline(name)}]({address})"
    if _LOCAL.fullmatch(address):
        return inline(name)
    return f"{picture}\\[{inline(name)}\\]({inline(address)})"


def _is_entity(text: str) -> bool:
    if text[1] == "#":
        return len(unescape(text)) == 1 and unescape(text).isprintable()
    return text[1:] in html5
