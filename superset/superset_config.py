"""Superset's settings. What differs between two data folders comes by environment; no secret stands here.

There is no Redis and no Celery: caches are files in the data folder, SQL Lab answers while one waits.
"""

import os
import sys
from pathlib import Path
from typing import Any

from superset import config as defaults

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))  # the modules beside this file
sys.path.append(str(FOLDER.parent))  # workbooks/; last, so that nothing there stands for an installed package

import colours  # noqa: E402
from asking import at_warehouse  # noqa: E402
from events import EventsOfPeople  # noqa: E402
from initializer import GroundswellInitializer  # noqa: E402
from log_in import check_password  # noqa: E402
from read_only_sql import only_questions  # noqa: E402
from rights import RememberedRights  # noqa: E402
from scopes import by_scope  # noqa: E402
from warehouse_connection import watch_answers  # noqa: E402

HOME = Path(os.environ["GROUNDSWELL_SUPERSET_HOME"])
BRAND = os.environ.get("GROUNDSWELL_BRAND", "Groundswell")

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = os.environ["GROUNDSWELL_SUPERSET_METADATA_URL"]
# What our own pages read and write through.
WAREHOUSE_READ_URL = os.environ["GROUNDSWELL_BI_READ_URL"]
WAREHOUSE_WRITE_URL = os.environ["GROUNDSWELL_BI_WRITE_URL"]

# Where runs of flows are started, and what opens it; empty where Prefect did not run when Superset was started.
PREFECT_API_URL = os.environ.get("GROUNDSWELL_PREFECT_API_URL", "")
PREFECT_LOG_IN = os.environ.get("GROUNDSWELL_PREFECT_LOG_IN", "")

# two workers share a server with everything else; each of their 14 threads keeps a connection, two in SQL Lab
SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 4, "max_overflow": 24, "pool_pre_ping": True, "pool_recycle": 1800}

APP_INITIALIZER = GroundswellInitializer
FAB_INDEX_VIEW = "initializer.HomeView"
DATA_DIR = str(HOME)

FEATURE_FLAGS = {
    "DASHBOARD_RBAC": True,  # executives see dashboards and none of the data behind them
    "ALERT_REPORTS": False,
    "ENABLE_TEMPLATE_PROCESSING": False,
    "EMBEDDABLE_CHARTS": False,
    "ESCAPE_MARKDOWN_HTML": False,  # what stands in our captions is ours
    "DRILL_TO_DETAIL": True,
    "DASHBOARD_VIRTUALIZATION_DEFER_DATA": True,  # what lies below the screen is asked for when one comes near it
}


# --- caches: weeks change once a day, what was counted stays good for ten minutes


def file_cache(folder: str, seconds: int) -> dict[str, Any]:
    """Settings of a cache kept in files below the data folder, good for ``seconds``."""
    return {
        "CACHE_TYPE": "FileSystemCache",
        "CACHE_DIR": str(HOME / folder),
        "CACHE_DEFAULT_TIMEOUT": seconds,
        "CACHE_THRESHOLD": 5000,
        "CACHE_OPTIONS": {"mode": 0o600},
    }


CACHE_CONFIG = file_cache("cache", 600)
DATA_CACHE_CONFIG = file_cache("data_cache", 600)
RATELIMIT_STORAGE_URI = "memory://"  # one count a worker: stricter than nothing, and no server for it


class CeleryConfig:
    """Nothing is ever sent to it; Superset's default would look for a broker in SQLite."""

    broker_url = "memory://"
    result_backend = "cache+memory://"


CELERY_CONFIG = CeleryConfig

# --- who gets in

CUSTOM_SECURITY_MANAGER = RememberedRights
EVENT_LOGGER = EventsOfPeople()
FAB_ADD_SECURITY_API = True  # roles and users are checked through it
FAB_API_SWAGGER_UI = False
AUTH_USER_REGISTRATION = False
PUBLIC_ROLE_LIKE = None
RATELIMIT_ENABLED = True
RATELIMIT_APPLICATION = "200 per second"  # a dashboard asks for all its charts and their scripts at once
AUTH_RATE_LIMIT = "20 per minute"  # an office behind one address logs in on Monday morning
FAB_PASSWORD_COMPLEXITY_ENABLED = True
FAB_PASSWORD_COMPLEXITY_VALIDATOR = check_password
# a log-out ends a session for whoever kept its cookie, too; "permanent" would turn strong protection off
SESSION_SERVER_SIDE = True
SESSION_TYPE = "filesystem"
SESSION_FILE_DIR = str(HOME / "sessions")
SESSION_PERMANENT = False
SESSION_PROTECTION = "strong"
IS_HTTPS = os.environ.get("GROUNDSWELL_SUPERSET_HTTPS") == "1"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
ENABLE_PROXY_FIX = IS_HTTPS
GUEST_TOKEN_JWT_SECRET = SECRET_KEY
GLOBAL_ASYNC_QUERIES_JWT_SECRET = SECRET_KEY

# Pictures of artists come from the providers' servers; nothing else is loaded from elsewhere, and nobody is told
# who looks at what: Superset's own telemetry hosts are not in the list.
PICTURE_HOSTS = ["https://i.scdn.co", "https://assets.soundcharts.com", "https://www.theaudiodb.com"]
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:", *PICTURE_HOSTS],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'", "data:"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": IS_HTTPS,
    "referrer_policy": "same-origin",
}
# Tables show pictures and badges: <img>, <a> and style pass, scripts and handlers do not.
HTML_SANITIZATION = True
HTML_SANITIZATION_SCHEMA_EXTENSIONS = {"attributes": {"*": ["style", "className"]}}

