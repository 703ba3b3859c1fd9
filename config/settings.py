"""Settings, from the environment alone; a wrong one stops the start with one sentence.

| variable | unset | meaning |
|---|---|---|
| `DATABASE_URL` | SQLite in `LEITAI_VAR` | `postgres://user:password@host:5432/name` |
| `LEITAI_DEBUG` | 0 | 1 shows tracebacks in the browser; never at a venue |
| `LEITAI_HOSTS` | this machine | host names and addresses this server answers to, separated by commas |
| `LEITAI_HTTPS` | 0 | 1 where everybody comes by https: cookies then refuse to travel without it |
| `LEITAI_PROXY` | none | addresses of the proxy before this server: its `X-Forwarded-Proto`, `-For` are believed |
| `LEITAI_SECRET_KEY` | `secret_key` in `LEITAI_VAR`, made on first run | at least 50 characters |
| `PUBLIC_URL` | none | the address residents reach, such as `https://leitai.example`: in the QR codes of certificates |
| `LEITAI_VENUE` | none | set by `make venue`: the port of https, with certificates of this laptop's own |
| `LEITAI_VAR` | `var` | the folder of everything this server writes |
| `LEITAI_REAL_DATA` | `shared/data` beside the project | tests only: the folder of real marks with official results |
| `LEITAI_EXAMPLES` | 100 | tests only: how many examples a property is tried on |
"""

import os
import re
import secrets
import tempfile
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

BASE_DIR = Path(__file__).resolve().parent.parent
VARIABLES = ("DEBUG", "EXAMPLES", "HOSTS", "HTTPS", "PROXY", "REAL_DATA", "SECRET_KEY", "VAR", "VENUE")
HOST = re.compile(r"\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]")
SHORTEST_KEY = 50


def refuse_unknown() -> None:
    """A misspelt variable would be ignored in silence; say so instead."""
    for variable in sorted(os.environ):
        prefix, _, name = variable.partition("_")
        if prefix == "LEITAI" and name not in VARIABLES:
            close = get_close_matches(name, VARIABLES, n=1) or VARIABLES
            meant = " or ".join(f"LEITAI_{known}" for known in close)
            raise ImproperlyConfigured(f"{variable} is not a setting; did you mean {meant}?")


def flag(name: str) -> bool:
    """A variable that is 0 (or unset) or 1."""
    value = os.environ.get(name) or "0"
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is 0 or 1, not {value!r}.")
    return value == "1"


def hosts() -> list[str]:
    """The names this server answers to; by default only those of this machine."""
    names = [name.strip() for name in (os.environ.get("LEITAI_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")]
    for name in names:
        if not HOST.fullmatch(name):
            raise ImproperlyConfigured(
                "LEITAI_HOSTS lists host names or addresses, separated by commas, "
                f"without http:// and port; {name!r} is not one."
            )
    return names


def venue() -> int:
    """The port of https where the certificates are this laptop's own; 0 where they are not."""
    given = os.environ.get("LEITAI_VENUE") or "0"
    if not given.isdecimal() or int(given) > 65535:
        raise ImproperlyConfigured(f"LEITAI_VENUE is a port, not {given!r}; make venue sets it.")
    return int(given)


def proxies() -> list[IPv4Network | IPv6Network]:
    """The proxies that are believed; a network such as 10.0.0.0/24 stands for all its addresses."""
    given = [part.strip() for part in (os.environ.get("LEITAI_PROXY") or "").split(",") if part.strip()]
    try:
        return [ip_network(part) for part in given]
    except ValueError as error:
        raise ImproperlyConfigured(f"LEITAI_PROXY lists addresses such as 127.0.0.1 or 10.0.0.0/24: {error}.") from None


def public_url() -> str:
    """The address residents reach, without a slash at the end; empty where there is none."""
    given = (os.environ.get("PUBLIC_URL") or "").rstrip("/")
    if given and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
        raise ImproperlyConfigured(f"PUBLIC_URL looks like https://leitai.example, not {given!r}.")
    return given


def new_secret(path: Path) -> None:
    """Write a fresh key for its owner's eyes only; where two processes start at once, the first one's stays."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(SHORTEST_KEY))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def stored_secret(path: Path) -> str:
    """The key kept in a file, made on the first run."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            new_secret(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key in {path} can be neither read nor made ({error.strerror}): "
            "set LEITAI_SECRET_KEY, or LEITAI_VAR to a folder of yours."
        ) from None


def secret_key(var: Path) -> str:
    """The key that signs sessions and links: from the environment, else from its file."""
    given = os.environ.get("LEITAI_SECRET_KEY")
    key = given or stored_secret(var / "secret_key")
    if len(key) < SHORTEST_KEY:
        where = "LEITAI_SECRET_KEY" if given else var / "secret_key"
        raise ImproperlyConfigured(f"{where} must hold at least {SHORTEST_KEY} characters, not {len(key)}.")
    return key


