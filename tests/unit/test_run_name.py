"""What runs are called in the Prefect UI."""

from datetime import date
from types import SimpleNamespace

import pytest

from tasks.runs import run_name as module
from tasks.runs.run_name import run_name


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Cascade"),
        ({"chart": None, "force": False}, "Cascade"),
        ({"chart": "global-28", "as_of": date(2026, 11, 26), "force": True}, "Cascade of global-28 by force"),
    ],
)
def test_a_run_is_named_by_what_it_was_given(
    given: dict[str, object], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "flow_run", SimpleNamespace(parameters=given))
    name, _, moment = run_name("Cascade", chart="of {}", force="by force")().rpartition(", ")
    assert name == words
    assert len(moment.split()) == 4
