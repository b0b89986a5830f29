"""What every kind of row shares."""

import pytest
from pydantic import ValidationError

from cchc.importing.sheets.grid import Row, Sheet
from cchc.importing.sheets.rows import built, free_id
from cchc.importing.sheets.tables import Record
from cchc.model.unit import Unit


def test_an_item_without_what_it_must_say_is_a_mistake_of_ours():
    with pytest.raises(ValidationError):
        built(Unit, {"ten": "Trường"}, Record(Sheet("", ()), Row(1, {}), {}, ""))


def test_ids_are_given_once_and_never_those_of_the_section():
    taken = {"truong"}

    given = [free_id(taken, word) for word in ("truong", "truong", "loai", "chữ lạ")]

    assert given == ["truong-2", "truong-3", "muc", "muc-2"]
