"""Work of kind chart_ranking: one ranking of one date, all its places."""

from collections.abc import Sequence

from sqlalchemy import Connection

from tasks.charts.store import store_chart, store_ranking
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.client import Ranking
from tasks.work.item import Ending, WorkItem


class RankingHandler:
    """Fetches a ranking and enters its tracks."""

    def fetch(self, item: WorkItem, client: Soundcharts) -> Ranking:
        """The ranking of the item's date."""
        return client.ranking(item.entity_key, item.for_at)

    def store(self, connection: Connection, item: WorkItem, fetched: Ranking, answers: Sequence[int | None]) -> Ending:
        """All that was read of the ranking, in one transaction."""
        chart_id = store_chart(connection, fetched.chart)
        rows = store_ranking(
            connection, chart_id, fetched.ranked_at, fetched.entries, answers, is_whole=fetched.is_whole
        )
        return Ending("stored", rows=rows)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The date exists in the list but not as a ranking, or is not in the plan."""
        return Ending("no_data" if failure in ("not_found", "gone") else "not_offered", reason)
