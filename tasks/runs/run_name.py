"""Names of runs that say what they are and when, for the Prefect UI."""

from collections.abc import Callable
from datetime import UTC, datetime

from prefect.runtime import flow_run


def run_name(what: str, **words: str) -> Callable[[], str]:
    """What a flow's runs are called: what it does, the words of each parameter that is given, and the start (UTC).

    ``words``: by parameter, with {} for its value. A parameter that is not given, or False, has none.
    """

    def name() -> str:
        parameters = flow_run.parameters
        told = [text.format(parameters[key]) for key, text in words.items() if parameters.get(key) not in (None, False)]
        return " ".join([what, *told]) + f", {datetime.now(UTC):%a %d %b %H:%M}"

    return name
