import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('company_id', models.IntegerField()),
                ('record', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=200)),
                ('note', models.CharField(default='', max_length=200)),
                ('text', models.TextField()),
                ('owner_id', models.IntegerField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Shared',
            fields=[
                ('directory_id', models.IntegerField()),
                ('record', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=200)),
                ('note', models.CharField(default='', max_length=200)),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='search',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='search',
            name='door',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='search',
            name='records',
        ),
    ]
