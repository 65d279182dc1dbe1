import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('books', '0001_initial'),
        ('catalog', '0001_initial'),
        ('documents', '0001_initial'),
        ('parties', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Move',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('receipt', 'Receipt'), ('issue', 'Issue'), ('return_in', 'Return In'), ('return_out', 'Return Out'), ('adjust', 'Adjust'), ('transfer', 'Transfer'), ('reversal', 'Reversal')], max_length=10)),
                ('day', models.DateField()),
                ('status', models.CharField(choices=[('free', 'Free'), ('inspection', 'Inspection'), ('blocked', 'Blocked')], default='free', max_length=10)),
                ('packing', models.CharField(default='', max_length=20)),
                ('area', models.CharField(default='', max_length=20)),
                ('nth', models.BigIntegerField()),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('role', models.CharField(default='', max_length=40)),
                ('product_class', models.CharField(default='', max_length=40)),
                ('dimensions', models.JSONField(default=dict)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('paired', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.move')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
                ('returns', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.move')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
            ],
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('main', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60)),
                ('expires_on', models.DateField(null=True)),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
            ],
        ),
        migrations.CreateModel(
            name='Layer',
            fields=[
                ('company_id', models.IntegerField()),
                ('move', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='inventory.move')),
                ('area', models.CharField(default='', max_length=20)),
                ('day', models.DateField()),
                ('nth', models.BigIntegerField()),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('quantity_left', models.DecimalField(decimal_places=6, max_digits=20)),
                ('value_left', models.DecimalField(decimal_places=2, max_digits=18)),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
            ],
        ),
        migrations.AddField(
            model_name='move',
            name='location',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.location'),
        ),
        migrations.AddField(
            model_name='move',
            name='lot',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot'),
        ),
        migrations.CreateModel(
            name='StockValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('area', models.CharField(max_length=20)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('last_day', models.DateField(null=True)),
                ('nth', models.BigIntegerField(default=0)),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
            ],
        ),
        migrations.CreateModel(
            name='Warehouse',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('valuation_area', models.CharField(default='', max_length=20)),
                ('branch', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.branch')),
            ],
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('status', models.CharField(choices=[('free', 'Free'), ('inspection', 'Inspection'), ('blocked', 'Blocked')], max_length=10)),
                ('packing', models.CharField(max_length=20)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('last_day', models.DateField()),
                ('location', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.location')),
                ('lot', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.lot')),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('cost_center', models.CharField(default='', max_length=60)),
                ('to_warehouse', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='move',
            name='warehouse',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse'),
        ),
        migrations.AddField(
            model_name='location',
            name='warehouse',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse'),
        ),
        migrations.CreateModel(
            name='Available',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('reserved', models.DecimalField(decimal_places=6, max_digits=20)),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
        ),
        migrations.CreateModel(
            name='LayerUse',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('move', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.move')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
                ('layer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.layer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CostDelta',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('area', models.CharField(default='', max_length=20)),
                ('day', models.DateField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('price', models.BooleanField(default=False)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('line', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('product', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
                ('move', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.move')),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'product', 'day'], name='inventory_costdelta_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='lot',
            constraint=models.UniqueConstraint(fields=('company_id', 'product', 'code'), name='inventory_lot_code'),
        ),
        migrations.AddConstraint(
            model_name='stockvalue',
            constraint=models.UniqueConstraint(fields=('company_id', 'product', 'area'), name='inventory_stockvalue_key'),
        ),
        migrations.AddConstraint(
            model_name='stockvalue',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='inventory_stockvalue_enough'),
        ),
        migrations.AddConstraint(
            model_name='warehouse',
            constraint=models.UniqueConstraint(fields=('company_id', 'code'), name='inventory_warehouse_code'),
        ),
        migrations.AddConstraint(
            model_name='stock',
            constraint=models.UniqueConstraint(fields=('company_id', 'product', 'location', 'status', 'packing', 'lot', 'owner'), name='inventory_stock_key', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='stock',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='inventory_stock_enough'),
        ),
        migrations.AddIndex(
            model_name='reservation',
            index=models.Index(condition=models.Q(('quantity__gt', 0)), fields=['company_id', 'product', 'warehouse'], name='inventory_reservation_open'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.UniqueConstraint(fields=('company_id', 'line', 'product', 'warehouse'), name='inventory_reservation_key'),
        ),
        migrations.AddConstraint(
            model_name='reservation',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='inventory_reservation_some'),
        ),
        migrations.AddIndex(
            model_name='move',
            index=models.Index(fields=['company_id', 'product', 'location', 'day'], name='inventory_move_key'),
        ),
        migrations.AddIndex(
            model_name='move',
            index=models.Index(fields=['company_id', '-day', '-id'], name='inventory_move_day'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='inventory_move_some'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.CheckConstraint(condition=models.Q(('owner__isnull', True), ('value', 0), _connector='OR'), name='inventory_move_ours'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.UniqueConstraint(fields=('company_id', 'product', 'area', 'nth'), name='inventory_move_nth'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(fields=('company_id', 'warehouse', 'code'), name='inventory_location_code'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(condition=models.Q(('main', True)), fields=('company_id', 'warehouse'), name='inventory_location_main'),
        ),
        migrations.AddConstraint(
            model_name='available',
            constraint=models.UniqueConstraint(fields=('company_id', 'product', 'warehouse'), name='inventory_available_key'),
        ),
        migrations.AddConstraint(
            model_name='available',
            constraint=models.CheckConstraint(condition=models.Q(('reserved__gte', 0), ('reserved__lte', models.F('quantity'))), name='inventory_available_reserved'),
        ),
        migrations.AddIndex(
            model_name='layer',
            index=models.Index(condition=models.Q(('quantity_left__gt', 0)), fields=['company_id', 'product', 'area', 'day', 'nth'], name='inventory_layer_open'),
        ),
        migrations.AddConstraint(
            model_name='layer',
            constraint=models.CheckConstraint(condition=models.Q(('quantity_left__gte', 0), ('quantity_left__lte', models.F('quantity'))), name='inventory_layer_left'),
        ),
        migrations.AddConstraint(
            model_name='layer',
            constraint=models.CheckConstraint(condition=models.Q(('quantity_left__gt', 0), ('value_left', 0), _connector='OR'), name='inventory_layer_worth'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='inventory',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='inventory',
            name='stock',
        ),
    ]
