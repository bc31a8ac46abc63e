"""The verb ingest deliveries, and the name it had before."""

import pytest
from typer.testing import CliRunner

from db.errors import GroundswellError
from flows.cli.ingest import ingest


@pytest.mark.parametrize("verb", ["deliveries", "vendor"])
def test_both_names_lead_to_the_verb(verb: str) -> None:
    done = CliRunner().invoke(ingest, [verb])
    assert isinstance(done.exception, GroundswellError)
    assert "Give either a path with files" in str(done.exception)


def test_help_shows_the_new_name_alone() -> None:
    shown = CliRunner().invoke(ingest, ["--help"]).output
    assert "deliveries" in shown
    assert "vendor " not in shown.replace("vendor's", "")
