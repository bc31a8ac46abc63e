"""The process of one flow run, forked from one in which Prefect and our flows are imported."""

import os
import runpy
import sys
import warnings
from collections.abc import Mapping
from contextlib import AbstractContextManager
from uuid import UUID

import prefect.flow_engine
from prefect.concurrency._leases import maintain_concurrency_lease
from prefect.logging.configuration import setup_logging

import flows.audience_request  # noqa: F401 - so that no run has to
from tasks.runs.error_log import log_sentences


def _keep_lease(lease_id: UUID, seconds: float, **_: bool) -> AbstractContextManager[None]:
    """As Prefect keeps a run's slot, but that a server which is away for long ends no run for it."""
    return maintain_concurrency_lease(lease_id, seconds, raise_on_lease_renewal_failure=False)


prefect.flow_engine.maintain_concurrency_lease = _keep_lease  # type: ignore[assignment, attr-defined]


def run_engine(environment: Mapping[str, str]) -> None:
    """What ``python -m prefect.engine`` does for the run the environment names, to its exit code."""
    os.environ.clear()
    os.environ.update(environment)
    setup_logging(incremental=False)  # with the lines of this run's deployment
    log_sentences()
    sys.argv = ["prefect.engine"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it is imported already, and runs all the same
        runpy.run_module("prefect.engine", run_name="__main__")
