"""The fuse box. What an operator may set is read here and described in docs/operators/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP

from terminbuch.management import counting

from . import environment, logs, server

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(environment.text("TERMINBUCH_DATA", "data")).resolve()
try:
    DATA.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise environment.wrong("TERMINBUCH_DATA", f"a folder that can be written ({error.strerror})") from None

SECRET_KEY = environment.secret("SECRET_KEY", DATA)
LINK_KEYS = environment.secrets_in_turn("LINK_KEYS", DATA)
STORAGE_KEYS = environment.secrets_in_turn("STORAGE_KEYS", DATA)
# These lie in the data folder of this machine, where no other finds them.
SECRETS_MADE_HERE = [
    name for name in ("SECRET_KEY", "LINK_KEYS", "STORAGE_KEYS") if not environment.text(name)
]
DEBUG = False
IS_DEMO = environment.switch("TERMINBUCH_DEMO")
SIGN_UP = environment.switch("TERMINBUCH_SIGN_UP")

BASE_URL = environment.base_url("TERMINBUCH_URL", "http://localhost:8000")
IS_SECURE = BASE_URL.startswith("https://")
HOST = str(urlsplit(BASE_URL).hostname)
ALLOWED_HOSTS = [HOST, *(["127.0.0.1", "[::1]"] if HOST == "localhost" else [])]
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")
OUTSIDE_PRIVATE = environment.neighbours("OUTSIDE_PRIVATE")

INSTALLED_APPS = [
    "terminbuch",  # first, for its words stand before the libraries' own translations
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
AUTH_USER_MODEL = "terminbuch.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "terminbuch.actions.logins.strength.GuessableValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "staff_pages:login"
LOGIN_REDIRECT_URL = "staff_pages:bookings"
LOGOUT_REDIRECT_URL = "staff_pages:login"

# The library's steps of signing in; its pages, its mails and its counting of tries are our own.
ACCOUNT_ADAPTER = "terminbuch.staff_pages.logins.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "terminbuch.staff_pages.logins.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "terminbuch.staff_pages.logins.adapters.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_ISSUER = environment.text("OIDC_ISSUER").rstrip("/")
OIDC_NAME = environment.text("OIDC_NAME", str(urlsplit(OIDC_ISSUER).hostname))


def providers() -> dict[str, Any]:
    """One provider of OpenID Connect, when it is configured whole; with PKCE."""
    known = {
        "client_id": environment.text("OIDC_CLIENT_ID"),
        "secret": environment.text("OIDC_CLIENT_SECRET"),
    }
    if not OIDC_ISSUER:
        return {}
    if not all(known.values()):
        raise environment.wrong("OIDC_ISSUER", "empty, or come with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")
    app = {"provider_id": "oidc", "name": OIDC_NAME, "settings": {"server_url": OIDC_ISSUER}}
    return {"openid_connect": {"APPS": [{**app, **known}], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = providers()

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "terminbuch.booking_pages.hosts.OwnHostMiddleware",
    "terminbuch.staff_pages.middleware.StaffSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "terminbuch.config.urls"
WSGI_APPLICATION = "terminbuch.config.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
    " PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
)
THREADS = server.threads()
WORKER_LANES = 20


def database(url: str) -> dict[str, Any]:
    """The one database: SQLite in the data folder where no address is given."""
    if not url:
        return {
            "ENGINE": "terminbuch.config.sqlite",
            "NAME": DATA / "terminbuch.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    # Loads the driver, which nobody needs who has a file.
    from . import postgresql  # noqa: PLC0415

    # In a web process one for each thread, in the worker for each lane.
    return postgresql.postgresql(url, connections=max(THREADS + 2, WORKER_LANES))


DATABASES = {"default": database(environment.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ROOT = PACKAGE / "static" / "terminbuch" / "built" / "root"

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_HSTS_SECONDS = 31536000 if IS_SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SIGN_IN_HOURS = environment.number("SIGN_IN_HOURS", 12, least=1, most=168)
SIGN_IN_IDLE_MINUTES = environment.number("SIGN_IN_IDLE_MINUTES", 240, least=5, most=10080)
SESSION_COOKIE_AGE = SIGN_IN_HOURS * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "terminbuch.staff_pages.errors.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# A board sends fifty bookings at once, each with two boxes and a sentence.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 250
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

MAIL_FROM = environment.text("MAIL_FROM", f"termine@{HOST if '.' in HOST else 'terminbuch.example'}")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
# Where the environment says it, what is set on the page of mail sending does not count.
MAIL_FROM_IS_SET = bool(environment.text("MAIL_FROM"))
MAIL_WAY_IS_SET = IS_DEMO or any(
    environment.text(name) for name in ("MAIL_BY", "SMTP_HOST", "SMTP_PORT", "SMTP_SAFETY", "SMTP_USER")
)


def mailer() -> dict[str, Any]:
    """How mail leaves: a mailbox page in the demo, else sendmail or any SMTP server."""
    way = environment.one_of("MAIL_BY", ("smtp", "sendmail", "mailbox"), "mailbox" if IS_DEMO else "smtp")
    if way == "mailbox":
        return {"BACKEND": "terminbuch.mail.mailbox.MailboxBackend", "OPTIONS": {"folder": DATA / "mailbox"}}
    if way == "sendmail":
        return {
            "BACKEND": "terminbuch.mail.sendmail.SendmailBackend",
            "OPTIONS": {"command": environment.text("SENDMAIL", "/usr/sbin/sendmail")},
        }
    safety = environment.one_of("SMTP_SAFETY", ("none", "starttls", "tls"), "none")
    return {
        "BACKEND": "terminbuch.mail.smtp.SmtpBackend",
        "OPTIONS": {
            "host": environment.text("SMTP_HOST", "localhost"),
            "port": environment.number("SMTP_PORT", 465 if safety == "tls" else 25, least=1, most=65535),
            "username": environment.text("SMTP_USER"),
            "password": environment.text("SMTP_PASSWORD"),
            "use_tls": safety == "starttls",
            "use_ssl": safety == "tls",
            "timeout": 10,
        },
    }


MAILERS = {"default": mailer()}

# By these Google and Microsoft know the installation; without them their calendars cannot be connected.
GOOGLE_CLIENT_ID = environment.text("GOOGLE_CLIENT_ID")
GOOGLE_CLIENT_SECRET = environment.text("GOOGLE_CLIENT_SECRET")
GOOGLE_SIGN_IN = environment.service("GOOGLE_SIGN_IN", "https://accounts.google.com/o/oauth2/v2/auth")
GOOGLE_TOKENS = environment.service("GOOGLE_TOKENS", "https://oauth2.googleapis.com/token")
GOOGLE_API = environment.service("GOOGLE_API", "https://www.googleapis.com/calendar/v3")
MICROSOFT_CLIENT_ID = environment.text("MICROSOFT_CLIENT_ID")
MICROSOFT_CLIENT_SECRET = environment.text("MICROSOFT_CLIENT_SECRET")
MICROSOFT_TENANT = environment.text("MICROSOFT_TENANT", "common")
MICROSOFT_SIGN_IN = environment.service("MICROSOFT_SIGN_IN", "https://login.microsoftonline.com")
MICROSOFT_API = environment.service("MICROSOFT_API", "https://graph.microsoft.com/v1.0")
if bool(GOOGLE_CLIENT_ID) != bool(GOOGLE_CLIENT_SECRET):
    raise environment.wrong("GOOGLE_CLIENT_ID", "empty, or come with GOOGLE_CLIENT_SECRET")
if bool(MICROSOFT_CLIENT_ID) != bool(MICROSOFT_CLIENT_SECRET):
    raise environment.wrong("MICROSOFT_CLIENT_ID", "empty, or come with MICROSOFT_CLIENT_SECRET")

# At most so many within one hour; what is over the limit is refused before anything is written.
BOOKINGS_PER_VISITOR = environment.number("BOOKINGS_PER_VISITOR", 20, least=1, most=100000)
BOOKINGS_PER_MAIL = environment.number("BOOKINGS_PER_MAIL", 3, least=1, most=100000)
BOOKINGS_PER_ORGANISATION = environment.number("BOOKINGS_PER_ORGANISATION", 1000, least=1, most=1000000)
HOLDS_PER_VISITOR_HOUR = environment.number("HOLDS_PER_VISITOR_HOUR", 60, least=1, most=100000)
CANCEL_TRIES = environment.number("CANCEL_TRIES", 5, least=1, most=1000)
LOGIN_TRIES = environment.number("LOGIN_TRIES", 10, least=1, most=1000)

# Who may read /metrics; without either nobody may, and nothing is counted for it.
METRICS_TOKEN = environment.token("METRICS_TOKEN")
METRICS_NETWORKS = environment.networks("METRICS_NETWORKS")
METRICS_ARE_ON = bool(METRICS_TOKEN or METRICS_NETWORKS)
COUNTERS = DATA / "counters"
if METRICS_ARE_ON:
    COUNTERS.mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(COUNTERS)
    counting.share()

LOGGING = logs.configuration()
ACCESS_LOG = environment.switch("ACCESS_LOG")
