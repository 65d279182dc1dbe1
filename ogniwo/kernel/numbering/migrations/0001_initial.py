import django.db.models.deletion
from django.db import migrations, models

import ogniwo.kernel.tenancy.guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('type', models.CharField(max_length=40)),
                ('pattern', models.CharField(max_length=60)),
                ('restarts', models.CharField(default='year', max_length=6)),
                ('chronological', models.BooleanField(default=False)),
                ('branch', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.branch')),
            ],
        ),
        migrations.CreateModel(
            name='Number',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='number', serialize=False, to='documents.document')),
                ('period', models.CharField(max_length=7)),
                ('n', models.BigIntegerField()),
                ('take', models.SmallIntegerField(default=0)),
                ('text', models.CharField(max_length=60)),
                ('day', models.DateField()),
                ('series', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='numbering.series')),
            ],
        ),
        migrations.CreateModel(
            name='SeriesCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('period', models.CharField(max_length=7)),
                ('last', models.BigIntegerField()),
                ('last_day', models.DateField()),
                ('series', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='numbering.series')),
            ],
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('company_id', 'type', 'branch'), name='numbering_series_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='number',
            index=models.Index(fields=['company_id', 'text'], name='numbering_number_text'),
        ),
        migrations.AddConstraint(
            model_name='number',
            constraint=models.UniqueConstraint(fields=('company_id', 'series', 'period', 'n', 'take'), name='numbering_number_once'),
        ),
        migrations.AddConstraint(
            model_name='seriescounter',
            constraint=models.UniqueConstraint(fields=('company_id', 'series', 'period'), name='numbering_seriescounter_once'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='numbering',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='numbering',
            name='numbers',
        ),
    ]
