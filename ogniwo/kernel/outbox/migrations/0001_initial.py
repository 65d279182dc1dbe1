from django.db import migrations, models

import ogniwo.kernel.tenancy.guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=60)),
                ('body', models.JSONField()),
                ('user_id', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('next_at', models.DateTimeField()),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('attempts', models.IntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
                ('problem', models.TextField(default='')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='outbox_message_due')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='outbox',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='outbox',
            name='worker',
        ),
    ]
