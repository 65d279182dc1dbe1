import django.db.models.deletion
import django.db.models.expressions
import ogniwo.kernel.tenancy.guards
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('documents', '0001_initial'),
        ('parties', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TradeDocument',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('currency', models.CharField(max_length=3)),
                ('price_mode', models.CharField(choices=[('net', 'Net'), ('gross', 'Gross')], default='net', max_length=5)),
                ('rounding', models.CharField(choices=[('per_line', 'On each line'), ('per_total', 'On the total of a rate')], default='per_total', max_length=9)),
                ('payment_days', models.IntegerField(default=0)),
                ('net', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=18)),
                ('tax', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=18)),
                ('gross', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=18)),
                ('rate', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('rate_per', models.IntegerField(default=1)),
                ('rate_source', models.CharField(default='', max_length=20)),
                ('rate_day', models.DateField(null=True)),
                ('their_reference', models.CharField(default='', max_length=80)),
                ('note', models.TextField(default='')),
                ('ship_to', models.JSONField(default=dict)),
                ('custom', models.JSONField(default=dict)),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='trade_tradedocument_sum')],
            },
        ),
        migrations.CreateModel(
            name='TradeLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.line')),
                ('description', models.CharField(default='', max_length=300)),
                ('unit', models.CharField(default='', max_length=12)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('quantity_base', models.DecimalField(decimal_places=6, max_digits=20)),
                ('price', models.DecimalField(decimal_places=6, max_digits=20)),
                ('price_reason', models.CharField(default='', max_length=20)),
                ('discount_percent', models.DecimalField(decimal_places=6, default=Decimal('0'), max_digits=20)),
                ('tax_class', models.CharField(max_length=12)),
                ('rate_percent', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('net', models.DecimalField(decimal_places=2, max_digits=18)),
                ('tax', models.DecimalField(decimal_places=2, max_digits=18)),
                ('gross', models.DecimalField(decimal_places=2, max_digits=18)),
                ('cost_estimate', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('product', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='trade_tradeline_sum')],
            },
        ),
        migrations.CreateModel(
            name='TradeTax',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('tax_class', models.CharField(max_length=12)),
                ('rate_percent', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('net', models.DecimalField(decimal_places=2, max_digits=18)),
                ('tax', models.DecimalField(decimal_places=2, max_digits=18)),
                ('gross', models.DecimalField(decimal_places=2, max_digits=18)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'document', 'tax_class', 'rate_percent'), name='trade_tradetax_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax')))), name='trade_tradetax_sum')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='trade',
        ),
    ]
