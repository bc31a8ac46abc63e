"""Verb normalise: tags into genres and moods."""

from datetime import UTC, datetime

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.run import print_runs


def normalise(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Turn tags into genres and moods, for everything heard of which something new is known."""
    from flows.normalise import normalise as normalise_flow
    from flows.services.prefect_server import run_under_prefect

    folder, began = choose(data_dir), datetime.now(UTC)
    run_under_prefect(folder, normalise_flow)
    print_runs(began, as_json=as_json)
