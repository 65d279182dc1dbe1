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
            name='TaxRegisterLine',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('register', models.CharField(choices=[('sale', 'Sales register'), ('purchase', 'Purchase register')], max_length=8)),
                ('tax_class', models.CharField(max_length=40)),
                ('rate', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('net', models.DecimalField(decimal_places=2, max_digits=18)),
                ('tax', models.DecimalField(decimal_places=2, max_digits=18)),
                ('net_doc', models.DecimalField(decimal_places=2, max_digits=18)),
                ('tax_doc', models.DecimalField(decimal_places=2, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
                ('tax_period', models.DateField()),
                ('tax_point', models.DateField()),
                ('corrected_on', models.DateField(null=True)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
                ('reverses', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxregisterline')),
                ('seal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.seal')),
            ],
        ),
        migrations.CreateModel(
            name='TaxShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('net', models.DecimalField(decimal_places=2, max_digits=18)),
                ('tax', models.DecimalField(decimal_places=2, max_digits=18)),
                ('document_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('tax_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxregisterline')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='taxregisterline',
            index=models.Index(fields=['company_id', 'register', 'tax_period', 'id'], name='tax_taxregisterline_period_i'),
        ),
        migrations.AddIndex(
            model_name='taxregisterline',
            index=models.Index(condition=models.Q(('corrected_on__isnull', False)), fields=['company_id', 'corrected_on'], name='tax_taxregisterline_corrected'),
        ),
        migrations.AddConstraint(
            model_name='taxregisterline',
            constraint=models.CheckConstraint(condition=models.Q(('tax_period__day', 1)), name='tax_taxregisterline_period'),
        ),
        migrations.AddConstraint(
            model_name='taxregisterline',
            constraint=models.CheckConstraint(condition=models.Q(('register__in', ['sale', 'purchase'])), name='tax_taxregisterline_register'),
        ),
        migrations.AddConstraint(
            model_name='taxregisterline',
            constraint=models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('company_id', 'reverses'), name='tax_taxregisterline_reversed_once'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='tax',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='tax',
            name='registers',
        ),
    ]
