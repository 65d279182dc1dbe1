import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TaxClass',
            fields=[
                ('company_id', models.IntegerField()),
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.JSONField(default=dict)),
                ('position', models.IntegerField(default=0)),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('source', models.CharField(max_length=20)),
                ('currency', models.CharField(max_length=3)),
                ('day', models.DateField()),
                ('rate', models.DecimalField(decimal_places=6, max_digits=20)),
                ('per', models.IntegerField(default=1)),
                ('number', models.CharField(default='', max_length=30)),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', '-day', '-id'], name='taxation_exchangerate_list')],
                'constraints': [models.UniqueConstraint(fields=('company_id', 'source', 'currency', 'day'), name='taxation_exchangerate_once'), models.CheckConstraint(condition=models.Q(('rate__gt', 0), ('per__gt', 0)), name='taxation_exchangerate_positive')],
            },
        ),
        migrations.CreateModel(
            name='TaxRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('valid_from', models.DateField()),
                ('percent', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('kind', models.CharField(choices=[('standard', 'Taxed'), ('exempt', 'Exempt'), ('outside', 'Outside the tax'), ('reverse', 'Reverse charge'), ('union_supply', 'Supply within the Union'), ('export', 'Export')], default='standard', max_length=16)),
                ('tax_class', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxation.taxclass')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'tax_class', 'valid_from'), name='taxation_taxrate_once'), models.CheckConstraint(condition=models.Q(('percent__isnull', True), ('percent__gte', 0), _connector='OR'), name='taxation_taxrate_percent')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='taxation',
        ),
    ]
