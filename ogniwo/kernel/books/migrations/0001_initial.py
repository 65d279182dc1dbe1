import django.db.models.deletion
from django.db import migrations, models

import ogniwo.kernel.tenancy.guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('code', models.CharField(max_length=12)),
                ('name', models.JSONField(default=dict)),
                ('area', models.CharField(choices=[('books', 'Books'), ('sales', 'Sales'), ('purchases', 'Purchases'), ('stock', 'Stock'), ('vat', 'Vat'), ('payroll', 'Payroll')], max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'code'), name='books_journal_code')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('area', models.CharField(choices=[('books', 'Books'), ('sales', 'Sales'), ('purchases', 'Purchases'), ('stock', 'Stock'), ('vat', 'Vat'), ('payroll', 'Payroll')], max_length=10)),
                ('month', models.DateField()),
                ('locked', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'area', 'month'), name='books_period_once')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('year', models.IntegerField()),
                ('last', models.BigIntegerField()),
                ('hash', models.BinaryField()),
                ('journal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.journal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'journal', 'year'), name='books_head_once')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('year', models.IntegerField()),
                ('position', models.BigIntegerField()),
                ('label', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('user_id', models.IntegerField()),
                ('digest', models.BinaryField()),
                ('previous', models.BinaryField()),
                ('hash', models.BinaryField()),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('journal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='books.journal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'journal', 'year', 'position'), name='books_seal_once')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='books',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='books',
            name='seals',
        ),
    ]
