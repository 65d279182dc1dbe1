from uuid import uuid4

from django.db import models


class Party(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=80)


class Order(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.CharField(max_length=30, blank=True)
    party = models.ForeignKey(Party, models.PROTECT)
    day = models.DateField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, default="draft")
    net = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    margin = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    reference = models.CharField(max_length=60, blank=True)
    notes = models.CharField(max_length=400, blank=True)
    version = models.IntegerField(default=1)


class Line(models.Model):
    order = models.ForeignKey(Order, models.CASCADE)
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=80)
    quantity = models.DecimalField(max_digits=20, decimal_places=6)
    price = models.DecimalField(max_digits=20, decimal_places=6)
    net = models.DecimalField(max_digits=18, decimal_places=2)
