"""When a load is refused as a whole for what its rows say."""

from collections import Counter

from tasks.deliveries.staging import Content
from tasks.readers.deliveries.batch import WHOLE_ROW, Reject
from tasks.readers.deliveries.contract import Table, load_contracts
from tasks.readers.deliveries.errors import LoadRefused


def refuse_if_broken(table: Table, rows: int, breaches: Counter[str], first: dict[str, Reject]) -> None:
    """Raises LoadRefused when too many rows break the contract in one column."""
    limit = load_contracts().refusal
    for column, count in breaches.most_common():
        if count >= limit.rows and count > limit.share * rows:
            broken = "can't be read" if column == WHOLE_ROW else f"break the contract of column {column}"
            raise LoadRefused(
                f"{table.name}: {count} of {rows} rows {broken}. The first is line "
                f"{first[column].line}: {first[column].reason} Nothing of it was taken; have it delivered again."
            )


def refuse_if_beside_the_point(table: Table, content: Content) -> None:
    """Raises LoadRefused when there are figures, and none of them counts as consumption."""
    wanted = content.wanted
    if not content.kinds or any(
        kind.strip().casefold() in wanted.metric_types
        and wanted.countries.get(region.strip().casefold()) == (wanted.country_code or "")
        for kind, region in content.kinds
    ):
        return
    kinds, regions = (sorted({found[place] for found in content.kinds})[:20] for place in (0, 1))
    raise LoadRefused(
        f"No row of {table.name} is of a metric type and region that count ({'; '.join(sorted(wanted.metric_types))}; "
        f"{wanted.region}). Metric types found: {', '.join(kinds)}; regions found: {', '.join(regions)}. Nothing of it "
        "was taken; set GROUNDSWELL_DELIVERIES_METRIC_TYPES and GROUNDSWELL_DELIVERIES_REGION, or consumption in "
        "taxonomies/deliveries.yaml."
    )
