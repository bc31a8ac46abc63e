"""A program that looks and tells as the flow checks does, to be killed; it takes a database and a data folder."""

import sys
from datetime import date
from pathlib import Path

from db.datadir import DataDir
from db.engine import make_engine
from flows.checks import run_checks
from flows.run_context import RunContext
from tasks.checks import disks

if __name__ == "__main__":
    url, folder = sys.argv[1:]
    disks.MOST_USED = 2.0  # how full the disk of the tests is, is not their matter
    data_dir = DataDir.open(Path(folder), create=True)
    run_checks(RunContext(data_dir, make_engine(url), url, date(2026, 11, 29)))
