import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.JSONField(default=dict)),
                ('probability', models.SmallIntegerField()),
                ('position', models.SmallIntegerField()),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'code'), name='pipeline_stage_once'), models.CheckConstraint(condition=models.Q(('probability__gte', 0), ('probability__lte', 100)), name='pipeline_stage_probability')],
            },
        ),
        migrations.CreateModel(
            name='Opportunity',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('stage_since', models.DateField()),
                ('need', models.TextField(default='')),
                ('expected_close', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('reason', models.CharField(default='', max_length=300)),
                ('stage', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pipeline.stage')),
            ],
            options={
                'abstract': False,
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='pipeline',
        ),
    ]
