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
            name='Clearance',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='clearance', serialize=False, to='documents.document')),
                ('reference', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'reference'], name='invoicing_clearance_ref')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.line')),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('corrected', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('register', models.CharField(choices=[('sale', 'Sales'), ('purchase', 'Purchases')], max_length=8)),
                ('issued_on', models.DateField()),
                ('supplied_on', models.DateField()),
                ('tax_point', models.DateField()),
                ('due_on', models.DateField()),
                ('received_on', models.DateField(null=True)),
                ('tax_period', models.DateField(null=True)),
                ('entry_day', models.DateField(null=True)),
                ('payable_total', models.DecimalField(decimal_places=2, max_digits=18)),
                ('tax_rate', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('tax_rate_per', models.IntegerField(default=1)),
                ('tax_rate_source', models.CharField(default='', max_length=20)),
                ('tax_rate_day', models.DateField(null=True)),
                ('tax_rate_number', models.CharField(default='', max_length=30)),
                ('income_rate', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('income_rate_per', models.IntegerField(default=1)),
                ('income_rate_source', models.CharField(default='', max_length=20)),
                ('income_rate_day', models.DateField(null=True)),
                ('income_rate_number', models.CharField(default='', max_length=30)),
                ('rate_number', models.CharField(default='', max_length=30)),
                ('reason', models.CharField(default='', max_length=300)),
                ('bank_account', models.CharField(default='', max_length=40)),
                ('payment_method', models.CharField(default='transfer', max_length=20)),
                ('details', models.JSONField(default=dict)),
                ('corrects', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('replaces', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'register', '-issued_on', '-document'], name='invoicing_invoice_issued'), models.Index(fields=['company_id', 'register', '-due_on', '-document'], name='invoicing_invoice_due')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='invoicing',
        ),
    ]
