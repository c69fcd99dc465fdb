from django.apps import AppConfig


class TerminbuchConfig(AppConfig):
    name = "terminbuch"
    default_auto_field = "django.db.models.BigAutoField"
