"""What orders, receipts and matches have besides the trade documents they share keys with; proposals."""

from django.db import models
from django.db.models import Q

from ogniwo.kernel.documents.models import Document, Line
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.writing.fields import exact, money

WAREHOUSE = "inventory.Warehouse"
PRODUCT = "catalog.ProductTerms"
PARTY = "parties.PartyTerms"


class PurchaseOrder(CompanyRow):
    """An order to a supplier (ZD): when the goods are expected, and where."""

    fixed_with_document = True
    document = shares(Document)
    expected_on = models.DateField(null=True)
    warehouse = ref(WAREHOUSE, null=True, index=False)


class Receipt(CompanyRow):
    """A receipt from a supplier (PZ) into a warehouse; ``order`` it came from."""

    facts = True
    document = shares(Document)
    order = ref(Document)
    warehouse = ref(WAREHOUSE, index=False)


class Proposal(CompanyRow):
    """A proposal to buy: quantity in the product's own unit, and why (reasons with their words). ``order`` once it was ordered."""

    updatable = ("order_id", "quantity", "supplier_id")
    deletable = True
    id = models.BigIntegerField(primary_key=True)
    product = ref(PRODUCT)
    supplier = ref(PARTY, null=True)
    warehouse = ref(WAREHOUSE, null=True, index=False)
    quantity = exact()
    unit = models.CharField(max_length=12)
    price = exact(null=True)
    currency = models.CharField(max_length=3)
    on_hand = exact()
    demand = exact()
    on_order = exact()
    minimum = exact()
    expected_on = models.DateField(null=True)
    reasons = models.JSONField(default=list)
    proposed_on = models.DateField()
    order = ref(Document, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="purchasing_proposal_some"),
            models.UniqueConstraint(fields=["company_id", "product"], condition=Q(order__isnull=True), name="purchasing_proposal_once"),
        ]


class Match(CompanyRow):
    """So much of an invoice line is for a receipt line. ``differences``: what differs, in words and figures, when it was matched.

    ``how``: code, product, name, credit or hand. Quantity in the product's own unit, below zero for a credit: of a receipt line, or of
    a line of goods returned to the supplier.
    """

    fixed_with_document = True
    deletable = True
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    invoice_line = ref(Line)
    receipt_line = ref(Line)
    quantity = exact()
    how = models.CharField(max_length=10)
    differences = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(quantity=0), name="purchasing_match_some")]


class Return(CompanyRow):
    """Goods sent back to a supplier (zwrot do dostawcy, ZWD), of one receipt."""

    facts = True
    document = shares(Document)
    receipt = ref(Document)
    reason = models.CharField(max_length=300, default="")


class ReturnLine(CompanyRow):
    """A fact: what went back of a receipt line, in the product's own unit: ``uninvoiced`` never will be invoiced; ``awaiting`` waits for a credit note.

    ``worth``: what received-not-invoiced was debited for the first; ``awaited``: for the second, what the supplier charged for it (company currency).
    """

    facts = True
    line = shares(Line)
    document = ref(Document)
    receipt_line = ref(Line)
    uninvoiced = exact()
    awaiting = exact()
    worth = money()
    awaited = money()
    seal = ref("books.Seal", index=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(uninvoiced__gte=0, awaiting__gte=0) & ~Q(uninvoiced=0, awaiting=0), name="purchasing_returnline_some")]


class Cleared(CompanyRow):
    """A fact: a posted line cleared ``value`` of an earlier one (company currency) for ``quantity`` (product's own unit); it said ``net`` for it.

    ``invoice_line``: of a supplier's invoice or correction, or of a return of what was not invoiced. ``receipt_line``: of a receipt, or (below zero)
    of a return whose credit note it is. ``match``: the match it was posted from; none where it was found later. Taken back by opposite rows.
    """

    facts = True
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    invoice_line = ref(Line)
    receipt_line = ref(Line)
    match = ref(Match, null=True, index=False)
    day = models.DateField()
    quantity = exact()
    value = money()
    net = money()
    seal = ref("books.Seal", index=False)
