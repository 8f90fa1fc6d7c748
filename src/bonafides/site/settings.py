"""Django's settings. What differs between installations comes from the environment.

DATABASE_URL             a PostgreSQL of your own (15 or newer); else the embedded server under `var`
BONAFIDES_VAR            where we write: database, secret key, collected static files
BONAFIDES_SECRET_KEY     else made once into var/secret_key
BONAFIDES_PUBLIC_URL     where the public reaches the site: it is printed on documents
BONAFIDES_ALLOWED_HOSTS  names under which the site is reached, with commas; else this machine alone
BONAFIDES_LEDGER         the folder of the ledger's key, of the last checkpoint signed and of the list of witnesses
BONAFIDES_LEDGER_KEY     the ledger's keys themselves, else made once into that folder
BONAFIDES_LEDGER_ORIGIN  the name of the ledger, once and for all, when its key is made
BONAFIDES_MASTER_FILE    the file of the master keys, under which personal facts and trade secrets lie; not within a backup
BONAFIDES_MASTER_COMMAND a command that prints the master keys (a KMS, a vault), in place of the file
BONAFIDES_MASTER_KEYS    the master keys themselves, in place of the file
BONAFIDES_STATUS_KEYS    the keys of status tokens themselves, else made once into the folder of the ledger
BONAFIDES_STATUS_SECONDS how long the answer of a check may be used, in seconds
BONAFIDES_OPEN_DATA_LICENCE  the address of the licence under which open data is given
BONAFIDES_SEARCHES       how often one address may search for names, at each worker; empty: as often as it likes
BONAFIDES_DRAFT_DAYS     for how many days a draft of a business is kept that nobody goes on with
BONAFIDES_BUSINESS_SECOND_FACTOR  when who speaks for a business needs a second factor: acts, always, never
BONAFIDES_PROXIES        addresses or networks of the proxies in front, with commas: these alone may say who a client is
BONAFIDES_OIDC           a JSON file of the providers of identities that people may sign in by (site/oidc.py)
BONAFIDES_HTTPS          1 behind a proxy that ends TLS and sets X-Forwarded-Proto
BONAFIDES_TIME_ZONE      the time zone that people see; what is stored is UTC
BONAFIDES_DEBUG          1 shows errors with their insides; never on a site that others reach
"""

from __future__ import annotations

import ipaddress
import os

from django.core.exceptions import ImproperlyConfigured

from bonafides.site.database import default_database
from bonafides.site.oidc import providers
from bonafides.site.secret_key import secret_key
from bonafides.site.var import PACKAGE, var_dir

VAR = var_dir()


def _whole_number(name: str, default: int, *, most: int) -> int:
    """A setting that is a number from 1 on. Raises ImproperlyConfigured."""
    given = os.environ.get(name, "") or str(default)
    if not given.isdecimal() or not 1 <= int(given) <= most:
        raise ImproperlyConfigured(f"{name}: expected a whole number from 1 to {most}, came {given!r}")
    return int(given)


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _one_of(name: str, first: str, *others: str) -> str:
    """A setting that is one of these words, the first by default. Raises ImproperlyConfigured."""
    given = os.environ.get(name, "") or first
    if given not in (first, *others):
        raise ImproperlyConfigured(f"{name}: expected {', '.join((first, *others))}, came {given!r}")
    return given


def _networks(name: str) -> list[str]:
    """A setting that lists addresses or networks. Raises ImproperlyConfigured."""
    given = [one.strip() for one in os.environ.get(name, "").split(",") if one.strip()]
    for one in given:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name}: expected addresses such as 10.0.0.5 or 10.0.0.0/24, came {one!r}"
            ) from error
    return given


