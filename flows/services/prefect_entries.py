"""What stands at the Prefect server beside the deployments: our automations, and nothing of an earlier version."""

import asyncio

from flows.services.automations import enter_automations
from flows.services.deployments import remove_old_deployments


async def enter() -> None:
    """Bring both to what this version says; one program, for to import Prefect takes longer than either."""
    await remove_old_deployments()
    await enter_automations()


if __name__ == "__main__":
    asyncio.run(enter())
