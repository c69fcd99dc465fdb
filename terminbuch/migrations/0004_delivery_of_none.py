from django.db import migrations, models

import terminbuch.models.indexing


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("terminbuch", "0003_verification"),
    ]

    operations = [
        terminbuch.models.indexing.AddIndexMeanwhile(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("booking__isnull", True)),
                fields=["kind", "id"],
                name="delivery_of_none",
            ),
        ),
    ]
