"""Budgets of calls that are nearly spent, and providers that let nothing be called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks.checks.finding import Finding, words_of

KIND = "budget"
MOST_SPENT = 0.8


@dataclass(frozen=True, slots=True)
class Budget:
    """A provider's day (mart.call_budget): calls allowed, None where there is no limit; blocked until (UTC) and why."""

    provider: str
    daily_budget: int | None
    spent_today: int
    blocked_until: datetime | None
    state: str


def budget_findings(budgets: Sequence[Budget]) -> tuple[Finding, ...]:
    """From 80 % of a day's budget on; and while a provider is blocked."""
    spent = [_spent(one, limit) for one in budgets if (limit := one.daily_budget) is not None and _is_spent(one)]
    return (*spent, *(_blocked(one, until) for one in budgets if (until := one.blocked_until) is not None))


def _is_spent(budget: Budget) -> bool:
    return budget.daily_budget is not None and budget.spent_today >= MOST_SPENT * budget.daily_budget


def _spent(budget: Budget, limit: int) -> Finding:
    share = f"{100 * budget.spent_today / limit:.0f} %" if limit else "all"
    return Finding(
        f"budget:{budget.provider}",
        KIND,
        f"{budget.provider}: {share} of the day's calls are spent, {budget.spent_today:,} of {limit:,}.",
        "What is left waits in the queue until midnight UTC. For more calls a day: groundswell limits set",
    )


def _blocked(budget: Budget, until: datetime) -> Finding:
    return Finding(
        f"provider:{budget.provider}",
        KIND,
        f"{budget.provider} is not called until {words_of(until)}.\n{budget.state}",
        "What waits is fetched by the next run after that; see: groundswell limits show",
    )
