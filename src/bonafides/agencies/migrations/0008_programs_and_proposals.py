"""Programs of agencies, and what one administrator proposes to another."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0005_leaf_without_content"),
        ("agencies", "0007_accounts"),
        ("entities", "0004_sorted_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="MachineClient",
            fields=[
                ("seal", models.BinaryField(max_length=32)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.CharField(db_collation="C", max_length=60, unique=True)),
                ("title", models.CharField(help_text="which program it is", max_length=120)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C", max_length=40), size=None
                    ),
                ),
                ("digest", models.BinaryField(help_text="SHA-256 of the secret", max_length=32)),
                (
                    "thumbprint",
                    models.BinaryField(help_text="SHA-256 of the certificate (RFC 8705)", max_length=32, null=True),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "act",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="acts.act",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clients", to="agencies.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MachineClientEnd",
            fields=[
                ("seal", models.BinaryField(max_length=32)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ends", models.DateTimeField()),
                (
                    "act",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="acts.act",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="agencies.machineclient"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("seal", models.BinaryField(max_length=32)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("verb", models.CharField(db_collation="C", help_text="the act: agencies.appoint", max_length=60)),
                ("arguments", models.JSONField()),
                ("proposer", models.CharField(db_collation="C", help_text="the officer's number", max_length=40)),
                ("reason", models.CharField(max_length=2000)),
                ("until", models.DateTimeField(help_text="when it lapses")),
                (
                    "act",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="acts.act",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalEnd",
            fields=[
                ("seal", models.BinaryField(max_length=32)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("done", models.BooleanField()),
                (
                    "act",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="acts.act",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="agencies.proposal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="machineclient",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("since"))), name="agencies_client_ordered"
            ),
        ),
        migrations.AddConstraint(
            model_name="machineclient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scopes__contained_by", ["records:submit", "records:read", "evidence:request", "checks", "feed"]),
                    ("scopes__len__gt", 0),
                ),
                name="agencies_client_scopes",
            ),
        ),
    ]
