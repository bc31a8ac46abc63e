"""Deployments of an earlier version: those of our pool that prefect.yaml no longer names are deleted."""

from pathlib import Path

import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import WorkPoolFilter, WorkPoolFilterName

from flows.services.names import POOL
from flows.services.prefect_server import PREFECT_FILE


def entrypoints(file: Path = PREFECT_FILE) -> set[str]:
    """Where the flows of prefect.yaml stand, as file:function."""
    return {deployment["entrypoint"] for deployment in yaml.safe_load(file.read_text("utf-8"))["deployments"]}


async def remove_old_deployments() -> list[str]:
    """Delete them, or their schedules would go on starting flows that are gone; their names."""
    wanted = entrypoints()
    async with get_client() as client:
        ours = await client.read_deployments(work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])))
        old = [deployment for deployment in ours if deployment.entrypoint not in wanted]
        for deployment in old:
            await client.delete_deployment(deployment.id)
    return sorted(deployment.name for deployment in old)
