"""What is noted of what people do: what they open, ask in SQL Lab, change and export.

That a dashboard asked for each of its charts says nothing more than that it was opened; noting it cost a commit each,
after which Superset reads again whatever it had read of the one who asks. A file of a chart is noted: it leaves the
house.
"""

import json
from typing import Any

from flask import has_request_context, request
from superset.utils.log import DBEventLogger

OF_EACH_CHART = ("ChartDataRestApi.", "DatasetRestApi.get_drill_info")
FILES = ("csv", "xlsx")


class EventsOfPeople(DBEventLogger):
    """Superset's own notes, without those of charts that are only shown."""

    def log(self, user_id: int | None, action: str, *args: Any, **kwargs: Any) -> None:
        if not action.startswith(OF_EACH_CHART) or wants_file():
            super().log(user_id, action, *args, **kwargs)


def wants_file() -> bool:
    """Whether what is asked for is a chart's data as a file: said in the body, in a form, or in the address."""
    if not has_request_context():
        return False
    body = request.get_json(silent=True)
    try:
        form = json.loads(request.form.get("form_data") or "{}")
    except ValueError:
        form = {}
    formats = [part.get("result_format") for part in (body, form) if isinstance(part, dict)]
    return any(each in FILES for each in (*formats, request.args.get("format")))
