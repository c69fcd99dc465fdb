import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("terminbuch", "0002_outside_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("is_whole", models.BooleanField(default=True)),
                ("engine", models.CharField(max_length=20)),
                ("figures", models.JSONField(blank=True, default=dict)),
                (
                    "fault_count",
                    models.PositiveIntegerField(default=0, help_text="Faults that were open when it ended."),
                ),
                (
                    "is_safe",
                    models.BooleanField(
                        help_text="Whether no time was, or could have been, given twice.", null=True
                    ),
                ),
                (
                    "safe_since",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the first of the unbroken run of safe ones began.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["-began_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Fault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("about", models.CharField(blank=True, max_length=120)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("found_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(help_text="When it was last found.")),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["found_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("organisation", "code", "about"),
                        name="fault_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VerifiedOrganisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(blank=True, default=dict)),
                ("marks", models.JSONField(blank=True, default=dict)),
                ("fault_count", models.PositiveIntegerField(default=0)),
                ("is_safe", models.BooleanField(default=True)),
                ("safe_since", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to="terminbuch.verification",
                    ),
                ),
            ],
            options={
                "ordering": ["-verification__began_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "verification"), name="verified_once")
                ],
            },
        ),
    ]
