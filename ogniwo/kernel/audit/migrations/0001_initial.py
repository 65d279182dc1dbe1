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
            name='Act',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('user_id', models.IntegerField()),
                ('command', models.CharField(max_length=80)),
                ('source', models.CharField(max_length=20)),
                ('digest', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('user_id', models.IntegerField()),
                ('reason', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('salt', models.BinaryField()),
                ('body', models.JSONField()),
                ('erased_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('position', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('count', models.IntegerField()),
                ('digest', models.BinaryField()),
                ('previous', models.BinaryField()),
                ('hash', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('target', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('company_id', models.IntegerField()),
                ('act', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='audit.act')),
                ('seal', models.BigIntegerField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['company_id', '-id'], name='audit_act_latest'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='act',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act'),
        ),
        migrations.AddField(
            model_name='payload',
            name='act',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(fields=('company_id', 'position'), name='audit_seal_once'),
        ),
        migrations.AddField(
            model_name='target',
            name='act',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(condition=models.Q(('seal__isnull', True)), fields=['company_id', 'act'], name='audit_place_waiting'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['company_id', 'seal'], name='audit_place_of'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(fields=('company_id', 'act'), name='audit_erasure_once'),
        ),
        migrations.AddIndex(
            model_name='target',
            index=models.Index(fields=['target', 'act'], name='audit_target_of'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='audit',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='audit',
            name='chain',
        ),
    ]
