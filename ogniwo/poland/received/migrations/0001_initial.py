import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('files', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='EInvoice',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('seller_number', models.CharField(max_length=20)),
                ('number', models.CharField(max_length=256)),
                ('kind', models.CharField(max_length=8)),
                ('issued_on', models.DateField()),
                ('waits', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('content', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.content')),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'seller_number', 'number'], name='received_einvoice_number'), models.Index(fields=['company_id', '-issued_on', '-document'], name='received_einvoice_list')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='received',
        ),
    ]
