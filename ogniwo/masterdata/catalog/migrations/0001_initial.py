import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('parties', '0001_initial'),
        ('taxation', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Product',
            fields=[
                ('directory_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60)),
                ('name', models.JSONField(default=dict)),
                ('kind', models.CharField(choices=[('goods', 'Goods'), ('service', 'A service'), ('kit', 'Kit')], default='goods', max_length=8)),
                ('ean', models.CharField(default='', max_length=14)),
                ('attributes', models.JSONField(default=dict)),
                ('weight_kg', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('version', models.IntegerField(default=1)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('directory_id', models.IntegerField()),
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.JSONField(default=dict)),
                ('places', models.IntegerField(default=0)),
                ('standard', models.CharField(default='', max_length=3)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CustomField',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('product', 'Product'), ('party', 'Party'), ('document', 'Document')], max_length=8)),
                ('key', models.CharField(max_length=40)),
                ('type', models.CharField(choices=[('text', 'Words'), ('number', 'Number'), ('day', 'Date'), ('flag', 'Yes or no'), ('choice', 'One of a list')], default='text', max_length=8)),
                ('label', models.JSONField(default=dict)),
                ('choices', models.JSONField(default=list)),
                ('position', models.IntegerField(default=0)),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'kind', 'key'), name='catalog_customfield_key')],
            },
        ),
        migrations.CreateModel(
            name='PriceList',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('name', models.JSONField(default=dict)),
                ('currency', models.CharField(max_length=3)),
                ('price_mode', models.CharField(choices=[('net', 'Net'), ('gross', 'Gross')], default='net', max_length=5)),
                ('standard', models.BooleanField(default=False)),
                ('party_class', models.CharField(default='', max_length=40)),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'code'), name='catalog_pricelist_code'), models.UniqueConstraint(condition=models.Q(('standard', True)), fields=('company_id', 'currency', 'price_mode'), name='catalog_pricelist_standard')],
            },
        ),
        migrations.CreateModel(
            name='PartyPrices',
            fields=[
                ('company_id', models.IntegerField()),
                ('party', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='parties.partyterms')),
                ('price_list', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.pricelist')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProductTerms',
            fields=[
                ('company_id', models.IntegerField()),
                ('directory_id', models.IntegerField()),
                ('product', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='catalog.product')),
                ('product_class', models.CharField(default='', max_length=40)),
                ('stocked', models.BooleanField(default=True)),
                ('tracking', models.CharField(choices=[('none', 'Not tracked'), ('lot', 'By lot'), ('serial', 'By serial number')], default='none', max_length=8)),
                ('valuation', models.CharField(choices=[('fifo', 'First in, first out'), ('average', 'Moving average'), ('standard', 'Standard cost')], default='fifo', max_length=8)),
                ('price_difference', models.CharField(choices=[('stock', 'To stock and cost of sales'), ('variance', 'To the variance account')], default='stock', max_length=8)),
                ('standard_cost', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('minimum', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('lot_multiple', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('active', models.BooleanField(default=True)),
                ('version', models.IntegerField(default=1)),
                ('custom', models.JSONField(default=dict)),
                ('default_supplier', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('tax_class', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxation.taxclass')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='product',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.unit'),
        ),
        migrations.CreateModel(
            name='SupplierItem',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=80)),
                ('name', models.CharField(default='', max_length=300)),
                ('unit', models.CharField(default='', max_length=12)),
                ('price', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('currency', models.CharField(default='PLN', max_length=3)),
                ('minimum', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('lead_time_days', models.IntegerField(null=True)),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
            ],
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('unit', models.CharField(max_length=12)),
                ('from_quantity', models.DecimalField(decimal_places=6, default=Decimal('0'), max_digits=20)),
                ('price', models.DecimalField(decimal_places=6, max_digits=20)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('price_list', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.pricelist')),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
            ],
        ),
        migrations.CreateModel(
            name='ExternalId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('source', models.CharField(max_length=40)),
                ('value', models.CharField(max_length=120)),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.product')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('directory_id', 'source', 'value'), name='catalog_externalid_once')],
            },
        ),
        migrations.CreateModel(
            name='ProductUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('numerator', models.BigIntegerField()),
                ('denominator', models.BigIntegerField(default=1)),
                ('ean', models.CharField(default='', max_length=14)),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.product')),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('directory_id', 'product', 'unit'), name='catalog_productunit_once'), models.CheckConstraint(condition=models.Q(('numerator__gt', 0), ('denominator__gt', 0)), name='catalog_productunit_factor')],
            },
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(condition=models.Q(('ean', ''), _negated=True), fields=['directory_id', 'ean'], name='catalog_product_ean'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(fields=('directory_id', 'code'), name='catalog_product_code'),
        ),
        migrations.AddConstraint(
            model_name='supplieritem',
            constraint=models.UniqueConstraint(fields=('company_id', 'party', 'code'), name='catalog_supplieritem_code'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.UniqueConstraint(fields=('company_id', 'price_list', 'product', 'unit', 'from_quantity', 'valid_from'), name='catalog_price_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0), ('from_quantity__gte', 0)), name='catalog_price_positive'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='catalog',
        ),
    ]
