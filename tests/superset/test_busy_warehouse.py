"""While the warehouse is asked more than it answers, Superset answers what asks nothing, and says why the rest waits.

Questions are held up by a lock of the owner's, not by their length, so that no clock decides.
"""

from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import httpx
import pytest
from fair_share import RUNNING
from installation import Installation, Person
from question_places import WAITING
from sqlalchemy import text

from flows.services.superset_server import THREADS, WORKERS

ROOM = WORKERS * (RUNNING + WAITING)
BEYOND = 6
USERS = ("analyst", "data", "admin")  # seven questions of each are taken by a process


@pytest.fixture
def readers(installation: Installation) -> list[Person]:
    return [installation.logged_in(user) for user in USERS]


def test_health_answers_and_whoever_finds_no_place_is_told(installation: Installation, readers: list[Person]) -> None:
    warehouse = readers[0].get("/api/v1/database/").json()["result"][0]["id"]
    body = {"database_id": warehouse, "sql": "select count(*) from mart.artist", "runAsync": False}

    def ask(number: int) -> httpx.Response:
        return readers[number % len(readers)].ask("/api/v1/sqllab/execute/", body)

    with ThreadPoolExecutor(ROOM + BEYOND) as pool, installation.engine.begin() as connection:
        connection.execute(text("lock table core.artist in access exclusive mode"))
        asked = [pool.submit(ask, number) for number in range(ROOM + BEYOND)]
        # as many as there is no room for come back first, while the others wait for the lock
        refused = [each.result() for each in islice(as_completed(asked), BEYOND)]
        for _ in range(2 * THREADS):
            assert installation.browser().get("/health").status_code == 200
        still_open = sum(not each.done() for each in asked)
    for answer in refused:
        assert answer.status_code != 200
        assert "The warehouse is busy: " in answer.text
        assert "ask it again in a minute" in answer.text
    assert still_open > 0
    assert readers[0].ask("/api/v1/sqllab/execute/", body).status_code == 200
