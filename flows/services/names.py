"""Names of the programs that run for a data folder, apart from what starts them: to look, nothing of that is needed."""

PREFECT_SERVER, PREFECT_WORKER = "prefect-server", "prefect-worker"
SUPERSET = "superset"
SOUNDCHARTS_STANDIN, TAG_STANDINS, MAIL_CATCHER = "soundcharts-standin", "tag-standins", "mail-catcher"
OF_SANDBOX = (SOUNDCHARTS_STANDIN, TAG_STANDINS, MAIL_CATCHER)
PROGRAMS = (SUPERSET, PREFECT_SERVER, PREFECT_WORKER, *OF_SANDBOX)
