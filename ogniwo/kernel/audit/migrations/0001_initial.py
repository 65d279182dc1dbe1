import django.db.models.deletion
from django.db import migrations, models

import ogniwo.kernel.tenancy.guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('user_id', models.IntegerField()),
                ('command', models.CharField(max_length=80)),
                ('source', models.CharField(max_length=20)),
                ('digest', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', '-id'], name='audit_act_latest')],
            },
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('salt', models.BinaryField()),
                ('body', models.JSONField()),
                ('erased_at', models.DateTimeField(null=True)),
                ('act', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('target', models.UUIDField()),
                ('act', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
            ],
            options={
                'indexes': [models.Index(fields=['target', 'act'], name='audit_target_of')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='audit',
        ),
    ]
