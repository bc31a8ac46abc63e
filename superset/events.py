"""What is noted of what people do: what they open, ask in SQL Lab, change and export.

That a dashboard asked for each of its charts says nothing more than that it was opened; noting it cost a commit each,
after which Superset reads again whatever it had read of the one who asks.
"""

from typing import Any

from superset.utils.log import DBEventLogger

OF_EACH_CHART = ("ChartDataRestApi.", "DatasetRestApi.get_drill_info")


class EventsOfPeople(DBEventLogger):
    """Superset's own notes, without those of each chart."""

    def log(self, user_id: int | None, action: str, *args: Any, **kwargs: Any) -> None:
        if not action.startswith(OF_EACH_CHART):
            super().log(user_id, action, *args, **kwargs)
