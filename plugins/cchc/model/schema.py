"""JSON Schemas of the content files, for editors: Vietnamese titles and examples, unknown keys refused."""

import ast
import json
from collections.abc import Iterator, Mapping
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from cchc.model.fields import Strict
from cchc.model.labels import example, label
from cchc.model.types import CONTENT_TYPES
from cchc.model.unit import Unit


def schemas() -> Mapping[str, dict[str, Any]]:
    """Schema of each content type by its folder, and of `don-vi.yml`."""
    kinds: dict[str, type[Strict]] = {**CONTENT_TYPES, "don-vi": Unit}
    return {name: _for_people(kind.__name__, kind.model_json_schema()) for name, kind in kinds.items()}


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _for_people(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Titles and examples in Vietnamese; the developers' words go where editors do not show them."""
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    models = {kind.__name__: kind for kind in _with_kinds(Strict)}
    for owner, part in ((name, schema), *schema.get("$defs", {}).items()):
        part.pop("title", None)
        part["$comment"] = part.pop("description")
        meanings = _meanings(models[owner]) if owner in models else {}
        for key, field in part.get("properties", {}).items():
            field["$comment"] = meanings[key]
            field.pop("default", None)
            _as_typed(field)
            field["title"], field["examples"] = label(key), [example(owner, key)]
    # The reader takes the id from the file's name where none is written.
    schema["required"] = [key for key in schema["required"] if key not in ("id", "ma")]
    return schema


def _as_typed(field: dict[str, Any]) -> None:
    """What the reader takes is wider than the model: `2.002854` unquoted, `84,15`, `xa, tinh` on one line."""
    if field.get("type") == "array":
        one = {"anyOf": [field.pop("items"), {"type": ["string", "number"]}]}
        many = {key: field.pop(key) for key in ("type", "minItems") if key in field}
        field["anyOf"] = [one, {**many, "items": one}]
    elif "type" in field and field["type"] != "boolean":
        field["type"] = ["string", "number"]
    elif field.get("type") == "boolean":
        field["type"] = ["boolean", "string"]
    for choice in field.get("anyOf", ()):
        if choice.get("type") in ("string", "integer", "number"):
            choice["type"] = ["string", "number"]


def _meanings(kind: type[Strict]) -> dict[str, str]:
    """What stands below each field of a model. Pydantic would read its source for that whenever the program starts."""
    meanings: dict[str, str] = {}
    for owner in reversed(kind.__mro__):
        body = ast.parse(getsource(owner)).body[0] if issubclass(owner, Strict) else None
        for field, said in pairwise(body.body if isinstance(body, ast.ClassDef) else ()):
            match field, said:
                case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                    meanings[name] = cleandoc(text)
    return meanings


def _with_kinds(kind: type[Strict]) -> Iterator[type[Strict]]:
    """A model and all that are kinds of it."""
    yield kind
    for below in kind.__subclasses__():
        yield from _with_kinds(below)
