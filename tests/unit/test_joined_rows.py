"""When two rows of one artist or track are joined, every table that names them is thought of."""

import pytest

from db.schema import metadata
from db.statements import statement


@pytest.mark.parametrize("kind", ["artist", "track"])
def test_every_table_that_names_one_is_moved_or_emptied(kind: str) -> None:
    joined = statement(f"deliveries/join_{kind}").text
    naming = {
        table.fullname
        for table in metadata.tables.values()
        if any(key.target_fullname == f"core.{kind}.{kind}_id" for key in table.foreign_keys)
    }
    assert {name for name in naming if f" {name} " not in joined} == set()
