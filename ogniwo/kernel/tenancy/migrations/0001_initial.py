import django.db.models.deletion
from django.db import migrations, models

import ogniwo.kernel.tenancy.guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Directory',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Branch',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('address', models.JSONField(default=dict)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'code'), name='tenancy_branch_code')],
            },
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('country', models.CharField(default='PL', max_length=2)),
                ('currency', models.CharField(default='PLN', max_length=3)),
                ('time_zone', models.CharField(default='Europe/Warsaw', max_length=40)),
                ('language', models.CharField(default='pl', max_length=5)),
                ('identifiers', models.JSONField(default=dict)),
                ('address', models.JSONField(default=dict)),
                ('bank_accounts', models.JSONField(default=list)),
                ('policies', models.JSONField(default=dict)),
                ('business_date', models.DateField(null=True)),
                ('directory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.directory')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'directory'), name='tenancy_company_own')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='tenancy',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='tenancy',
            name='base',
        ),
    ]
