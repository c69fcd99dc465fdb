"""A project around django-appointment, as its documentation configures one, for measuring.

Where its documentation is silent it gets what is best for its speed: connections that stay open, SQLite with
a write-ahead log and immediate transactions as ours, templates kept, and mails that go nowhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

DATA = Path(os.environ["PEER_DATA"])
SECRET_KEY = "measured " * 8
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ROOT_URLCONF = "benchmarks.peers.django_appointment.urls"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "phonenumber_field",
    "appointment",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    address = os.environ.get("DATABASE_URL", "")
    if address:
        return {**dj_database_url.parse(address, conn_max_age=600)}
    told = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    name = DATA / "peer.sqlite3"
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "CONN_MAX_AGE": 600, "OPTIONS": told}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Its package comes without migrations: the documentation says to make them.
MIGRATION_MODULES = {"appointment": "peer_migrations"}
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
STATIC_URL = "/static/"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = "localhost", 25, False
EMAIL_HOST_USER = EMAIL_HOST_PASSWORD = ""
APPOINTMENT_WEBSITE_NAME = "Salon"
