"""Flow daily: deliveries, charts, all they lead to, weekly figures, listening, on request the report."""

from collections.abc import Mapping
from typing import Any

from prefect import State, flow
from prefect.states import Completed

from db.errors import GroundswellError
from flows.artist_events import artist_events
from flows.audience_request import audience_request
from flows.cascade import cascade
from flows.chart_sync import chart_sync
from flows.enrich import enrich
from flows.ingest_deliveries import ingest_deliveries
from flows.join_identities import join_identities
from flows.onboard_artist import onboard_artist
from flows.refresh_actions import refresh_actions
from flows.rollup import rollup
from flows.rollup_listening import rollup_listening
from flows.run_context import open_run_context
from flows.weekly_report import weekly_report
from tasks.listening.user_store import has_users
from tasks.readers.deliveries.settings import deliveries_path as configured_path
from tasks.runs.form_choices import refresh_forms
from tasks.runs.parameters import AsOf, FilesPath, Week
from tasks.runs.parts import Outcome, Part, raise_defect, run_branches, sentence_of
from tasks.runs.prefect_run import publish_table, publish_text
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.runs.store import compare_with_last, read_choices

PARTIAL = "Partial"


class DailyFailed(GroundswellError):
    """No part of the run went well."""


@flow(name="daily", flow_run_name=run_name("Daily run", as_of="up to {}", with_report="with report"))
def daily(
    as_of: AsOf = None, with_report: bool = False, week: Week = None, deliveries_path: FilesPath = None
) -> State[None]:
    """ingest-deliveries (of ``deliveries_path`` or $GROUNDSWELL_DELIVERIES_PATH) beside chart-sync, audience-request of
    what waits, cascade and onboard-artist; then join-identities; then rollup and artist-events beside, where there are
    listening histories, enrich and rollup-listening; then refresh-actions; ``with_report``, weekly-report.

    No part keeps the rest back. Ends Completed, Partial with what failed and what that means for the figures, or, when
    no part went well, Failed: raises DailyFailed. What is no error of ours is raised after all other parts.
    """
    done: list[Outcome] = []

    def summary() -> Mapping[str, Any]:
        return {"parts": [outcome.row() for outcome in done]}

    parameters = {"as_of": as_of, "with_report": with_report, "week": week, "deliveries_path": deliveries_path}
    with (
        open_run_context(as_of) as context,
        recorded(context.engine, "daily", parameters, summary) as record,
    ):
        drops = deliveries_path or configured_path()
        deliveries = [Part(ingest_deliveries, (drops,), STALE["deliveries"])] if drops else []
        charts = [
            Part(chart_sync, (None, as_of), STALE["charts"]),
            Part(audience_request, (), STALE["requests"]),
            Part(cascade, (None, as_of), STALE["cascade"]),
            Part(onboard_artist, (), STALE["onboarding"]),
        ]
        done += run_branches(deliveries, charts)
        done += run_branches([Part(join_identities, (), STALE["identities"])])
        # radio is asked for the tracks that moved, as the week's figures tell
        weeks = [Part(rollup, (), STALE["weeks"]), Part(artist_events, (as_of,), STALE["events"])]
        listening = [Part(enrich, (), STALE["genres"]), Part(rollup_listening, (), STALE["listening"])]
        done += run_branches(weeks, listening if has_users(context.engine) else [])
        done += run_branches([Part(refresh_actions, (as_of,), STALE["actions"])])
        if with_report:
            done += run_branches([Part(weekly_report, (week,), STALE["report"])])
        failed = [outcome for outcome in done if outcome.error is not None]
        publish_table(
            "daily-compared",
            compare_with_last(context.engine, record.run_id),
            " ".join(
                [
                    "What was called, left out and fetched, beside the run before.",
                    *([sentence_of(failed)] if failed else []),
                ]
            ),
        )
        refresh_forms(read_choices(context.engine))
        raise_defect(failed)
        if len(failed) == len(done):
            raise DailyFailed(sentence_of(failed))
        if failed:
            record.partial = sentence_of(failed)
            publish_text("daily", f"**{PARTIAL}.** {record.partial}")
            return Completed(name=PARTIAL, message=record.partial)
    return Completed()


STALE = {
    "deliveries": "Streams, posts and their badges lack what was not loaded.",
    "charts": "Chart places may be of the day before; what known charts lead to is fetched all the same.",
    "requests": "A question on Music Analytics still waits for days that are missing.",
    "cascade": "Metadata and audiences of some charted tracks and artists are older or missing; nothing is lost, "
    "the next run goes on.",
    "events": "Playlists, radio and concerts of the last day or week may be missing among what explains a week.",
    "onboarding": "Cards of artists the vendor does not hold yet lack profile and tracks.",
    "identities": "An artist or track that two sources name may stand twice.",
    "weeks": "Weekly figures and badges are those of the rollup before.",
    "genres": "Genres and moods of tracks heard for the first time may be missing.",
    "listening": "Figures of listening are those of the rollup before.",
    "actions": "Artists alike, places among others, actions and what they brought are those of the run before.",
    "report": "No issue of the report was made.",
}
