"""Automations of the Prefect server: what it should notice by itself."""

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

# Runs send a heartbeat every 30 seconds; after this long without one, nobody runs it any more.
SILENCE = timedelta(seconds=90)
FLOW_RUNS = ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]})


def silent_run_is_crashed() -> Automation:
    """A run whose process was killed together with its worker would stay RUNNING for ever: say that it crashed.

    What it had not done waits in ops.work; the watch has a run of a deployment run once more.
    """
    return Automation(
        name="silent-run-is-crashed",
        description="A flow run without a heartbeat for 90 seconds has crashed.",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.*"},
            match=FLOW_RUNS,
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message="No heartbeat for 90 seconds: its process is gone. What was left waits in the queue.",
            )
        ],
    )


async def enter_automations() -> None:
    """Enter our automations, in place of what stands there under their names."""
    for wanted in (silent_run_is_crashed(),):
        try:
            there = await Automation.aread(name=wanted.name)
        except ValueError:
            await wanted.acreate()
        else:
            there.trigger, there.actions, there.description = wanted.trigger, wanted.actions, wanted.description
            await there.aupdate()
