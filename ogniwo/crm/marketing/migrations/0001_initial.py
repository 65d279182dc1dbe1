import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('channel', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('fair', 'Trade fair'), ('web', 'Web page'), ('social', 'Social media'), ('advert', 'Advertisement'), ('partner', 'Partner'), ('other', 'Other')], default='other', max_length=8)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('planned_cost', models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                ('target_leads', models.IntegerField(null=True)),
                ('target_revenue', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', '-starts_on', '-document'], name='marketing_campaign_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='marketing_campaign_days'), models.CheckConstraint(condition=models.Q(('planned_cost__gte', 0)), name='marketing_campaign_cost')],
            },
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('company_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('name', models.CharField(default='', max_length=200)),
                ('company', models.CharField(default='', max_length=200)),
                ('email', models.CharField(default='', max_length=200)),
                ('phone', models.CharField(default='', max_length=40)),
                ('source', models.CharField(choices=[('web', 'Web form'), ('phone', 'They called'), ('mail', 'They wrote'), ('fair', 'Trade fair'), ('referral', 'Recommended'), ('search', 'Found by us'), ('list', 'Imported list'), ('other', 'Other')], default='other', max_length=8)),
                ('need', models.TextField(default='')),
                ('consent_on', models.DateField(null=True)),
                ('consent_text', models.TextField(default='')),
                ('reason', models.CharField(default='', max_length=300)),
                ('sought', models.CharField(default='', max_length=400)),
                ('stem', models.CharField(default='', max_length=4)),
                ('email_plain', models.CharField(default='', max_length=200)),
                ('phone_plain', models.CharField(default='', max_length=16)),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'sought'], name='marketing_lead_sought'), models.Index(fields=['company_id', 'stem'], name='marketing_lead_stem'), models.Index(fields=['company_id', 'email_plain'], name='marketing_lead_email'), models.Index(fields=['company_id', 'phone_plain'], name='marketing_lead_phone')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='marketing',
        ),
    ]
