"""Days of audiences that are missing: what fetching them takes, and the page of a request while it is fetched."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.audience_check import checked
from marketing.audience_question import AudienceQuestion
from marketing.audience_request_words import duration, months_in_work
from marketing.flow_runs import PrefectUnreachable, prefect
from marketing.page import RESOURCE, AnalyticsPage, reads, who
from marketing.warehouse import Rejected, Row, entering

DEPLOYMENT = "audience-request/audience-request"
NUMBER = "<int(max=999999999999):request_id>"
# A run that was killed says nothing; after this long another one is started for its request.
SILENCE = timedelta(seconds=30)
SLOW = timedelta(seconds=20)
# A run that has not begun after this long may have ended before it could say so.
PATIENCE = timedelta(minutes=10)


class AudienceRequestPage(AnalyticsPage):
    """Whoever may ask may see; to fetch costs calls, so that is for those who may write on Marketing's pages."""

    @expose("/missing")
    @reads
    def missing(self) -> ResponseReturnValue:
        """The part of an answer about what is missing; scripts put it there, because it takes a moment."""
        question = checked(request.args).question
        if question is None:
            abort(404)
        with entering(is_kept=False) as entry:
            [needed] = entry.call("audience_prediction", **_given(question))
            runs = entry.call("audience_missing", **_given(question)) if needed["cells"] else []
        return self._part(
            "audience_missing",
            question=question,
            needed=needed,
            platforms=by_platform(runs),
            unknown=sum(run["cells"] for run in runs if run["answered_at"]),
            newest=max((run["answered_at"] for run in runs if run["answered_at"]), default=None),
            duration=duration,
        )

    @expose("/fetch", methods=["POST"])
    @reads
    def fetch(self) -> ResponseReturnValue:
        self._only_writers()
        question = checked(request.form).question
        entered = urlencode([(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"])
        if question is None:
            return redirect(f"{url_for('AudiencePage.answer')}?{entered}", 303)
        try:
            with entering() as entry:
                asked = {"question": question.query_string(), "done_by": who()}
                [made] = entry.call("request_audience", **_given(question), **asked)
        except Rejected as refused:
            flash(str(refused), "doubt")
            return redirect(f"{url_for('AudiencePage.answer')}?{question.query_string()}", 303)
        return self._to(made["request_id"])

    @expose(f"/request/{NUMBER}")
    @reads
    def progress(self, request_id: int) -> ResponseReturnValue:
        told = self._told(request_id)
        if told["state"] == "done":
            return redirect(told["answer"], 303)
        return self.framed("audience_progress", 200, **told)

    @expose(f"/request/{NUMBER}/progress")
    @reads
    def progress_part(self, request_id: int) -> ResponseReturnValue:
        return self._part("audience_progress_part", **self._told(request_id))

    @expose(f"/request/{NUMBER}/cancel", methods=["POST"])
    @reads
    def cancel(self, request_id: int) -> ResponseReturnValue:
        told = self._told(request_id)
        try:
            with entering() as entry:
                [ended] = entry.call("cancel_audience", request_id=request_id, done_by=who())
        except Rejected as refused:
            flash(str(refused), "doubt")
            return self._to(request_id)
        if ended["cancel_audience"]:
            return self._to(request_id)
        flash("You no longer wait for this request. It goes on for others who do.", "doubt")
        return redirect(told["answer"], 303)

    @expose(f"/request/{NUMBER}/retry", methods=["POST"])
    @reads
    def retry(self, request_id: int) -> ResponseReturnValue:
        self._only_writers()
        self._told(request_id)
        try:
            with entering() as entry:
                [made] = entry.call("retry_audience", request_id=request_id, done_by=who())
        except Rejected as refused:
            flash(str(refused), "doubt")
            return self._to(request_id)
        return self._to(made["retry_audience"])

    def _told(self, request_id: int) -> Row:
        """How far it is, and whether its run could be started; 404 where it is not theirs to see."""
        try:
            with entering(is_kept=False) as entry:
                [told] = entry.call("audience_progress", of_request=request_id, done_by=who())
        except Rejected:
            abort(404)
        is_reachable = not _needs_run(told) or _started(told)
        return {
            **told,
            "is_reachable": is_reachable,
            "is_slow": datetime.now(UTC) - told["requested_at"] > SLOW,
            "in_work": months_in_work(told["month_from"], told["month_to"]),
            "left": duration(told["seconds_left"]),
            "answer": f"{url_for('AudiencePage.answer')}?{told['question']}",
        }

    def _only_writers(self) -> None:
        if not self._may_write():
            abort(403)

    def _may_write(self) -> bool:
        return bool(self.appbuilder.sm.has_access("can_write", RESOURCE))

    def _part(self, template: str, **given: Any) -> ResponseReturnValue:
        page = render_template(f"marketing/{template}.html", may_write=self._may_write(), **given)
        return page, 200, {"Cache-Control": "no-store"}

    @staticmethod
    def _to(request_id: int) -> ResponseReturnValue:
        return redirect(url_for("AudienceRequestPage.progress", request_id=request_id), 303)


def _given(question: AudienceQuestion) -> dict[str, Any]:
    """Arguments of the functions about what is missing."""
    given = {name: value for name, value in question.given().items() if name not in ("artists", "group_by")}
    return {"artist_ids": list(question.artists), **given}


def by_platform(runs: list[Row]) -> list[Row]:
    """Runs of missing days of each platform, the platform that lacks most first."""
    found: dict[str, Row] = {}
    for run in runs:
        of = found.setdefault(run["platform"], {"platform": run["platform"], "cells": 0, "unknown": 0, "runs": []})
        of["cells"] += run["cells"]
        of["unknown"] += run["cells"] if run["answered_at"] else 0
        of["runs"].append(run)
    return sorted(found.values(), key=lambda of: -of["cells"])


def _needs_run(told: Row) -> bool:
    """Whether nobody is at it: it was not started yet, or what ran for it was killed."""
    if told["is_at_work"] or told["state"] not in ("waiting", "running"):
        return False
    if told["state"] == "waiting":
        return told["flow_run_id_prefect"] is None or _stands(told) > 0
    newest = max(filter(None, (told["started_at"], told["newest_at"])))
    return bool(datetime.now(UTC) - newest > SILENCE)


def _stands(told: Row) -> int:
    """How often a run had time enough to begin since it was asked for."""
    return int((datetime.now(UTC) - told["requested_at"]) // PATIENCE)


def _started(told: Row) -> bool:
    """Start its run, once for each time it came to a stand, and again every ten minutes; False where Prefect does not
    answer.
    """
    began = told["started_at"].timestamp() if told["started_at"] is not None else 0
    key = f"audience-request-{told['request_id']}-{told['attempt']}-{began}-{_stands(told)}"
    try:
        run = prefect(current_app.config).start_run(DEPLOYMENT, {"request_id": told["request_id"]}, key)
    except PrefectUnreachable as error:
        current_app.logger.warning("No run for request %s: %s", told["request_id"], error)
        return False
    with entering() as entry:
        entry.call("audience_started", request_id=told["request_id"], flow_run_id_prefect=run)
    return True
