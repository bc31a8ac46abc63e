"""Flow rollup: weekly figures brought up to date."""

from dataclasses import asdict

from prefect import flow

from flows.runs import recorded
from flows.session import Session, open_session
from flows.watched import call
from tasks.trends.rollup import RolledUp
from tasks.trends.steps import roll_up_weeks


@flow(name="rollup")
def rollup(full: bool = False) -> None:
    """Roll up what was loaded since the last time; ``full`` builds all weeks anew."""
    with open_session() as session:
        run_rollup(session, full=full)


def run_rollup(session: Session, *, full: bool = False) -> RolledUp:
    """The body of the flow."""
    done: list[RolledUp] = []

    def summary() -> dict[str, int]:
        return asdict(done[0]) if done else {}

    with recorded(session.engine, "rollup", {"full": full}, summary):
        done.append(call(roll_up_weeks, session.engine, full))
    return done[0]
