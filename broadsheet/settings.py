"""Every setting, from the environment, each with a default that runs.

Read top to bottom; `docs/settings.md` describes each `BROADSHEET_*` name, and a test holds the two together.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones


def _setting(name: str, default: str = "") -> str:
    return os.environ.get(f"BROADSHEET_{name}", default)


def _yes(name: str, default: str = "no") -> bool:
    return _setting(name, default).lower() in {"1", "yes", "true", "on"}


PACKAGE = Path(__file__).resolve().parent
DATA = Path(_setting("DATA", "var")).resolve()
PRINTED = Path(_setting("PRINTED", str(DATA / "printed")))
PORT = int(_setting("PORT", "8000"))
HOST = _setting("HOST", "127.0.0.1")
ADDRESS = _setting("ADDRESS", f"http://localhost:{PORT}").rstrip("/")
WORKERS = int(_setting("WORKERS", str(min(os.cpu_count() or 1, 4))))
PRESS = _setting("PRESS", "press")
STREAMS = int(_setting("STREAMS", "4000"))
PROXIES = int(_setting("PROXIES", "0"))
PACING = _yes("PACING", "yes")
DEBUG = _yes("DEBUG")


def _secret_key() -> str:
    """The key given, or one made once and kept readable by its owner alone."""
    if given := _setting("SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, kept)
        except FileExistsError:
            pass  # another process was first; its key counts
        finally:
            draft.unlink()
    return kept.read_text()


def _database(address: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name` (or `?host=/socket/folder`) as Django wants it."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;",
            },
        }
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or unquote(query.get("host", "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _mail(address: str) -> dict[str, object]:
    """`smtp://user:password@host:port`, `smtps://…` or `smtp+starttls://…` as Django wants it; empty for a folder.

    So is one that cannot be read, with which nothing starts: check broadsheet.E002 in kit/mailing.py.
    """
    ports = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ports and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        sound = False
    if not sound:
        return {"BACKEND": "broadsheet.kit.mailing.FolderBackend"}
    return {
        "BACKEND": "broadsheet.kit.mailing.SmtpBackend",
        "HOST": parts.hostname,
        "PORT": parts.port or ports[parts.scheme],
        "HOST_USER": unquote(parts.username or ""),
        "HOST_PASSWORD": unquote(parts.password or ""),
        "USE_SSL": parts.scheme == "smtps",
        "USE_TLS": parts.scheme == "smtp+starttls",
        "TIMEOUT": 20,  # seconds
    }


SECRET_KEY = _secret_key()
DATABASES = {"default": _database(_setting("DATABASE", f"sqlite:///{DATA / 'broadsheet.sqlite3'}"))}
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "localhost", *_setting("HOSTS", "localhost 127.0.0.1 [::1]").split()]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = [
    "broadsheet",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "broadsheet.server.methods.explain_refused_method",
    "broadsheet.server.incomplete_forms.ExplainIncompleteForms",
    "broadsheet.server.cross_site.refuse_cross_site",
    "broadsheet.people.sign_in.session_cookie.GuardedSessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "broadsheet.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "broadsheet.kit.compact_templates.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "broadsheet.server.assets.masthead",
            ],
        },
    },
]

AUTH_USER_MODEL = "broadsheet.Person"
AUTHENTICATION_BACKENDS = [
    "broadsheet.people.sign_in.passwords.Passwords",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "broadsheet.people.sign_in.passwords.CommonPassword"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
SOCIALACCOUNT_ADAPTER = "broadsheet.people.sign_in.oauth.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
MFA_ADAPTER = "broadsheet.people.sign_in.passkeys.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
SIGN_IN_WAYS = {
    "google": _setting("SIGN_IN_GOOGLE"),
    "facebook": _setting("SIGN_IN_FACEBOOK"),
    "x": _setting("SIGN_IN_X"),
    "wordpress": _setting("SIGN_IN_WORDPRESS"),
    "oidc": _setting("SIGN_IN_OIDC"),
}
LOGIN_URL = "/-/newsroom/login/"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/-/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_URL = "/-/media/"
MEDIA_ROOT = DATA / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
FILE_UPLOAD_TEMP_DIR = None

WAGTAIL_SITE_NAME = "Broadsheet"
WAGTAILADMIN_BASE_URL = ADDRESS
WAGTAILIMAGES_IMAGE_MODEL = "broadsheet.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "broadsheet.stories.newsroom.newsroom_forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # stories/newsroom/account_views.py proves a new address first
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "broadsheet.stories.newsroom.account_views.ResetForm"  # noqa: S105 - a form's name
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Those a browser knows, too: Wagtail's script shows their names, and stops at one that is a file's, like "localtime".
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_I18N_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "ATOMIC_REBUILD": False}}
TAGGIT_CASE_INSENSITIVE = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 24 * 3600  # seconds
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.startswith("https:")
if SESSION_COOKIE_SECURE:  # no neighbour under the same domain can set a cookie of these names (RFC 6265bis §4.1.3.2)
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MAIL_FOLDER = DATA / "mail"
MAIL_URL = _setting("MAIL_URL")
globals().update({f"EMAIL_{name}": value for name, value in _mail(MAIL_URL).items()})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _setting("MAIL_FROM", f"letters@{urlsplit(ADDRESS).hostname or 'localhost'}")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "broadsheet.server.log_lines.LogLine",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"level": "ERROR"}},  # a missing page is the reader's to hear, not the log's
    "root": {"handlers": ["stderr"], "level": _setting("LOG_LEVEL", "WARNING")},
}