# --- SQL Lab: the rights of bi_read decide; these are limits of patience

SQLLAB_TIMEOUT = 30
SUPERSET_WEBSERVER_TIMEOUT = 60
SQL_MAX_ROW = 100_000
DISPLAY_MAX_ROW = 10_000
DEFAULT_SQLLAB_LIMIT = 1_000
ROW_LIMIT = 10_000
SQL_VALIDATORS_BY_ENGINE: dict[str, str] = {}  # the default asks for a program that is not there
PREVENT_UNSAFE_DB_CONNECTIONS = True
SQL_QUERY_MUTATOR = only_questions
DB_CONNECTION_MUTATOR = by_scope
ENGINE_CONTEXT_MANAGER = at_warehouse
watch_answers()
# On top of what Superset forbids: what would outlive or undo the limits of a session, or write without a table.
DISALLOWED_SQL_FUNCTIONS = {
    **defaults.DISALLOWED_SQL_FUNCTIONS,
    "postgresql": {
        *defaults.DISALLOWED_SQL_FUNCTIONS["postgresql"],
        *("set_config", "pg_sleep_for", "pg_sleep_until", "pg_cancel_backend", "pg_notify"),
        *("pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared"),
        *("lo_create", "lo_creat", "lo_from_bytea", "lo_import", "lo_export", "lo_open", "lo_put", "lowrite"),
        *("dblink", "dblink_exec", "dblink_connect", "pg_logical_emit_message", "pg_stat_file"),
    },
}
DATASET_IMPORT_ALLOWED_DATA_URLS: list[str] = []  # a file somebody imports makes the server fetch nothing
CSV_STREAMING_ROW_THRESHOLD = 10**9  # never: what is streamed keeps its formulas for a spreadsheet to run
FILTER_STATE_CACHE_CONFIG = {"CACHE_TYPE": "SupersetMetastoreCache", "CACHE_DEFAULT_TIMEOUT": 90 * 24 * 3600}

# Mail programs end mails by a POST of theirs, which has no token of a form of ours but that of the mail (RFC 8058).
WTF_CSRF_EXEMPT_LIST = [*defaults.WTF_CSRF_EXEMPT_LIST, "marketing.unsubscribe.end"]

# --- look

APP_NAME = BRAND
APP_ICON = "/groundswell/static/logo.svg"
LOGO_TOOLTIP = "What moved"
LOGO_TARGET_PATH = "/"
FAVICONS = [{"href": "/groundswell/static/mark.svg"}]
SPINNER = (FOLDER / "brand/static/spinner.svg").read_text(encoding="utf-8")
COLOUR_VARIABLES = colours.variables()
EXTRA_CATEGORICAL_COLOR_SCHEMES = [
    {"id": "groundswell", "label": BRAND, "description": "Seen on light and dark grounds", "colors": [*colours.SERIES]}
]


def theme(ground: int, algorithm: str, logo: str, **own: str) -> dict[str, Any]:
    """A theme of Superset's: ours where it differs from what it brings along, and our colours for rules of charts."""
    named = {name: values[ground] for name, values in colours.COLOURS.items()}
    return {
        "token": {
            "brandAppName": BRAND,
            "brandLogoAlt": BRAND,
            "brandLogoUrl": logo,
            "brandLogoMargin": "18px 0",
            "brandLogoHref": LOGO_TARGET_PATH,
            "brandLogoHeight": "24px",
            "brandSpinnerUrl": None,
            "brandSpinnerSvg": SPINNER,
            "colorPrimary": named["action"],
            "colorLink": named["link"],
            "colorError": named["down"],
            "colorWarning": named["doubt"],
            "colorSuccess": named["up"],
            "colorInfo": named["mark"],
            "fontUrls": [],
            "fontFamily": "Inter, Helvetica, Arial, sans-serif",
            "fontFamilyCode": "'IBM Plex Mono', 'Courier New', monospace",
            "transitionTiming": 0.3,
            "motion": False,
            "brandIconMaxWidth": 37,
            "fontSizeXS": "8",
            "fontSizeXXL": "28",
            "fontWeightNormal": "400",
            "fontWeightLight": "300",
            "fontWeightStrong": "500",
            "fontWeightBold": "700",
            "colorTextPlaceholder": named["quiet"],
            **colours.tokens(ground),
            **own,
        },
        "algorithm": algorithm,
        # figures stand still: a line that grows for a second is painted sixty times, while the next chart waits
        "echartsOptionsOverrides": {"animation": False},
    }


THEME_DEFAULT = theme(colours.LIGHT, "default", APP_ICON, colorEditorSelection="#fff5cf")
# What is filled is bright on dark grounds, so that words on it are dark: Superset's own are white in both themes.
THEME_DARK = theme(
    colours.DARK,
    "dark",
    "/groundswell/static/logo-dark.svg",
    colorEditorSelection="#5c4d1a",
    colorBgBase=colours.COLOURS["ground"][colours.DARK],
    colorBgContainer=colours.COLOURS["panel"][colours.DARK],
    colorTextLightSolid=colours.COLOURS["on-action"][colours.DARK],
    colorBgSpotlight=colours.COLOURS["text"][colours.DARK],
)
ENABLE_UI_THEME_ADMINISTRATION = False
