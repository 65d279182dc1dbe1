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
            name='Content',
            fields=[
                ('company_id', models.IntegerField()),
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('size', models.IntegerField()),
                ('body', models.BinaryField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('attachment', 'Attachment'), ('source', 'Source'), ('print', 'Print')], max_length=10)),
                ('name', models.CharField(max_length=160)),
                ('media_type', models.CharField(max_length=80)),
                ('language', models.CharField(default='', max_length=5)),
                ('version', models.IntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('user_id', models.IntegerField()),
                ('content', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.content')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='files',
        ),
    ]
