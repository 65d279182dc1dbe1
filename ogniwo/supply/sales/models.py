"""Sales orders, deliveries, returns, and the revenue that waits for its invoice."""

from django.db import models

from ogniwo.kernel.documents.models import Document, Line
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.writing.fields import exact, money


class SalesOrder(CompanyRow):
    """A sales order's own part. ``credit_released``: a person let it pass the credit limit."""

    document = shares(Document, related_name="sales_order")
    delivery_day = models.DateField(null=True)
    warehouse = ref("inventory.Warehouse", null=True, index=False)
    credit_released = models.BooleanField(default=False)
    credit_reason = models.CharField(max_length=300, default="")


class Delivery(CompanyRow):
    """A delivery's own part (WZ): the warehouse the goods left."""

    fixed_with_document = True
    document = shares(Document, related_name="sales_delivery")
    warehouse = ref("inventory.Warehouse", index=False)


class Return(CompanyRow):
    """A customer's return (ZW) and why the goods came back."""

    fixed_with_document = True
    document = shares(Document, related_name="sales_return")
    reason = models.CharField(max_length=300, default="")


class ReturnLine(CompanyRow):
    """A returned line: of its quantity ``uninvoiced`` had not been invoiced yet, and never will be."""

    fixed_with_document = True
    line = shares(Line)
    document = ref(Document)
    delivery_line = ref(Line)
    uninvoiced = exact()


class Accrual(CompanyRow):
    """A fact: revenue of a delivery line waits for its invoice (above zero), or has met it (below).

    ``line``: of the delivery, invoice or return that says so; ``amount`` in company currency, ``amount_doc`` in the
    delivery's. What all rows of a delivery line leave is what stands on delivered-not-invoiced for it.
    """

    facts = True
    id = models.BigIntegerField(primary_key=True)
    delivery_line = ref(Line)
    line = ref(Line)
    day = models.DateField()
    quantity = exact()
    amount = money()
    amount_doc = money()
