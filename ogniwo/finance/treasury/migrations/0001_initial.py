import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('files', '0001_initial'),
        ('ledger', '0001_initial'),
        ('parties', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BankAccount',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('number', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=40)),
                ('bic', models.CharField(default='', max_length=11)),
                ('currency', models.CharField(max_length=3)),
                ('journal', models.CharField(default='BANK', max_length=12)),
                ('active', models.BooleanField(default=True)),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
            ],
        ),
        migrations.CreateModel(
            name='PaymentRun',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('pay_on', models.DateField()),
                ('until', models.DateField()),
                ('bank_account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.bankaccount')),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.file')),
            ],
        ),
        migrations.CreateModel(
            name='RunLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.line')),
                ('payee', models.CharField(max_length=140)),
                ('payee_account', models.CharField(default='', max_length=40)),
                ('bic', models.CharField(default='', max_length=11)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('title', models.CharField(max_length=140)),
                ('local_instrument', models.CharField(default='', max_length=35)),
                ('reference', models.CharField(max_length=35)),
                ('live', models.BooleanField(default=True)),
                ('paid_on', models.DateField(null=True)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.openitem')),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
            ],
        ),
        migrations.CreateModel(
            name='RunCredit',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.openitem')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.runline')),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('reference', models.CharField(max_length=80)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('opening', models.DecimalField(decimal_places=2, max_digits=18)),
                ('closing', models.DecimalField(decimal_places=2, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
                ('problem', models.JSONField(null=True)),
                ('key', models.CharField(max_length=64, null=True)),
                ('bank_account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.bankaccount')),
            ],
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.line')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
                ('booked_on', models.DateField()),
                ('counterparty', models.CharField(default='', max_length=200)),
                ('counterparty_account', models.CharField(default='', max_length=40)),
                ('title', models.CharField(default='', max_length=500)),
                ('references', models.JSONField(default=list)),
                ('operation', models.CharField(default='', max_length=60)),
                ('file_line', models.IntegerField(default=0)),
                ('key', models.CharField(max_length=64, null=True)),
                ('state', models.CharField(choices=[('held', 'Held'), ('open', 'To reconcile'), ('matched', 'Matched'), ('posted', 'Posted')], default='open', max_length=8)),
                ('bank_account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.bankaccount')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('payment', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
                ('booked_on', models.DateField()),
                ('rate', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('rate_per', models.IntegerField(default=1)),
                ('title', models.CharField(default='', max_length=500)),
                ('nth', models.IntegerField(default=0)),
                ('bank_account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.bankaccount')),
                ('party', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('line', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.statementline')),
            ],
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('role', models.CharField(default='', max_length=40)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('item_amount', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('dimensions', models.JSONField(default=dict)),
                ('text', models.CharField(default='', max_length=300)),
                ('accepted', models.BooleanField(default=False)),
                ('score', models.IntegerField(null=True)),
                ('reasons', models.JSONField(default=list)),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('item', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.openitem')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='treasury.statementline')),
            ],
        ),
        migrations.AddConstraint(
            model_name='bankaccount',
            constraint=models.UniqueConstraint(fields=('company_id', 'key'), name='treasury_bankaccount_once'),
        ),
        migrations.AddIndex(
            model_name='paymentrun',
            index=models.Index(fields=['company_id', '-pay_on', '-document'], name='treasury_paymentrun_list'),
        ),
        migrations.AddConstraint(
            model_name='runline',
            constraint=models.UniqueConstraint(condition=models.Q(('live', True)), fields=('company_id', 'item'), name='treasury_runline_once'),
        ),
        migrations.AddConstraint(
            model_name='runline',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='treasury_runline_amount'),
        ),
        migrations.AddConstraint(
            model_name='runcredit',
            constraint=models.UniqueConstraint(fields=('company_id', 'line', 'item'), name='treasury_runcredit_once'),
        ),
        migrations.AddConstraint(
            model_name='runcredit',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='treasury_runcredit_amount'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['company_id', '-until', '-document'], name='treasury_statement_list'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('company_id', 'bank_account', 'key'), name='treasury_statement_once'),
        ),
        migrations.AddIndex(
            model_name='statementline',
            index=models.Index(condition=models.Q(('state__in', ['open', 'matched'])), fields=['company_id', 'line'], name='treasury_statementline_left'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.UniqueConstraint(fields=('company_id', 'bank_account', 'key'), name='treasury_statementline_once'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['company_id', '-booked_on', '-document'], name='treasury_payment_list'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(fields=('company_id', 'line', 'nth'), name='treasury_payment_once'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('item__isnull', False), ('account__isnull', False), models.Q(('role', ''), _negated=True), _connector='OR'), name='treasury_match_something'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('amount', Decimal('0')), _negated=True), name='treasury_match_amount'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='treasury',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='treasury',
            name='lines',
        ),
    ]
