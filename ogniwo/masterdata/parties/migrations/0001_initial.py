import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('taxation', '0001_initial'),
        ('tenancy', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('directory_id', models.IntegerField()),
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('position', models.CharField(default='', max_length=120)),
                ('active', models.BooleanField(default=True)),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExternalId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('source', models.CharField(max_length=40)),
                ('value', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('directory_id', models.IntegerField()),
                ('subject', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.subject')),
                ('kind', models.CharField(choices=[('organisation', 'Organisation'), ('person', 'Person')], default='organisation', max_length=12)),
                ('name', models.CharField(max_length=400)),
                ('short_name', models.CharField(default='', max_length=80)),
                ('country', models.CharField(default='PL', max_length=2)),
                ('language', models.CharField(default='pl', max_length=5)),
                ('note', models.TextField(default='')),
                ('sought', models.CharField(default='', max_length=400)),
                ('version', models.IntegerField(default=1)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='PartyAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('kind', models.CharField(choices=[('registered', 'Registered office'), ('delivery', 'Delivery'), ('correspondence', 'Correspondence')], default='registered', max_length=16)),
                ('name', models.CharField(default='', max_length=200)),
                ('street', models.CharField(default='', max_length=200)),
                ('postal_code', models.CharField(default='', max_length=16)),
                ('city', models.CharField(default='', max_length=120)),
                ('country', models.CharField(default='PL', max_length=2)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartyBankAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('number', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=40)),
                ('bic', models.CharField(default='', max_length=11)),
                ('bank', models.CharField(default='', max_length=120)),
                ('currency', models.CharField(default='PLN', max_length=3)),
                ('active', models.BooleanField(default=True)),
                ('verified_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='PartyIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('scheme', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('kind', models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('given_on', models.DateField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('source', models.CharField(default='', max_length=80)),
                ('text', models.TextField(default='')),
                ('contact', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.contact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directory_id', models.IntegerField()),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('web', 'Web page')], max_length=8)),
                ('value', models.CharField(max_length=200)),
                ('plain', models.CharField(default='', max_length=200)),
                ('position', models.IntegerField(default=0)),
                ('contact', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.contact')),
            ],
        ),
        migrations.CreateModel(
            name='PartyTerms',
            fields=[
                ('company_id', models.IntegerField()),
                ('directory_id', models.IntegerField()),
                ('party', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='parties.party')),
                ('customer', models.BooleanField(default=False)),
                ('supplier', models.BooleanField(default=False)),
                ('party_class', models.CharField(default='', max_length=40)),
                ('payment_days', models.IntegerField(null=True)),
                ('credit_limit', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('currency', models.CharField(default='PLN', max_length=3)),
                ('active', models.BooleanField(default=True)),
                ('version', models.IntegerField(default=1)),
                ('custom', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['directory_id', 'sought'], name='parties_party_sought'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['directory_id', 'name', 'subject'], name='parties_party_list'),
        ),
        migrations.AddField(
            model_name='externalid',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='contactpoint',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='contact',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='consent',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='partyaddress',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='partybankaccount',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='partyidentifier',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='relation',
            name='other',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='relation',
            name='party',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='partyterms',
            name='branch',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.branch'),
        ),
        migrations.AddField(
            model_name='partyterms',
            name='owner',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partyterms',
            name='tax_class',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxation.taxclass'),
        ),
        migrations.AddConstraint(
            model_name='externalid',
            constraint=models.UniqueConstraint(fields=('directory_id', 'source', 'value'), name='parties_externalid_once'),
        ),
        migrations.AddIndex(
            model_name='contactpoint',
            index=models.Index(fields=['directory_id', 'kind', 'plain'], name='parties_contactpoint_plain'),
        ),
        migrations.AddIndex(
            model_name='partybankaccount',
            index=models.Index(fields=['directory_id', 'key'], name='parties_partybankaccount_key'),
        ),
        migrations.AddConstraint(
            model_name='partybankaccount',
            constraint=models.UniqueConstraint(fields=('directory_id', 'party', 'number'), name='parties_partybankaccount_once'),
        ),
        migrations.AddConstraint(
            model_name='partyidentifier',
            constraint=models.UniqueConstraint(fields=('directory_id', 'scheme', 'value'), name='parties_partyidentifier_once'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.UniqueConstraint(fields=('directory_id', 'party', 'other', 'kind'), name='parties_relation_once'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('party', models.F('other')), _negated=True), name='parties_relation_other'),
        ),
        migrations.AddConstraint(
            model_name='partyterms',
            constraint=models.CheckConstraint(condition=models.Q(('credit_limit__isnull', True), ('credit_limit__gte', 0), _connector='OR'), name='parties_partyterms_limit'),
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='parties',
        ),
    ]
