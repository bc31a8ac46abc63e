"""The process of one flow run, forked from one in which Prefect and our flows are imported."""

import os
import runpy
import sys
import warnings
from collections.abc import Mapping

import prefect.flow_engine  # noqa: F401 - so that no run has to
from prefect.logging.configuration import setup_logging

import flows.audience_request  # noqa: F401


def run_engine(environment: Mapping[str, str]) -> None:
    """What ``python -m prefect.engine`` does for the run the environment names, to its exit code."""
    os.environ.clear()
    os.environ.update(environment)
    setup_logging(incremental=False)  # with the lines of this run's deployment
    sys.argv = ["prefect.engine"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it is imported already, and runs all the same
        runpy.run_module("prefect.engine", run_name="__main__")