DEBUG = _flag("BONAFIDES_DEBUG")
SECRET_KEY = secret_key(VAR / "secret_key")
LEDGER_FOLDER = os.environ.get("BONAFIDES_LEDGER") or str(VAR / "ledger")
LEDGER_KEY = os.environ.get("BONAFIDES_LEDGER_KEY", "")
LEDGER_ORIGIN = os.environ.get("BONAFIDES_LEDGER_ORIGIN", "")
MASTER_FILE = os.environ.get("BONAFIDES_MASTER_FILE") or str(VAR / "master" / "keys")
MASTER_KEYS = os.environ.get("BONAFIDES_MASTER_KEYS", "")
MASTER_COMMAND = os.environ.get("BONAFIDES_MASTER_COMMAND", "")
STATUS_KEYS = os.environ.get("BONAFIDES_STATUS_KEYS", "")
OPEN_DATA_LICENCE = os.environ.get("BONAFIDES_OPEN_DATA_LICENCE", "").strip()
STATUS_SECONDS = _whole_number("BONAFIDES_STATUS_SECONDS", 300, most=3600)
DRAFT_DAYS = _whole_number("BONAFIDES_DRAFT_DAYS", 30, most=365)
BUSINESS_SECOND_FACTOR = _one_of("BONAFIDES_BUSINESS_SECOND_FACTOR", "acts", "always", "never")
PUBLIC_URL = os.environ.get("BONAFIDES_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
_hosts = os.environ.get("BONAFIDES_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]

PROXIES = _networks("BONAFIDES_PROXIES")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "oauth2_provider",
    "django.contrib.postgres",  # range fields and exclusion constraints; no extension in the database
    "django.contrib.staticfiles",
    "django_htmx",  # its copy of htmx alone
    "procrastinate.contrib.django",
    "bonafides.acts",
    "bonafides.ledger",
    "bonafides.agencies",
    "bonafides.entities",
    "bonafides.packs",
    "bonafides.records",
    "bonafides.submissions",
    "bonafides.sharing",
    "bonafides.sharing.access",
    "bonafides.sharing.once",
    "bonafides.sharing.opendata",
    "bonafides.tiers",
    "bonafides.inspections",
    "bonafides.documents",
    "bonafides.consumers",
    "bonafides.measures",
    "bonafides.procedures",
    "bonafides.listings",
    "bonafides.pledges",
    "bonafides.remedies",
    "bonafides.watch",
    "bonafides.watch.signals",
    "bonafides.portal",
    # Behind the portal, whose pages stand in for theirs.
    "allauth",
    "bonafides.site.accounts.Accounts",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # an app's jobs.py
DATABASES = {"default": default_database()}
AUTH_USER_MODEL = "agencies.Account"
# People: a session in the database, a second factor for officers, limits on guessing that all workers share.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_RULES = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _RULES + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _RULES + "UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["login"]}},
    {"NAME": _RULES + "CommonPasswordValidator"},
    {"NAME": _RULES + "NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # how long an invitation opens
# Of names, from one address at one worker; `60/minute`, say. Empty: as many as come, where a proxy in front counts them.
SEARCHES = os.environ.get("BONAFIDES_SEARCHES", "120/minute")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "agencies_cache"}}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/account/"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_ADAPTER = "bonafides.agencies.accounts.adapter.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/10m/ip,5/10m/key",
    "claim": "10/h/user,30/h/ip",
    "send": "60/h/user",
}
MFA_ADAPTER = "bonafides.agencies.accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Bona Fides"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "bonafides.agencies.accounts.adapter.Providers"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": providers()}}
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_QUERY_EMAIL = False
# Tokens for programs: by client credentials alone, kept by their hash alone.
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "OAUTH2_VALIDATOR_CLASS": "bonafides.agencies.clients.validator.Validator",
    "ACCESS_TOKEN_GENERATOR": "bonafides.agencies.clients.validator.new_token",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOT_URLCONF = "bonafides.site.urls"
WSGI_APPLICATION = "bonafides.site.wsgi.application"
# Few, for each costs every request. Static files come second: they need no more than the security headers.
MIDDLEWARE = [
    "bonafides.site.middleware.content_security_policy.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bonafides.site.middleware.pages_only.PagesOnlyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
USE_I18N = True
# With USE_TZ the database stores and answers in UTC; TIME_ZONE is only how moments are shown and typed in.
USE_TZ = True
TIME_ZONE = os.environ.get("BONAFIDES_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "bonafides.site.static.StaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"  # a link from elsewhere opens in the language that was chosen
if _flag("BONAFIDES_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own would mail errors to admins, whom we have not.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Whoever asks for what is not there is told so; no fault of ours, and anyone could fill a disk with it.
        "django.request": {"level": "ERROR"},
    },
}
