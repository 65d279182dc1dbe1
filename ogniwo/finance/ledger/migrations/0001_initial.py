import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('books', '0001_initial'),
        ('documents', '0001_initial'),
        ('parties', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenItem',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('due', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('amount_doc', models.DecimalField(decimal_places=2, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
            ],
        ),
        migrations.CreateModel(
            name='SavedReport',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('query', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=120)),
                ('arguments', models.JSONField(default=dict)),
                ('positions', models.JSONField()),
                ('digest', models.CharField(default='', max_length=64)),
                ('at', models.DateTimeField()),
                ('user_id', models.IntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.JSONField(default=dict)),
                ('kind', models.CharField(choices=[('asset', 'Asset'), ('liability', 'Liability'), ('equity', 'Equity'), ('income', 'Income'), ('expense', 'Expense'), ('offbalance', 'Off balance sheet')], max_length=10)),
                ('control', models.CharField(choices=[('none', 'No'), ('receivable', 'Receivables'), ('payable', 'Payables')], default='none', max_length=10)),
                ('currency', models.CharField(max_length=3, null=True)),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'code'), name='ledger_account_code')],
            },
        ),
        migrations.CreateModel(
            name='DimensionSet',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('hash', models.CharField(max_length=64)),
                ('members', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'hash'), name='ledger_dimensionset_once')],
            },
        ),
        migrations.CreateModel(
            name='DraftEntry',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('document_day', models.DateField()),
                ('operation_day', models.DateField()),
                ('reference', models.CharField(default='', max_length=60)),
                ('text', models.CharField(default='', max_length=300)),
                ('journal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.journal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('document_day', models.DateField()),
                ('operation_day', models.DateField()),
                ('text', models.CharField(default='', max_length=300)),
                ('currency', models.CharField(max_length=3)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('journal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.journal')),
                ('reverses', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                ('seal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('seal_id', models.BigIntegerField()),
                ('day', models.DateField()),
                ('debit', models.DecimalField(decimal_places=2, max_digits=18)),
                ('credit', models.DecimalField(decimal_places=2, max_digits=18)),
                ('amount_doc', models.DecimalField(decimal_places=2, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
                ('tax_line_id', models.BigIntegerField(null=True)),
                ('due', models.DateField(null=True)),
                ('text', models.CharField(default='', max_length=300)),
                ('asked', models.TextField(default='')),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('dimension_set', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.dimensionset')),
                ('document_line', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('entry', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
            ],
        ),
        migrations.CreateModel(
            name='OpenItemBalance',
            fields=[
                ('company_id', models.IntegerField()),
                ('item', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='balance', serialize=False, to='ledger.openitem')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('amount_doc', models.DecimalField(decimal_places=2, max_digits=18)),
                ('open', models.DecimalField(decimal_places=2, max_digits=18)),
                ('open_doc', models.DecimalField(decimal_places=2, max_digits=18)),
            ],
        ),
        migrations.AddField(
            model_name='openitem',
            name='account',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account'),
        ),
        migrations.AddField(
            model_name='openitem',
            name='document',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='openitem',
            name='line',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.line'),
        ),
        migrations.AddField(
            model_name='openitem',
            name='party',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms'),
        ),
        migrations.AddField(
            model_name='openitem',
            name='seal',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal'),
        ),
        migrations.CreateModel(
            name='DraftLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.line')),
                ('debit', models.DecimalField(decimal_places=2, max_digits=18)),
                ('credit', models.DecimalField(decimal_places=2, max_digits=18)),
                ('amount_doc', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('dimensions', models.JSONField(default=dict)),
                ('due', models.DateField(null=True)),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('settles', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.openitem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('amount_doc', models.DecimalField(decimal_places=2, max_digits=18)),
                ('day', models.DateField()),
                ('counter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.openitem')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.openitem')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('document_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.line')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AccountRule',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=40)),
                ('product_class', models.CharField(default='', max_length=40)),
                ('party_class', models.CharField(default='', max_length=40)),
                ('tax_class', models.CharField(default='', max_length=40)),
                ('place', models.CharField(default='', max_length=40)),
                ('dimensions', models.JSONField(default=dict)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'role'], name='ledger_accountrule_role')],
            },
        ),
        migrations.CreateModel(
            name='Balance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('month', models.DateField()),
                ('party_id', models.UUIDField(null=True)),
                ('debit', models.DecimalField(decimal_places=2, max_digits=18)),
                ('credit', models.DecimalField(decimal_places=2, max_digits=18)),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'account', 'month', 'party_id'), name='ledger_balance_once', nulls_distinct=False)],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['company_id', '-day', '-id'], name='ledger_entry_list'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('company_id', 'reverses'), name='ledger_entry_reversed_once'),
        ),
        migrations.AddIndex(
            model_name='line',
            index=models.Index(fields=['company_id', 'entry'], name='ledger_line_entry'),
        ),
        migrations.AddIndex(
            model_name='line',
            index=models.Index(fields=['company_id', 'account', 'day', 'id'], name='ledger_line_account'),
        ),
        migrations.AddIndex(
            model_name='line',
            index=models.Index(condition=models.Q(('party__isnull', False)), fields=['company_id', 'party', 'day'], name='ledger_line_party'),
        ),
        migrations.AddIndex(
            model_name='line',
            index=models.Index(condition=models.Q(('document_line__isnull', False)), fields=['company_id', 'document_line'], name='ledger_line_cause'),
        ),
        migrations.AddIndex(
            model_name='line',
            index=models.Index(condition=models.Q(('tax_line_id__isnull', False)), fields=['company_id', 'tax_line_id'], name='ledger_line_tax'),
        ),
        migrations.AddIndex(
            model_name='openitembalance',
            index=models.Index(condition=models.Q(('open', 0), _negated=True), fields=['company_id', 'item'], name='ledger_openitembalance_open'),
        ),
        migrations.AddConstraint(
            model_name='openitembalance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 0), ('open__gte', 0), ('open__lte', models.F('amount'))), models.Q(('amount__lte', 0), ('open__gte', models.F('amount')), ('open__lte', 0)), _connector='OR'), name='ledger_openitembalance_within'),
        ),
        migrations.AddConstraint(
            model_name='openitembalance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_doc__gte', 0), ('open_doc__gte', 0), ('open_doc__lte', models.F('amount_doc'))), models.Q(('amount_doc__lte', 0), ('open_doc__gte', models.F('amount_doc')), ('open_doc__lte', 0)), _connector='OR'), name='ledger_openitembalance_within_doc'),
        ),
        migrations.AddIndex(
            model_name='openitem',
            index=models.Index(fields=['company_id', 'account', 'day'], name='ledger_openitem_account'),
        ),
        migrations.AddConstraint(
            model_name='openitem',
            constraint=models.UniqueConstraint(fields=('company_id', 'line'), name='ledger_openitem_once'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('item', models.F('counter')), _negated=True), name='ledger_settlement_two'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='ledger',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='ledger',
            name='entries',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='ledger',
            name='items',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='ledger',
            name='rules',
        ),
    ]
