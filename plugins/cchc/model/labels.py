"""Every field in Vietnamese: its name for people and an example, for messages, editors' schemas and the README."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

_WORDS = tomllib.loads((files(__package__) / "labels.toml").read_text("utf-8"))

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: (said[0], said[1]) for name, said in _WORDS["fields"].items()}
)
"""By field: what people call it, an example."""


def example(owner: str, field: str) -> str:
    """An example of a field of the model class named `owner`; it passes where it is copied."""
    return str(_WORDS["elsewhere"].get(f"{owner.removesuffix('Override')}.{field}", LABELS[field][1]))


def label(field: str) -> str:
    """What people call a field."""
    return LABELS[field][0]
