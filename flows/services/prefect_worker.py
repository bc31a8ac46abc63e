"""The worker of our pool. A run starts in a process forked from one that stands ready, so nobody who waits for it on a
page waits for imports too. Each run has its own process, cancelled and killed as those of Prefect's own worker are.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import forkserver
from typing import Any

import anyio
import anyio.abc
from prefect.client.schemas.objects import FlowRun
from prefect.flows import load_flow_from_flow_run
from prefect.runner._flow_run_executor import FlowRunExecutorContext
from prefect.runner._process_manager import ProcessHandle
from prefect.settings import get_current_settings
from prefect.workers.process import ProcessJobConfiguration, ProcessWorker, ProcessWorkerResult

from flows.services.flow_process import run_engine
from flows.services.log_lines import log_settings
from flows.services.names import POOL

READY = "flows.services.flow_process"
_FORKING = multiprocessing.get_context("forkserver")


class ForkedStart:
    """Starts the process of a run, as Prefect's own ways to start one do; ``environment`` is all it knows."""

    def __init__(self, environment: Mapping[str, str | None], control: Any) -> None:
        self._environment, self._control = environment, control

    async def start(
        self, flow_run: FlowRun, task_status: anyio.abc.TaskStatus[ProcessHandle] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        """Tell its handle, and wait for its end."""
        port, token = self._control.register(flow_run.id)  # what a cancellation reaches it by
        environment = {
            **self._environment,
            **get_current_settings().to_environment_variables(exclude_unset=True),
            "PREFECT__FLOW_RUN_ID": str(flow_run.id),
            "PREFECT__ENABLE_CANCELLATION_AND_CRASHED_HOOKS": "false",  # the worker runs them
            "PREFECT__CONTROL_PORT": str(port),
            "PREFECT__CONTROL_TOKEN": token,
        }
        known = {name: value for name, value in environment.items() if value is not None}
        process = _FORKING.Process(target=run_engine, args=(known,), name=f"flow-run-{flow_run.id}")
        process.start()
        task_status.started(ProcessHandle(process))  # type: ignore[arg-type]
        await anyio.to_thread.run_sync(process.join)


class ForkingWorker(ProcessWorker):
    """Prefect's process worker, but for how a process starts."""

    @staticmethod
    def __dispatch_key__() -> str:
        return "groundswell"  # of the class; its pool is of type process as before

    async def run(
        self,
        flow_run: FlowRun,
        configuration: ProcessJobConfiguration,
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> ProcessWorkerResult:
        """Run it to its end."""
        async with FlowRunExecutorContext() as context:
            lines = log_settings(configuration.labels.get("prefect.io/deployment-name"))
            starter = ForkedStart({**configuration.env, **lines}, context.control_channel)
            executor = context.create_executor(
                flow_run, starter, resolve_flow=load_flow_from_flow_run, propose_submitting=False
            )
            async with anyio.create_task_group() as group:
                handle = await group.start(executor.submit)
                if task_status is not None:
                    task_status.started(handle.pid)
        return ProcessWorkerResult(status_code=handle.returncode, identifier=str(handle.pid))


async def work() -> None:
    """Work until SIGTERM or SIGINT."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await ForkingWorker(work_pool_name=POOL, name="groundswell").start()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    _FORKING.set_forkserver_preload([READY])
    forkserver.ensure_running()
    asyncio.run(work())
