"""JSON Schemas of the content files, for editors: Vietnamese titles and examples, unknown keys refused."""

import json
from collections.abc import Mapping
from typing import Any

from cchc.model.fields import Strict
from cchc.model.labels import LABELS
from cchc.model.types import CONTENT_TYPES
from cchc.model.unit import Unit


def schemas() -> Mapping[str, dict[str, Any]]:
    """Schema of each content type by its folder, and of `don-vi.yml`."""
    kinds: dict[str, type[Strict]] = {**CONTENT_TYPES, "don-vi": Unit}
    return {name: _for_people(kind.model_json_schema()) for name, kind in kinds.items()}


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _for_people(schema: dict[str, Any]) -> dict[str, Any]:
    """Titles and examples in Vietnamese; the developers' words go where editors do not show them."""
    schema.pop("title", None)
    _move_description(schema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        _move_description(part)
        for name, field in part.get("properties", {}).items():
            _move_description(field)
            field["title"], example = LABELS[name]
            field["examples"] = [example]
            field.pop("default", None)
            if field.get("type") == "array":
                # One value alone need not be written as a list.
                single, many = field.pop("items"), {key: field.pop(key) for key in ("type", "minItems") if key in field}
                field["anyOf"] = [single, {**many, "items": single}]
    # The reader takes the id from the file's name where none is written.
    if "required" in schema:
        schema["required"] = [name for name in schema["required"] if name not in ("id", "ma")]
    return schema


def _move_description(part: dict[str, Any]) -> None:
    if "description" in part:
        part["$comment"] = part.pop("description")
