import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('books', '0001_initial'),
        ('catalog', '0001_initial'),
        ('documents', '0001_initial'),
        ('inventory', '0001_initial'),
        ('parties', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Match',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('how', models.CharField(max_length=10)),
                ('differences', models.JSONField(default=list)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('invoice_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('receipt_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
            ],
        ),
        migrations.CreateModel(
            name='Cleared',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18)),
                ('net', models.DecimalField(decimal_places=2, max_digits=18)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('invoice_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('receipt_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
                ('match', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='purchasing.match')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('unit', models.CharField(max_length=12)),
                ('price', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('currency', models.CharField(max_length=3)),
                ('on_hand', models.DecimalField(decimal_places=6, max_digits=20)),
                ('demand', models.DecimalField(decimal_places=6, max_digits=20)),
                ('on_order', models.DecimalField(decimal_places=6, max_digits=20)),
                ('minimum', models.DecimalField(decimal_places=6, max_digits=20)),
                ('expected_on', models.DateField(null=True)),
                ('reasons', models.JSONField(default=list)),
                ('proposed_on', models.DateField()),
                ('order', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productterms')),
                ('supplier', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
        ),
        migrations.CreateModel(
            name='PurchaseOrder',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('expected_on', models.DateField(null=True)),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('order', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('warehouse', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.warehouse')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('reason', models.CharField(default='', max_length=300)),
                ('receipt', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReturnLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('line', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.line')),
                ('uninvoiced', models.DecimalField(decimal_places=6, max_digits=20)),
                ('awaiting', models.DecimalField(decimal_places=6, max_digits=20)),
                ('worth', models.DecimalField(decimal_places=2, max_digits=18)),
                ('awaited', models.DecimalField(decimal_places=2, max_digits=18)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('receipt_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('seal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
            ],
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='purchasing_match_some'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='purchasing_proposal_some'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('order__isnull', True)), fields=('company_id', 'product'), name='purchasing_proposal_once'),
        ),
        migrations.AddConstraint(
            model_name='returnline',
            constraint=models.CheckConstraint(condition=models.Q(('awaiting__gte', 0), ('uninvoiced__gte', 0), models.Q(('awaiting', 0), ('uninvoiced', 0), _negated=True)), name='purchasing_returnline_some'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='purchasing',
        ),
    ]
