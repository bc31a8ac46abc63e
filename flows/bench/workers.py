"""Worker processes of a benchmark: all made ready first, then let go at once."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from db.errors import GroundswellError
from flows.bench.ground import Ground
from flows.services.processes import python

END_S = 10.0
LOG = "bench-worker.log"


def run_workers(ground: Ground, job: Mapping[str, Any], workers: int) -> list[dict[str, Any]]:
    """What each of ``workers`` processes found for the same job; see flows/bench/worker.py for jobs.

    Raises GroundswellError with a worker's own words when it fails.
    """
    with _started(ground, workers) as processes:
        for process in processes:
            _send(process, dict(job))
        for process in processes:
            _hear(ground, process)
        for process in processes:
            _send(process, "go")
        return [_hear(ground, process) for process in processes]


@contextmanager
def _started(ground: Ground, workers: int) -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    with (ground.data_dir.logs / LOG).open("ab") as log:
        try:
            for _ in range(workers):
                processes.append(
                    subprocess.Popen(
                        python("-m", "flows.bench.worker"),
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=log,
                        env=ground.environment(),
                        text=True,
                    )
                )
            yield processes
        finally:
            for process in processes:
                _end(process)


def _send(process: subprocess.Popen[str], message: object) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def _hear(ground: Ground, process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        logged = (ground.data_dir.logs / LOG).read_text(errors="replace").strip().splitlines() or ["nothing"]
        raise GroundswellError(f"A worker of the benchmark ended with {process.wait()}, its log with: {logged[-1]}")
    answer_of: dict[str, Any] = json.loads(line)
    if "error" in answer_of:
        raise GroundswellError(f"A worker of the benchmark failed: {answer_of['error']}")
    return answer_of


def _end(process: subprocess.Popen[str]) -> None:
    """A worker ends by itself after its answer; one that does not is ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    try:
        process.wait(END_S if process.returncode is None else 0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
