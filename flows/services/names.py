"""Names of the programs that run for a data folder, apart from what starts them: to look, nothing of that is needed."""

WATCH = "watch"
POOL = "groundswell"  # of Prefect's work, where our deployments wait for our worker
PREFECT_SERVER, PREFECT_WORKER = "prefect-server", "prefect-worker"
SUPERSET = "superset"
SOUNDCHARTS_STANDIN, TAG_STANDINS, MAIL_CATCHER = "soundcharts-standin", "tag-standins", "mail-catcher"
OF_SANDBOX = (SOUNDCHARTS_STANDIN, TAG_STANDINS, MAIL_CATCHER)
# Those the watch starts again when they die, in this order: flows need the stand-ins, the worker its server.
WATCHED = (*OF_SANDBOX, PREFECT_SERVER, PREFECT_WORKER, SUPERSET)
PROGRAMS = (WATCH, SUPERSET, PREFECT_SERVER, PREFECT_WORKER, *OF_SANDBOX)