def sqlite(var: Path) -> dict[str, Any]:
    """The embedded database: one file, durable, and writers queue up before they read."""
    return {
        "ENGINE": "config.sqlite",
        "NAME": var / "leitai.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
        "TEST": {"NAME": var / "test.sqlite3"},
    }


def postgresql(url: str) -> dict[str, Any]:
    """The database behind a URL. The sentence does not repeat it: it holds a password."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    except ValueError:
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name.")
    return found


os.umask(0o077)  # the database holds password hashes, and lists the names of candidates: its owner's alone
refuse_unknown()

VAR = Path(os.environ.get("LEITAI_VAR") or BASE_DIR / "var").resolve()
DEBUG = flag("LEITAI_DEBUG")
HTTPS = flag("LEITAI_HTTPS")
VENUE = venue()
PROXIES = proxies()
PUBLIC_URL = public_url()
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = hosts()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bootstrap",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_tables2",
    "communities",
    "contests",
    "scoring",
    "stage",
    "config",
]

MIDDLEWARE = [
    "config.proxy.believe_proxy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.Compressed",
    "csp.middleware.CSPMiddleware",
    "config.errors.Busy",
    "pages.usual_word.usual_word",
    "config.browsers.keep_nothing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pages.own_password.OwnPasswordFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.errors.only_sent",
    "config.limits.limit_body",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.paragraphs.paragraph_of",
            ],
            "libraries": {
                "tablet_page": "pages.tablet_page",
                "parts": "pages.judge.parts",
                "evidence": "pages.shown_evidence",
            },
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"

DATABASES = {"default": postgresql(os.environ["DATABASE_URL"]) if os.environ.get("DATABASE_URL") else sqlite(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "communities.User"
LOGIN_URL = "account:sign-in"
LOGIN_REDIRECT_URL = "setup:contests"
LOGOUT_REDIRECT_URL = "public:home"
PASSWORD_HASHERS = ["communities.hashing.GivingWay"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "communities.passwords.NotTheSamples"}]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", gettext_lazy("Simplified Chinese")), ("en", gettext_lazy("English"))]
LOCALE_PATHS = sorted(path for path in (BASE_DIR / "locale").iterdir() if path.is_dir())
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"  # films and pictures of the show: stage/media_folder.py
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # a form may have what its lane lets in (config/limits.py: MOST)
FILE_UPLOAD_TEMP_DIR = VAR if VAR.is_dir() else None  # films on their way: the usual folder may be memory
STATICFILES_DIRS = [BASE_DIR / "static", ("pictures", BASE_DIR / "docs" / "pictures")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
}

FAULTS = VAR / "faults.jsonl"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "communities.faults.Line"},
        "sentence": {"()": "communities.faults.Sentence"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "sentence"},
        "file": {
            "class": "communities.faults.Kept",
            "formatter": "line",
            "filename": str(FAULTS),
            "maxBytes": 1024 * 1024,
            "backupCount": 3,
            "encoding": "utf-8",
            "delay": True,
        },
    },
    "loggers": {
        "django.request": {"handlers": ["console", "file"], "level": "ERROR", "propagate": False},
        "leitai": {"handlers": ["console", "file"], "level": "WARNING", "propagate": False},
    },
}

COOKIE_PREFIX = "__Host-" if HTTPS else ""
"""Before the name of each cookie of ours. Browsers let no page of plain http replace a cookie that https has set: under
one name, a tablet of yesterday's https could neither sign in nor take a seat today (decision 49)."""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "pages.messages.MessageStorage"
SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, from signing in on: nobody stays signed in on a borrowed laptop
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None  # browsers complain about it on plain HTTP
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 if HTTPS and not VENUE else 0  # a hall's laptop speaks plain http tomorrow
SILENCED_SYSTEM_CHECKS = [
    *(["security.W004"] if VENUE else []),  # no HSTS there: it would lock tablets out of `make serve` (decision 49)
    "security.W005",  # HSTS for subdomains: they are not ours to speak for
    "security.W008",  # redirecting to https: the proxy does, and this server alone speaks one of the two
    "security.W021",  # preloading: a name for all times, in every browser; a venue's server is not that
]
PERMISSIONS_POLICY: dict[str, list[str] | str] = {
    **{asked: [] for asked in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")},
    "fullscreen": "self",
    "screen-wake-lock": "self",
}
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # data: for the icons of Bootstrap
        "media-src": ["'self'"],  # films on the stage screen
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],  # a tablet by https starts without a network: static/js/judge/worker.js
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
