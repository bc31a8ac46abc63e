"""Items of the queue for tests, and what became of them."""

from typing import Any

from sqlalchemy import Engine, text


def queue_tracks(engine: Engine, count: int, **columns: Any) -> list[int]:
    """``count`` tracks with an item of kind track_metadata each, or with the columns given; their work_ids."""
    row = {"kind": "track_metadata"} | columns
    names = ", ".join(row)
    with engine.begin() as connection:
        tracks = connection.execute(
            text(
                "insert into core.track (track_id_soundcharts, name, credit_name) "
                "select gen_random_uuid(), 'Track ' || n, '' from generate_series(1, :count) n returning track_id"
            ),
            {"count": count},
        )
        values = ", ".join(f":{name}" for name in row)
        insert = text(f"insert into ops.work (entity_id, {names}) values (:track_id, {values}) returning work_id")
        return [
            connection.execute(insert, row | {"track_id": track_id}).scalar_one() for track_id in tracks.scalars().all()
        ]


def work_rows(engine: Engine) -> list[dict[str, Any]]:
    """All items in the order of their numbers."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text("select * from ops.work order by work_id")).mappings()]


def run_sql(engine: Engine, statement: str, **given: Any) -> list[Any]:
    """Rows of a statement, committed; none for one that gives none."""
    with engine.begin() as connection:
        done = connection.execute(text(statement), given)
        return list(done.all()) if done.returns_rows else []
