"""The schemas editors use; tests/test_schemas.py compares them with the models and the sample."""

import json

from cchc.model.schema import schema_text, schemas


def test_every_type_and_the_unit_have_a_schema_with_vietnamese_titles():
    made = schemas()

    assert set(made) == {"tin-tuc", "thu-tuc", "ke-hoach", "van-ban", "phan-anh", "chi-so", "trang", "don-vi"}
    assert made["tin-tuc"]["properties"]["tieu_de"]["title"] == "Tiêu đề"
    assert "origin" not in made["tin-tuc"]["properties"]
    assert "id" not in made["tin-tuc"]["required"]
    assert all(json.loads(schema_text(schema)) == schema for schema in made.values())
