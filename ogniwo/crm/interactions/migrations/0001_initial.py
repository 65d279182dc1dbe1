import django.db.models.deletion
import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('parties', '0001_initial'),
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('company_id', models.IntegerField()),
                ('directory_id', models.IntegerField()),
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='documents.document')),
                ('kind', models.CharField(choices=[('call', 'Call'), ('mail', 'Mail'), ('meeting', 'Meeting'), ('note', 'Note'), ('task', 'Task')], max_length=8)),
                ('direction', models.CharField(choices=[('in', 'From the customer'), ('out', 'To the customer'), ('none', 'Neither')], default='none', max_length=4)),
                ('at', models.DateTimeField()),
                ('due', models.DateField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('text', models.TextField(default='')),
                ('contact', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.contact')),
                ('party', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.partyterms')),
            ],
            options={
                'indexes': [models.Index(fields=['company_id', 'party', '-at'], name='interactions_activity_timeline'), models.Index(fields=['company_id', 'due', 'document'], name='interactions_activity_due'), models.Index(fields=['company_id', 'done_at', 'document'], name='interactions_activity_done')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='interactions',
        ),
    ]
