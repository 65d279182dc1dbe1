"""Parties of a directory, and a company's terms with them."""

from django.db import models

from ogniwo.kernel.documents.models import Subject
from ogniwo.kernel.tenancy.models import DirectoryRow, TermsRow, ref, shares
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import money


class PartyKind(models.TextChoices):
    ORGANISATION = "organisation", _("Organisation")
    PERSON = "person", _("Person")


class AddressKind(models.TextChoices):
    REGISTERED = "registered", _("Registered office")
    DELIVERY = "delivery", _("Delivery")
    CORRESPONDENCE = "correspondence", _("Correspondence")


class PointKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    WEB = "web", _("Web page")


class Party(DirectoryRow):
    """Somebody we deal with: a firm or a person. ``sought`` holds its name's plain words, by which duplicates are met."""

    sensitive = {"personal": ("name", "short_name")}
    retention = "party"
    subject = shares(Subject)
    kind = models.CharField(max_length=12, choices=PartyKind.choices, default=PartyKind.ORGANISATION.value)
    name = models.CharField(max_length=400)
    short_name = models.CharField(max_length=80, default="")
    country = models.CharField(max_length=2, default="PL")
    language = models.CharField(max_length=5, default="pl")
    note = models.TextField(default="")
    sought = models.CharField(max_length=400, default="")
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["directory_id", "sought"], name="parties_party_sought"),
            models.Index(fields=["directory_id", "name", "subject"], name="parties_party_list"),
        ]


class PartyIdentifier(DirectoryRow):
    """An identifier by its scheme, written plain; one party of the directory holds it."""

    deletable = True
    party = ref(Party)
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directory_id", "scheme", "value"], name="parties_partyidentifier_once")]


class PartyAddress(DirectoryRow):
    """An address of a party."""

    sensitive = {"personal": ("street", "city", "postal_code")}
    retention = "party"
    deletable = True
    party = ref(Party)
    kind = models.CharField(max_length=16, choices=AddressKind.choices, default=AddressKind.REGISTERED.value)
    name = models.CharField(max_length=200, default="")
    street = models.CharField(max_length=200, default="")
    postal_code = models.CharField(max_length=16, default="")
    city = models.CharField(max_length=120, default="")
    country = models.CharField(max_length=2, default="PL")


class Contact(DirectoryRow):
    """A person to speak with at an organisation."""

    sensitive = {"personal": ("name", "position")}
    retention = "contact"
    id = models.UUIDField(primary_key=True)
    party = ref(Party)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=120, default="")
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)


class ContactPoint(DirectoryRow):
    """A way to reach a party or one of its people; ``plain`` is its comparable form."""

    sensitive = {"personal": ("value", "plain")}
    retention = "contact"
    deletable = True
    party = ref(Party)
    contact = ref(Contact, null=True)
    kind = models.CharField(max_length=8, choices=PointKind.choices)
    value = models.CharField(max_length=200)
    plain = models.CharField(max_length=200, default="")
    position = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["directory_id", "kind", "plain"], name="parties_contactpoint_plain")]


class PartyBankAccount(DirectoryRow):
    """A party's bank account, plain; ``key`` leaves out the country's letters. ``verified_on``: when a register confirmed it."""

    retention = "accounting"
    party = ref(Party)
    number = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    bic = models.CharField(max_length=11, default="")
    bank = models.CharField(max_length=120, default="")
    currency = models.CharField(max_length=3, default="PLN")
    active = models.BooleanField(default=True)
    verified_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directory_id", "party", "number"], name="parties_partybankaccount_once")]
        indexes = [models.Index(fields=["directory_id", "key"], name="parties_partybankaccount_key")]


class Consent(DirectoryRow):
    """A consent given and perhaps withdrawn; ``text`` is what was agreed to (GDPR art. 7)."""

    retention = "consent"
    updatable = ("withdrawn_on",)
    party = ref(Party)
    contact = ref(Contact, null=True, index=False)
    kind = models.CharField(max_length=40)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    source = models.CharField(max_length=80, default="")
    text = models.TextField(default="")


class ExternalId(DirectoryRow):
    """What another system calls a party."""

    deletable = True
    party = ref(Party)
    source = models.CharField(max_length=40)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directory_id", "source", "value"], name="parties_externalid_once")]


class Relation(DirectoryRow):
    """How one party stands to another: parent, payer, carrier, partner."""

    deletable = True
    party = ref(Party)
    other = ref(Party)
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directory_id", "party", "other", "kind"], name="parties_relation_once"),
            models.CheckConstraint(condition=~models.Q(party=models.F("other")), name="parties_relation_other"),
        ]


class PartyTerms(TermsRow):
    """A company's terms with a party: what it is to us, and on what conditions. ``credit_limit`` in ``currency``; NULL is no limit."""

    party = shares(Party)
    customer = models.BooleanField(default=False)
    supplier = models.BooleanField(default=False)
    party_class = models.CharField(max_length=40, default="")
    payment_days = models.IntegerField(null=True)
    credit_limit = money(null=True)
    currency = models.CharField(max_length=3, default="PLN")
    tax_class = ref("taxation.TaxClass", null=True, index=False)
    owner = ref("access.User", null=True, index=False)
    branch = ref("tenancy.Branch", null=True, index=False)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)
    custom = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(credit_limit__isnull=True) | models.Q(credit_limit__gte=0), name="parties_partyterms_limit")]
