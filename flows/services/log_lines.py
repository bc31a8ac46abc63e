"""How lines of runs read in the worker's log: day and time, the run's id, its deployment, its name."""

_FORMATTER = "PREFECT_LOGGING_FORMATTERS_STANDARD_"
_START = "%(asctime)s.%(msecs)03d | %(levelname)-7s | run %(flow_run_id)s | {deployment} | %(flow_run_name)s"


def log_settings(deployment: str | None) -> dict[str, str]:
    """Settings of Prefect's log for a process that runs a flow of the deployment; None where it is of none."""
    start = _START.format(deployment=(deployment or "no deployment").replace("%", "%%"))
    return {
        f"{_FORMATTER}DATEFMT": "%Y-%m-%d %H:%M:%S",
        f"{_FORMATTER}FLOW_RUN_FMT": f"{start} - %(message)s",
        f"{_FORMATTER}TASK_RUN_FMT": f"{start}, %(task_run_name)s - %(message)s",
    }
