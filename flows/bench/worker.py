"""A worker process of a benchmark: `python -m flows.bench.worker`, spoken to over stdin and stdout.

It reads a job (one line of JSON), answers when it is ready, waits for the word to go, and answers with its figures.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

# A job is opened, and then run by calling what that gave; the figures are those of the caller's benchmark.
Job = Callable[[Mapping[str, Any]], AbstractContextManager[Callable[[], dict[str, Any]]]]


def find_job(name: str) -> Job:
    """The job of a name: only its own imports weigh on the process."""
    if name == "limits":
        from flows.bench.limits_job import open_calls

        return open_calls
    if name == "ingest":
        from flows.bench.ingest_job import open_ingest

        return open_ingest
    if name == "workbook":
        from flows.bench.workbook_job import open_workbook

        return open_workbook
    from flows.bench.cascade_job import open_cascade, open_sync

    return {"sync": open_sync, "cascade": open_cascade}[name]


def peak_rss_mb() -> float:
    """Most memory this process ever held. Where the kernel tells of the program alone, without who started it."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> int:
    """0 when the job was done; 1 after an answer that says why not."""
    out = sys.stdout
    sys.stdout = sys.stderr  # nothing else may speak on the line

    def answer(message: Mapping[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    try:
        job = json.loads(sys.stdin.readline())
        with find_job(job["job"])(job) as run:
            answer({"ready": True})
            if not sys.stdin.readline():
                return 1
            began_cpu_s = time.process_time()
            figures = run()
            cpu_s = time.process_time() - began_cpu_s
        answer({**figures, "cpu_s": cpu_s, "peak_rss_mb": peak_rss_mb()})
    except Exception as error:
        answer({"error": f"{type(error).__name__}: {error}"})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
