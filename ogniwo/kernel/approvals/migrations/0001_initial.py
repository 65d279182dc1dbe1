import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ogniwo.kernel.tenancy.guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('tenancy', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Request',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('needs', models.CharField(max_length=80)),
                ('why', models.CharField(max_length=300)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('currency', models.CharField(default='', max_length=3)),
                ('asked_at', models.DateTimeField()),
                ('due', models.DateField(null=True)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(default='', max_length=300)),
                ('asked_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['company_id', '-id'], name='approvals_request_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='approvals_request_not_own'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('company_id', 'document', 'kind'), name='approvals_request_once')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='approvals',
        ),
    ]
