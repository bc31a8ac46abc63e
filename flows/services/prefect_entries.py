"""What stands at the Prefect server beside the deployments: our automations, choices in their forms, and nothing of an
earlier version."""

import asyncio

from flows.run_context import open_run_context
from flows.services.automations import enter_automations
from flows.services.deployments import remove_old_deployments
from tasks.runs.form_choices import offer_choices
from tasks.runs.store import read_choices


async def enter() -> None:
    """Bring them to what this version says; one program, for to import Prefect takes longer than either."""
    await remove_old_deployments()
    await enter_automations()


if __name__ == "__main__":
    asyncio.run(enter())
    with open_run_context() as context:
        offer_choices(read_choices(context.engine))
