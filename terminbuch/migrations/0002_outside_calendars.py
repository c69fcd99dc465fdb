import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("terminbuch", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "shows_as",
                    models.CharField(
                        choices=[
                            ("busy", "Busy"),
                            ("tentative", "Tentative"),
                            ("out_of_office", "Out Of Office"),
                        ],
                        default="busy",
                        max_length=13,
                    ),
                ),
                ("blocks", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="CalendarConnection",
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
                        choices=[
                            ("caldav", "Caldav"),
                            ("google", "Google"),
                            ("microsoft", "Microsoft"),
                            ("feed", "Feed"),
                        ],
                        max_length=9,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Of the CalDAV account; a feed's is a secret and sealed.",
                        max_length=2048,
                    ),
                ),
                ("username", models.CharField(blank=True, max_length=254)),
                ("sealed_secret", models.TextField(blank=True)),
                ("hosts", models.JSONField(blank=True, default=list)),
                ("owner_addresses", models.JSONField(blank=True, default=list)),
                ("zone_name", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("ok", "Ok"), ("signed_out", "Signed Out")], default="ok", max_length=10
                    ),
                ),
                (
                    "refusals",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How often in a row the sign-in was refused; after three nothing is tried.",
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("remote_id", models.CharField(blank=True, max_length=1024)),
                ("etag", models.CharField(blank=True, max_length=400)),
                ("generation", models.PositiveIntegerField(default=0)),
                ("is_there", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=0)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("missing_since", models.DateTimeField(blank=True, null=True)),
                ("moved_since", models.DateTimeField(blank=True, null=True)),
                ("seen_starts_at", models.DateTimeField(blank=True, null=True)),
                ("seen_ends_at", models.DateTimeField(blank=True, null=True)),
                ("follows", models.BooleanField(default=False)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Conflict",
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
                        choices=[
                            ("overlap", "Overlap"),
                            ("moved", "Moved"),
                            ("deleted", "Deleted"),
                            ("many", "Many"),
                        ],
                        max_length=8,
                    ),
                ),
                ("remote_id", models.CharField(blank=True, max_length=1024)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gone", "Gone"),
                            ("ignored", "Ignored"),
                            ("kept", "Kept"),
                            ("applied", "Applied"),
                            ("put_back", "Put Back"),
                        ],
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["opened_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="OutsideCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("remote_id", models.CharField(max_length=1024)),
                ("name", models.CharField(max_length=200)),
                (
                    "may_write",
                    models.BooleanField(help_text="Found out by doing; empty: not tried.", null=True),
                ),
                (
                    "missing_right",
                    models.CharField(
                        blank=True,
                        help_text="What the last try was refused: read, write or delete.",
                        max_length=6,
                    ),
                ),
                (
                    "probed_at",
                    models.DateTimeField(blank=True, help_text="When the rights were last tried.", null=True),
                ),
                ("blocks", models.BooleanField(default=False)),
                ("receives", models.BooleanField(default=False)),
                ("tentative_blocks", models.BooleanField(default=True)),
                (
                    "when_unknown",
                    models.CharField(
                        choices=[("refuse", "Refuse"), ("ask", "Ask"), ("accept", "Accept")],
                        default="refuse",
                        max_length=6,
                    ),
                ),
                (
                    "young_minutes",
                    models.PositiveIntegerField(
                        default=15, help_text="How old a copy may be that ``accept`` relies on."
                    ),
                ),
                (
                    "when_moved",
                    models.CharField(
                        choices=[("ask", "Ask"), ("apply", "Apply"), ("put_back", "Put Back")],
                        default="ask",
                        max_length=8,
                    ),
                ),
                (
                    "when_deleted",
                    models.CharField(
                        choices=[("ask", "Ask"), ("cancel", "Cancel"), ("restore", "Restore")],
                        default="ask",
                        max_length=7,
                    ),
                ),
                (
                    "style",
                    models.CharField(
                        choices=[("neutral", "Neutral"), ("full", "Full")], default="neutral", max_length=7
                    ),
                ),
                (
                    "token",
                    models.TextField(blank=True, help_text="From where the next changes are asked for."),
                ),
                (
                    "full_due",
                    models.BooleanField(default=True, help_text="The next read compares everything."),
                ),
                ("full_at", models.DateTimeField(blank=True, null=True)),
                ("read_from", models.DateTimeField(blank=True, null=True)),
                ("read_until", models.DateTimeField(blank=True, null=True)),
                ("last_good_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_at",
                    models.DateTimeField(
                        blank=True, help_text="When a read last changed something.", null=True
                    ),
                ),
                (
                    "next_read_at",
                    models.DateTimeField(blank=True, help_text="Empty: it is not read.", null=True),
                ),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                (
                    "trouble",
                    models.CharField(
                        blank=True, help_text="Why the last read failed: a code.", max_length=20
                    ),
                ),
                (
                    "skipped",
                    models.JSONField(blank=True, default=list, help_text="What could not be read of it."),
                ),
                ("is_withheld", models.BooleanField(default=False)),
                (
                    "told_at",
                    models.DateTimeField(
                        blank=True, help_text="When people were told that it is red.", null=True
                    ),
                ),
                (
                    "paused_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Too much changed at once: nothing is followed until somebody says.",
                        null=True,
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("write_lease_until", models.DateTimeField(blank=True, null=True)),
                ("write_lease_token", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="OutsideEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("remote_id", models.CharField(max_length=1024)),
                ("etag", models.CharField(blank=True, max_length=400)),
                ("uid", models.CharField(blank=True, max_length=400)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("is_ignored", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PushChannel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("secret_hash", models.CharField(max_length=64)),
                ("remote_id", models.CharField(blank=True, max_length=400)),
                ("created_at", models.DateTimeField()),
                ("renew_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="booking",
            name="unverified_since",
            field=models.DateTimeField(
                blank=True,
                help_text="Since when an outside calendar has not answered for this time.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="feed_generation",
            field=models.PositiveIntegerField(
                default=0,
                help_text="Of the private address to subscribe to; the next one ends the one before.",
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="has_feed",
            field=models.BooleanField(default=False, help_text="Whether the private address answers."),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="recipient",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("decide", "Decide"),
                    ("mail_failed", "Mail Failed"),
                    ("phone", "Phone"),
                    ("not_in_calendar", "Not In Calendar"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("unverified_since__isnull", False)),
                fields=["unverified_since"],
                name="booking_in_doubt",
            ),
        ),
        migrations.AddField(
            model_name="busytime",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddField(
            model_name="busytime",
            name="resource",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="busy_times",
                to="terminbuch.resource",
            ),
        ),
        migrations.AddField(
            model_name="calendarconnection",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="terminbuch.member",
            ),
        ),
        migrations.AddField(
            model_name="calendarconnection",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddField(
            model_name="calendarconnection",
            name="resource",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calendar_connections",
                to="terminbuch.resource",
            ),
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="booking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_entries",
                to="terminbuch.booking",
            ),
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="booking",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="conflicts",
                to="terminbuch.booking",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="disruption",
            field=models.ForeignKey(
                help_text="The board on which new times are offered for it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="conflicts",
                to="terminbuch.disruption",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="terminbuch.member",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="resource",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="conflicts",
                to="terminbuch.resource",
            ),
        ),
        migrations.AddField(
            model_name="outsidecalendar",
            name="connection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendars",
                to="terminbuch.calendarconnection",
            ),
        ),
        migrations.AddField(
            model_name="outsidecalendar",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddField(
            model_name="outsidecalendar",
            name="resource",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outside_calendars",
                to="terminbuch.resource",
            ),
        ),
        migrations.AddField(
            model_name="conflict",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="conflicts",
                to="terminbuch.outsidecalendar",
            ),
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="terminbuch.outsidecalendar",
            ),
        ),
        migrations.AddField(
            model_name="busytime",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="busy_times",
                to="terminbuch.outsidecalendar",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="calendar",
            field=models.ForeignKey(
                help_text="Where the booking is to be written, when it is no mail.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="terminbuch.outsidecalendar",
            ),
        ),
        migrations.AddField(
            model_name="outsideevent",
            name="booking",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="terminbuch.booking",
            ),
        ),
        migrations.AddField(
            model_name="outsideevent",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="terminbuch.outsidecalendar",
            ),
        ),
        migrations.AddField(
            model_name="outsideevent",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddField(
            model_name="busytime",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="busy_times",
                to="terminbuch.outsideevent",
            ),
        ),
        migrations.AddField(
            model_name="pushchannel",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="channels",
                to="terminbuch.outsidecalendar",
            ),
        ),
        migrations.AddField(
            model_name="pushchannel",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="terminbuch.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="outsidecalendar",
            index=models.Index(
                condition=models.Q(("next_read_at__isnull", False)),
                fields=["next_read_at"],
                name="outside_calendar_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidecalendar",
            constraint=models.UniqueConstraint(
                fields=("connection", "remote_id"), name="outside_calendar_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidecalendar",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receives", True)), fields=("resource",), name="one_calendar_receives"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidecalendar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_from__isnull", True), ("read_until__isnull", True)),
                    models.Q(("read_from__isnull", False), ("read_until__gt", models.F("read_from"))),
                    _connector="OR",
                ),
                name="outside_calendar_read_for_a_span",
            ),
        ),
        migrations.AddIndex(
            model_name="conflict",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["organisation", "opened_at"],
                name="conflict_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("calendar", "booking", "kind", "remote_id", "starts_at"),
                name="conflict_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ending", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="conflict_ends_somehow",
            ),
        ),
        migrations.AddIndex(
            model_name="calendarentry",
            index=models.Index(
                condition=models.Q(
                    ("missing_since__isnull", False), ("moved_since__isnull", False), _connector="OR"
                ),
                fields=["calendar"],
                name="calendar_entry_changed",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.UniqueConstraint(fields=("booking", "calendar"), name="calendar_entry_once"),
        ),
        migrations.AddIndex(
            model_name="outsideevent",
            index=models.Index(fields=["organisation", "uid"], name="outside_event_by_uid"),
        ),
        migrations.AddConstraint(
            model_name="outsideevent",
            constraint=models.UniqueConstraint(fields=("calendar", "remote_id"), name="outside_event_once"),
        ),
        migrations.AddIndex(
            model_name="busytime",
            index=models.Index(
                condition=models.Q(("blocks", True)),
                fields=["resource", "ends_at", "starts_at"],
                name="busy_by_resource",
            ),
        ),
        migrations.AddConstraint(
            model_name="busytime",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="busy_ends_after_it_starts"
            ),
        ),
        migrations.AddIndex(
            model_name="pushchannel",
            index=models.Index(fields=["renew_at"], name="push_channel_to_renew"),
        ),
    ]
