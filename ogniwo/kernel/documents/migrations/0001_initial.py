import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('company_id', models.IntegerField()),
                ('directory_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('type', models.CharField(max_length=40)),
                ('state', models.CharField(max_length=20)),
                ('day', models.DateField()),
                ('currency', models.CharField(max_length=3)),
                ('total', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('title', models.CharField(default='', max_length=200)),
                ('version', models.IntegerField(default=1)),
                ('fixed', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('branch', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.branch')),
                ('created_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Cause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('text', models.CharField(default='', max_length=300)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('unit', models.CharField(default='', max_length=12)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('directory_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'indexes': [models.Index(models.Func('name', function='pl_sort'), name='documents_subject_name')],
            },
        ),
        migrations.AddField(
            model_name='document',
            name='subject',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.subject'),
        ),
        migrations.CreateModel(
            name='Flow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
                ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.line')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='documents_flow_forward')],
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['company_id', 'type', '-day', '-id'], name='documents_document_list'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['company_id', 'type', 'state', '-day', '-id'], name='documents_document_state'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['subject', 'type', '-day', '-id'], name='documents_document_subject'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['owner', 'type', '-day', '-id'], name='documents_document_owner'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='documents',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='documents',
            name='fixed',
        ),
    ]
