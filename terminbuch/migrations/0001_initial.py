import uuid

import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import terminbuch.models.guard


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # The guard compares ids and spans in one index; nothing happens here on SQLite.
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Backup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("file_name", models.CharField(max_length=255)),
                ("size_bytes", models.PositiveBigIntegerField(default=0)),
                ("rows", models.PositiveBigIntegerField(default=0)),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, help_text="When it was read back whole.", null=True),
                ),
                ("error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Chore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("due_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("email_folded", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=32)),
                (
                    "phone_folded",
                    models.CharField(blank=True, help_text="E.164, where it can be read so.", max_length=20),
                ),
                (
                    "search_text",
                    models.CharField(blank=True, help_text="Name, mail and digits, folded.", max_length=500),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")], default="de", max_length=2
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000)),
                (
                    "consented_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the customer agreed that the note and the like are kept.",
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        max_length=63,
                        validators=[django.core.validators.RegexValidator("\\A[a-z0-9][a-z0-9-]{0,62}\\Z")],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("street", models.CharField(blank=True, max_length=120)),
                ("town", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=32)),
                ("zone_name", models.CharField(default="Europe/Berlin", max_length=64)),
                (
                    "country",
                    models.CharField(blank=True, help_text="ISO 3166-1, for public holidays.", max_length=2),
                ),
                (
                    "region",
                    models.CharField(blank=True, help_text="ISO 3166-2 without the country.", max_length=6),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("revision", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("makes_operator", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("deadline", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")], default="de", max_length=2
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "is_operator",
                    models.BooleanField(
                        default=False,
                        help_text="Runs the installation: how mail leaves, backups, new businesses.",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_whatever_its_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttemptCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=32)),
                (
                    "window",
                    models.PositiveBigIntegerField(help_text="Whole pieces of ten minutes since 1970."),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("forget_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["forget_at"], name="attempt_count_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("who", "what", "window"), name="attempt_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=8)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("confirmed", "Confirmed"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                            ("expired", "Expired"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("online", "Online"), ("by_hand", "By Hand"), ("api", "Api")], max_length=7
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("buffer_before_minutes", models.PositiveSmallIntegerField(default=0)),
                ("buffer_after_minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "zone_name",
                    models.CharField(help_text="The zone in which the customer saw the time.", max_length=64),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("email_folded", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=32)),
                ("note", models.TextField(blank=True, max_length=1000)),
                (
                    "staff_note",
                    models.TextField(
                        blank=True, help_text="For staff only. What a blocked time is for.", max_length=1000
                    ),
                ),
                ("answers", models.JSONField(blank=True, default=list)),
                ("language", models.CharField(choices=[("de", "Deutsch"), ("en", "English")], max_length=2)),
                (
                    "attends_at",
                    models.DateTimeField(
                        blank=True, help_text="When the customer said: I will come.", null=True
                    ),
                ),
                (
                    "missed_at",
                    models.DateTimeField(
                        blank=True, help_text="When staff noted that nobody came.", null=True
                    ),
                ),
                (
                    "requested_until",
                    models.DateTimeField(blank=True, help_text="When a pending request lapses.", null=True),
                ),
                (
                    "wished_starts_at",
                    models.DateTimeField(blank=True, help_text="A move that waits for approval.", null=True),
                ),
                ("wished_ends_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("link_generation", models.PositiveIntegerField(default=1)),
                ("link_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="terminbuch.customer",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="terminbuch.location",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailServer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("host", models.CharField(max_length=253)),
                ("port", models.PositiveIntegerField(default=587)),
                (
                    "safety",
                    models.CharField(
                        choices=[("none", "None"), ("starttls", "Starttls"), ("tls", "Tls")],
                        default="starttls",
                        max_length=8,
                    ),
                ),
                ("username", models.CharField(blank=True, max_length=254)),
                ("sealed_password", models.TextField(blank=True)),
                ("sender", models.EmailField(max_length=254)),
                (
                    "tested_at",
                    models.DateTimeField(
                        blank=True, help_text="When a test mail last left or did not.", null=True
                    ),
                ),
                ("test_error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="mail_server_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Manager"),
                            ("reception", "Reception"),
                            ("resource", "Resource"),
                            ("read_only", "Read Only"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "drags_apply_at_once",
                    models.BooleanField(
                        default=False,
                        help_text="A drag in the calendar is done at once and can be undone; else it asks.",
                    ),
                ),
                (
                    "uses_single_keys",
                    models.BooleanField(default=True, help_text="T, N, A … in the calendar."),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("illness", "Illness"),
                            ("holiday", "Holiday"),
                            ("training", "Training"),
                            ("other", "Other"),
                            ("closure", "Closure"),
                            ("public_holiday", "Public Holiday"),
                        ],
                        default="other",
                        max_length=14,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("public_sentence", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closures",
                        to="terminbuch.location",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="terminbuch.member",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        max_length=63,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("\\A[a-z0-9][a-z0-9-]{0,62}\\Z")],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")], default="de", max_length=2
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        default="#8a3a63",
                        max_length=7,
                        validators=[django.core.validators.RegexValidator("\\A#[0-9a-f]{6}\\Z")],
                    ),
                ),
                ("email", models.EmailField(help_text="Replies to mails go here.", max_length=254)),
                ("phone", models.CharField(blank=True, max_length=32)),
                ("imprint_url", models.URLField(blank=True)),
                ("privacy_url", models.URLField(blank=True)),
                ("embedding_origins", models.JSONField(blank=True, default=list)),
                ("hold_minutes", models.PositiveSmallIntegerField(default=10)),
                ("holds_per_visitor", models.PositiveSmallIntegerField(default=3)),
                ("request_hours", models.PositiveSmallIntegerField(default=48)),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(
                        default=4,
                        help_text="How long times that staff offers are kept for a customer, at most.",
                    ),
                ),
                (
                    "reception_overrides",
                    models.BooleanField(
                        default=True,
                        help_text="Whether reception may book outside opening hours and in absences.",
                    ),
                ),
                (
                    "is_open",
                    models.BooleanField(
                        default=True,
                        help_text="Whether customers may book online; links in mails work all the same.",
                    ),
                ),
                (
                    "requires_second_factor",
                    models.BooleanField(
                        default=False, help_text="Whether members need more than a password."
                    ),
                ),
                (
                    "hostname",
                    models.CharField(
                        blank=True,
                        help_text="An own address, in lower case.",
                        max_length=253,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "day_sheet_at",
                    models.TimeField(
                        blank=True,
                        help_text="When the sheet of the next days is mailed, by the clocks of the place; empty: never.",
                        null=True,
                    ),
                ),
                ("day_sheet_days", models.PositiveSmallIntegerField(default=3)),
                (
                    "looked_at",
                    models.DateTimeField(
                        blank=True, help_text="When the worker last looked whether all is well.", null=True
                    ),
                ),
                (
                    "trouble_count",
                    models.PositiveSmallIntegerField(default=0, help_text="What it then found not well."),
                ),
                (
                    "practice_of",
                    models.OneToOneField(
                        blank=True,
                        help_text="The real business whose members practise here. No mail leaves.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practice",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OldSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        max_length=63,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("\\A[a-z0-9][a-z0-9-]{0,62}\\Z")],
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_slugs",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="member",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.CreateModel(
            name="MailText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("language", models.CharField(choices=[("de", "Deutsch"), ("en", "English")], max_length=2)),
                ("subject", models.CharField(blank=True, max_length=120)),
                (
                    "opening",
                    models.TextField(
                        blank=True, help_text="Below the heading, before the slip.", max_length=600
                    ),
                ),
                (
                    "closing",
                    models.TextField(
                        blank=True, help_text="After the slip, before the button.", max_length=600
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("png", models.BinaryField()),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                (
                    "digest",
                    models.CharField(help_text="Of the picture; its address changes with it.", max_length=16),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="location",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.CreateModel(
            name="HistoryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("what", models.CharField(max_length=40)),
                (
                    "actor",
                    models.CharField(
                        choices=[("customer", "Customer"), ("member", "Member"), ("system", "System")],
                        max_length=8,
                    ),
                ),
                ("source", models.CharField(help_text="page, link, staff, worker, command", max_length=40)),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(blank=True, default=dict)),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history_entries",
                        to="terminbuch.booking",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="terminbuch.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Disruption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("what", models.CharField(default="absence", max_length=16)),
                ("created_at", models.DateTimeField()),
                ("planned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "absence",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disruption",
                        to="terminbuch.absence",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="terminbuch.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="customer",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("waiting", "Waiting"),
                            ("phone", "Phone"),
                            ("kept", "Kept"),
                            ("moved", "Moved"),
                            ("cancelled", "Cancelled"),
                            ("spared", "Spared"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("proposal", models.JSONField(blank=True, default=dict)),
                ("undo", models.JSONField(blank=True, default=dict)),
                (
                    "was_starts_at",
                    models.DateTimeField(help_text="When the booking started as the disruption hit it."),
                ),
                (
                    "deadline",
                    models.DateTimeField(
                        blank=True, help_text="Until when an answer is waited for.", null=True
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="terminbuch.booking",
                    ),
                ),
                (
                    "disruption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="terminbuch.disruption",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="terminbuch.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["was_starts_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.CreateModel(
            name="AcceptedRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caller", models.CharField(max_length=40)),
                ("key_hash", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("result", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="absence",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label_de", models.CharField(blank=True, max_length=120)),
                ("label_en", models.CharField(blank=True, max_length=120)),
                ("takes_all", models.BooleanField(default=False)),
                ("chosen_by_customer", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        max_length=63,
                        validators=[django.core.validators.RegexValidator("\\A[a-z0-9][a-z0-9-]{0,62}\\Z")],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("room", "Room"), ("device", "Device")],
                        default="person",
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")], default="de", max_length=2
                    ),
                ),
                ("hue", models.PositiveSmallIntegerField(default=60)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
                ("hears_of_new", models.BooleanField(default=True)),
                ("hears_of_moves", models.BooleanField(default=True)),
                ("hears_of_cancellations", models.BooleanField(default=True)),
                ("revision", models.PositiveBigIntegerField(default=0)),
                (
                    "last_booked_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Where anybody will do, the turn is on whoever was booked longest ago.",
                        null=True,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="member",
            name="resource",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminbuch.resource",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("manager", "Manager"),
                            ("reception", "Reception"),
                            ("resource", "Resource"),
                            ("read_only", "Read Only"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")], default="de", max_length=2
                    ),
                ),
                ("generation", models.PositiveIntegerField(default=1)),
                ("link_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("deadline", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="terminbuch.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="terminbuch.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("visitor_hash", models.CharField(blank=True, max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("deadline", models.DateTimeField()),
                ("was_extended", models.BooleanField(default=False)),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="terminbuch.booking",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="terminbuch.case",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="terminbuch.customer",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="terminbuch.location",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "chosen_resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="terminbuch.resource",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="disruption",
            name="resource",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminbuch.resource",
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=40)),
                ("recipient", models.EmailField(max_length=254)),
                ("facts", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("sent", "Sent"),
                            ("in_doubt", "In Doubt"),
                            ("failed", "Failed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="due",
                        max_length=9,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="terminbuch.booking",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="The reader, when it is somebody who signs in.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.resource",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("buffer_before_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("buffer_after_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("duration_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="terminbuch.requirement",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skills",
                        to="terminbuch.resource",
                    ),
                ),
            ],
            options={
                "ordering": ["resource__position", "resource_id"],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="chosen_resource",
            field=models.ForeignKey(
                help_text="Whom the customer asked for; empty for anybody.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="terminbuch.resource",
            ),
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Which requirement it meets."),
                ),
                (
                    "is_wish",
                    models.BooleanField(
                        default=False, help_text="The new time of a move that waits for approval."
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("sitting", models.UUIDField()),
                ("seat", models.PositiveSmallIntegerField(default=1)),
                ("capacity", models.PositiveSmallIntegerField(default=1)),
                ("live", models.BooleanField(default=True)),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allocations",
                        to="terminbuch.booking",
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allocations",
                        to="terminbuch.hold",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="terminbuch.resource",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="absence",
            name="resource",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absences",
                to="terminbuch.resource",
            ),
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="terminbuch.location",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="terminbuch.resource",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScheduleException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on_date", models.DateField()),
                ("opens", models.TimeField(blank=True, null=True)),
                ("closes", models.TimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exceptions",
                        to="terminbuch.schedule",
                    ),
                ),
            ],
            options={
                "ordering": ["on_date", "opens"],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.CharField(
                        max_length=63,
                        validators=[django.core.validators.RegexValidator("\\A[a-z0-9][a-z0-9-]{0,62}\\Z")],
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name_de", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("text_de", models.CharField(blank=True, max_length=400)),
                ("text_en", models.CharField(blank=True, max_length=400)),
                ("advice_de", models.CharField(blank=True, max_length=400)),
                ("advice_en", models.CharField(blank=True, max_length=400)),
                ("price_de", models.CharField(blank=True, max_length=40)),
                ("price_en", models.CharField(blank=True, max_length=40)),
                ("duration_minutes", models.PositiveSmallIntegerField()),
                ("step_minutes", models.PositiveSmallIntegerField()),
                ("buffer_before_minutes", models.PositiveSmallIntegerField(default=0)),
                ("buffer_after_minutes", models.PositiveSmallIntegerField(default=0)),
                ("capacity", models.PositiveSmallIntegerField(default=1)),
                ("notice_minutes", models.PositiveIntegerField(default=120)),
                ("horizon_days", models.PositiveSmallIntegerField(blank=True, default=60, null=True)),
                ("until_date", models.DateField(blank=True, null=True)),
                ("cut_off_minutes", models.PositiveIntegerField(default=1440)),
                ("reminder_minutes", models.PositiveIntegerField(default=1440, help_text="0 means none.")),
                ("needs_approval", models.BooleanField(default=False)),
                ("is_online", models.BooleanField(default=True)),
                ("is_active", models.BooleanField(default=True)),
                ("max_per_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("max_per_customer", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("move_keeps_resource", models.BooleanField(default=True)),
                (
                    "asks_phone",
                    models.CharField(
                        choices=[("no", "No"), ("optional", "Optional"), ("required", "Required")],
                        default="no",
                        max_length=8,
                    ),
                ),
                ("asks_note", models.BooleanField(default=False)),
                ("asks_consent", models.BooleanField(default=False)),
                ("revision", models.PositiveBigIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="requirement",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requirements",
                to="terminbuch.service",
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[("choice", "Choice"), ("text", "Text"), ("check", "Check")], max_length=8
                    ),
                ),
                ("label_de", models.CharField(max_length=200)),
                ("label_en", models.CharField(max_length=200)),
                ("choices_de", models.JSONField(blank=True, default=list)),
                ("choices_en", models.JSONField(blank=True, default=list)),
                ("is_required", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="terminbuch.service",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="hold",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="terminbuch.service"
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="terminbuch.service",
            ),
        ),
        migrations.CreateModel(
            name="ServiceGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name_de", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="service",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="services",
                to="terminbuch.servicegroup",
            ),
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("decide", "Decide"), ("mail_failed", "Mail Failed"), ("phone", "Phone")],
                        max_length=16,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        help_text="Why to phone: cancelled, moved, no_answer, no_address, nothing_free.",
                        max_length=16,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="terminbuch.booking",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="terminbuch.case",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="terminbuch.delivery",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="terminbuch.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="WeeklyHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="terminbuch.organisation",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekly_hours",
                        to="terminbuch.schedule",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "opens"],
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("hold_minutes__gte", 1)), name="organisation_holds_a_minute"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("offer_hours__range", (1, 240))), name="organisation_offers_for_hours"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_sheet_days__range", (1, 14))), name="organisation_prints_some_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="mailtext",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "language"), name="mail_text_once_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="logo",
            constraint=models.UniqueConstraint(fields=("organisation",), name="logo_once_per_organisation"),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.UniqueConstraint(fields=("organisation", "slug"), name="location_slug_once"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["organisation", "at"], name="history_by_time"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["organisation", "email_folded"], name="customer_by_mail"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["organisation", "phone_folded"], name="customer_by_phone"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["organisation", "name"], name="customer_by_name"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["deadline"], name="case_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("organisation", "disruption", "booking"), name="case_once_per_disruption"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["planned", "waiting", "phone"])),
                fields=("organisation", "booking"),
                name="case_open_once_per_booking",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waiting"), _negated=True),
                    ("deadline__isnull", False),
                    _connector="OR",
                ),
                name="case_waits_until_a_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="acceptedrequest",
            index=models.Index(fields=["created_at"], name="accepted_request_by_age"),
        ),
        migrations.AddConstraint(
            model_name="acceptedrequest",
            constraint=models.UniqueConstraint(
                fields=("organisation", "caller", "key_hash"), name="request_accepted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(fields=("organisation", "slug"), name="resource_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(("hue__lt", 360)), name="resource_hue_on_the_circle"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                fields=("organisation", "user"), name="member_once_per_organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                name="invitation_once_while_open",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["due_at", "id"], name="delivery_due"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["organisation", "state"], name="delivery_by_state"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("organisation", "key"), name="delivery_promised_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                fields=("organisation", "requirement", "resource"), name="candidate_once_per_requirement"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duration_minutes__isnull", True), ("duration_minutes__gt", 0), _connector="OR"
                ),
                name="candidate_lasts",
            ),
        ),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(
                condition=models.Q(("live", True)),
                fields=["organisation", "resource", "ends_at", "starts_at"],
                name="allocation_live_by_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=terminbuch.models.guard.NoOverlap(name="allocation_no_overlap"),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)),
                fields=("organisation", "resource", "sitting", "seat"),
                name="allocation_seat_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="allocation_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat__gte", 1), ("seat__lte", models.F("capacity"))),
                name="allocation_seat_within_capacity",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booking__isnull", True), ("hold__isnull", False)),
                    models.Q(("booking__isnull", False), ("hold__isnull", True)),
                    _connector="OR",
                ),
                name="allocation_of_a_booking_or_a_hold",
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=["organisation", "starts_at"],
                name="absence_by_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("location__isnull", False), ("resource__isnull", True)),
                    models.Q(("location__isnull", True), ("resource__isnull", False)),
                    _connector="OR",
                ),
                name="absence_of_a_resource_or_a_location",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="absence_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                fields=("organisation", "resource", "location"), name="schedule_once_per_location"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes__isnull", True), ("opens__isnull", True)),
                    models.Q(("closes__isnull", False), ("opens__isnull", False)),
                    _connector="OR",
                ),
                name="exception_open_and_close_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(("chosen_by_customer", True), ("takes_all", True), _negated=True),
                name="requirement_all_leaves_no_choice",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["organisation", "visitor_hash"], name="hold_by_visitor"),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["deadline"], name="hold_by_deadline"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="hold_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booking__isnull", True), ("customer__isnull", True)),
                    models.Q(("booking__isnull", False), ("customer__isnull", False)),
                    _connector="OR",
                ),
                name="offer_names_customer_and_booking",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["organisation", "starts_at"], name="booking_by_start"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["organisation", "service", "starts_at"], name="booking_by_service"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["organisation", "email_folded", "starts_at"], name="booking_by_mail"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("requested_until__isnull", False)),
                fields=["requested_until"],
                name="booking_requests",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(fields=("organisation", "number"), name="booking_number_once"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="booking_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin", "online"), _negated=True),
                    ("customer__isnull", False),
                    _connector="OR",
                ),
                name="online_booking_has_a_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "pending"), _negated=True),
                    ("requested_until__isnull", False),
                    _connector="OR",
                ),
                name="request_lapses_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wished_ends_at__isnull", True), ("wished_starts_at__isnull", True)),
                    models.Q(
                        ("requested_until__isnull", False),
                        ("wished_ends_at__gt", models.F("wished_starts_at")),
                        ("wished_ends_at__isnull", False),
                        ("wished_starts_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="wish_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(fields=("organisation", "slug"), name="service_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_minutes__range", (1, 10080))), name="service_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("step_minutes__range", (1, 1440))), name="service_steps"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1)), name="service_has_a_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("buffer_after_minutes__lte", 1440), ("buffer_before_minutes__lte", 1440)),
                name="service_buffers_within_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["organisation", "done_at"], name="task_open"),
        ),
        migrations.AddConstraint(
            model_name="weeklyhours",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lte", 6)), name="weekly_hours_on_a_weekday"
            ),
        ),
        migrations.AddConstraint(
            model_name="weeklyhours",
            constraint=models.UniqueConstraint(
                fields=("organisation", "schedule", "weekday", "opens"), name="weekly_hours_once"
            ),
        ),
    ]
