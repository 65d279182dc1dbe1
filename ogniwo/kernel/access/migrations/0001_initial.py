import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import ogniwo.kernel.tenancy.guards
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='hasło')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='ostatnie logowanie')),
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('language', models.CharField(choices=[('pl', 'Polski'), ('en', 'English')], default='pl', max_length=5)),
                ('theme', models.CharField(choices=[('system', 'System'), ('light', 'Light'), ('dark', 'Dark')], default='system', max_length=10)),
                ('density', models.CharField(choices=[('dense', 'Dense'), ('comfortable', 'Comfortable')], default='dense', max_length=12)),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='access_user_email_lower')],
            },
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('prefix', models.CharField(max_length=12)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), size=None)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('name', models.JSONField(default=dict)),
                ('shipped', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'code'), name='access_role_code')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'name'), name='access_team_name')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('branch', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.branch')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.role')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'user', 'role', 'branch'), name='access_membership_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('permission', models.CharField(max_length=120)),
                ('role', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.role')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'role', 'permission'), name='access_rolegrant_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleRule',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('document_type', models.CharField(max_length=60)),
                ('reach', models.CharField(choices=[('own', 'Own'), ('team', 'Team'), ('all', 'All')], max_length=4)),
                ('role', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.role')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'role', 'document_type'), name='access_rolerule_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleSensitivity',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('role', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.role')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'role', 'kind'), name='access_rolesensitivity_once')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('email', models.CharField(max_length=254)),
                ('outcome', models.CharField(choices=[('in', 'In'), ('out', 'Out'), ('failed', 'Failed'), ('locked', 'Locked'), ('password', 'Changed'), ('demo', 'Demo')], max_length=10)),
                ('address', models.GenericIPAddressField(null=True)),
                ('browser', models.CharField(max_length=200)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['email', '-at'], name='access_signin_email')],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('company_id', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('team', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('company_id', 'team', 'user'), name='access_teammember_once')],
            },
        ),
        ogniwo.kernel.tenancy.guards.Guards(
            label='access',
        ),
        ogniwo.kernel.tenancy.guards.Sql(
            label='access',
            name='doors',
        ),
    ]
