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
            name='Offer',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='offer', serialize=False, to='documents.document')),
                ('valid_until', models.DateField()),
                ('version_number', models.SmallIntegerField(default=1)),
                ('sent_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.CharField(default='', max_length=120)),
                ('declined_at', models.DateTimeField(null=True)),
                ('decline_reason', models.CharField(default='', max_length=300)),
                ('opportunity', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('previous', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'valid_until', 'document'], name='offers_offer_valid')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='offers',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='offers',
            name='sent',
        ),
    ]
