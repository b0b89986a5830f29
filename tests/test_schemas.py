"""The schemas for editors are those of the models, in Vietnamese, and know every key the sample uses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripts import docs

from cchc.model.fields import Strict
from cchc.model.labels import LABELS, example
from cchc.model.schema import schemas
from cchc.model.types import CONTENT_TYPES, UNIT_FILE, author_fields
from cchc.model.unit import Unit
from cchc.reading.front_matter import read_front_matter, read_yaml

PROJECT = Path(__file__).resolve().parent.parent
KINDS: dict[str, type[Strict]] = {**CONTENT_TYPES, "don-vi": Unit}


def named_parts(owner: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema and those inside it that have properties, each with its model class; `owner` is the schema's."""
    both = ((owner, schema), *schema.get("$defs", {}).items())
    yield from ((name, part) for name, part in both if "properties" in part)


def fields_in(kind: type[Strict]) -> Iterator[str]:
    """Every key an author may write, also inside fields."""
    for name, info in kind.model_fields.items():
        if not info.exclude:
            yield name
            for inner in docs.types_in(info.annotation):
                if issubclass(inner, Strict):
                    yield from fields_in(inner)


def sample() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every content file of the sample: its path, the name of its schema, what its front matter says."""
    for path in sorted((PROJECT / "content").rglob("*")):
        if path.suffix == ".md":
            folders = path.relative_to(PROJECT / "content").parts
            kind = next(part for part in reversed(folders) if part in CONTENT_TYPES)
            yield str(path), kind, read_front_matter(path.read_text("utf-8")).values
        elif path.suffix == ".yml":
            kind = "don-vi" if path.name == UNIT_FILE else "chi-so"
            yield str(path), kind, read_yaml(path.read_text("utf-8")).values


def test_the_schema_files_are_up_to_date():
    there = {path: path.read_text("utf-8") for path in docs.SCHEMAS.glob("*")}

    assert there == docs.schema_files(), "run: .cchc/env/bin/python -P scripts/docs.py"


def test_every_field_has_a_vietnamese_name_and_every_name_a_field():
    assert {name for kind in KINDS.values() for name in fields_in(kind)} == set(LABELS)


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_refuses_unknown_keys_and_speaks_vietnamese(name):
    schema = schemas()[name]

    assert json.loads((docs.SCHEMAS / f"{name}.json").read_text("utf-8")) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(author_fields(KINDS[name]))
    for owner, part in named_parts(KINDS[name].__name__, schema):
        assert part["additionalProperties"] is False
        assert set(part.get("required", ())) <= set(part["properties"])
        for key, field in part["properties"].items():
            assert (field["title"], field["examples"]) == (LABELS[key][0], [example(owner, key)])


def test_the_schemas_know_every_key_of_the_sample_and_ask_for_no_other():
    unknown = {
        (path, key) for path, kind, values in sample() for key in set(values) - set(schemas()[kind]["properties"])
    }
    missing = {
        (path, key)
        for path, kind, values in sample()
        if "ghi_de" not in values
        for key in set(schemas()[kind].get("required", ())) - set(values)
    }

    assert (unknown, missing) == (set(), set())
