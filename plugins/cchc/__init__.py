"""The core: content files → validated models → Section → pages and feeds → site.

Knows no engine, no command line and no network. Values in, values out: no clock, locale,
environment or git history; `now` is always an argument.
"""

__version__ = "0.1.0"
