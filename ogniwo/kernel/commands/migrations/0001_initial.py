import ogniwo.kernel.tenancy.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Key',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company_id', models.IntegerField()),
                ('user_id', models.IntegerField()),
                ('key', models.CharField(max_length=120)),
                ('digest', models.BinaryField()),
                ('answer', models.JSONField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='commands_key_age')],
                'constraints': [models.UniqueConstraint(fields=('company_id', 'user_id', 'key'), name='commands_key_once')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='commands',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='commands',
            name='keys',
        ),
    ]
