"""A block carries data, and no holes."""

from datetime import date
from decimal import Decimal

import pytest

from tasks.report.blocks import MIME, Block
from tasks.report.data import plain
from tasks.report.markup import typst_json, typst_markup, typst_string
from tasks.report.story import Line


def test_block_shows_data_under_its_own_type() -> None:
    bundle = Block("changes", items=[Line("up", "새벽", "+1")], on=date(2026, 11, 19))._repr_mimebundle_()
    line = {"tone": "up", "name": "새벽", "text": "+1"}
    assert bundle[MIME] == {"kind": "changes", "items": [line], "on": "2026-11-19"}
    assert bundle["text/plain"] == "<changes>"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_block_refuses_what_is_not_a_number(value: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        Block("tiles", items=[{"value": value}])


def test_block_refuses_unknown_types() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        Block("tiles", value=Decimal("1.5"))


def test_database_values_become_plain() -> None:
    assert plain(Decimal("12")) == 12
    assert isinstance(plain(Decimal("12")), int)
    assert plain(Decimal("1.25")) == 1.25
    assert plain(None) is None
    for hole in (Decimal("NaN"), float("nan")):
        with pytest.raises(ValueError, match="not a number"):
            plain(hole)


def test_text_cannot_break_out_of_typst() -> None:
    assert typst_string('"#eval\\ \x00') == '"\\"#eval\\\\ "'
    assert typst_json({"name": '"]#'}) == 'json(bytes("{\\"name\\": \\"\\\\\\"]#\\"}"))'
    assert typst_markup("a **b** `#c`") == '\n#intro[#"a ";#strong[#"b";];#" ";#raw("#c");]\n'


def test_prose_without_a_look_is_refused() -> None:
    with pytest.raises(ValueError, match="thematic_break"):
        typst_markup("---")
