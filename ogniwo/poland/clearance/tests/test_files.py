"""The FA(3) file of a posted invoice and of its correction: made by the worker, valid, saying what was booked."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.finance.invoicing.commands import CorrectionInput, InvoiceInput, LineAfter, correct_invoices, post_invoices, write_invoices
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.files.models import File
from ogniwo.masterdata.parties.commands import add_parties
from ogniwo.masterdata.parties.rules.inputs import Address, Identifier, NewParty, Terms
from ogniwo.masterdata.trade.models import TradeLine
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.poland.clearance.commands import make_files
from ogniwo.poland.einvoice.reader import read_invoice

DAY = date(2026, 3, 2)


@pytest.fixture
def posted(firm):
    firm.rows("UPDATE tenancy_company SET address = '{\"street\": \"Prosta 1\", \"postal_code\": \"00-001\", \"city\": \"Warszawa\"}',"
              " bank_accounts = '[{\"number\": \"61109010140000071219812874\", \"currency\": \"PLN\"}]' RETURNING id")
    new = NewParty(name="Żółć Sp. z o.o.", identifiers=(Identifier("NIP", "5265877635"),), addresses=(Address("Krzywa 2", "31-000", "Kraków"),), terms=Terms(customer=True))
    (buyer,) = add_parties([new], acting=firm.acting)
    lines = (LineInput(description="Stół dębowy", quantity=D(2), price=D("100.00"), tax_class="23"), LineInput(description="Książka", quantity=D(1), price=D("20"), tax_class="5"))
    (invoice,) = write_invoices([InvoiceInput(HeaderInput(party=buyer, day=DAY), lines)], acting=firm.acting)
    post_invoices([invoice], acting=firm.acting)
    return invoice


def body(firm, document):
    with reading(firm.acting):
        return bytes(File.objects.filter(document=document).select_related("content").latest("id").content.body)


def test_worker_makes_a_valid_file(firm, posted):
    assert firm.deliver() >= 1
    said = read_invoice(body(firm, posted))
    assert (said.body.number, said.body.total, said.body.kind) == ("FV/2026/00001", D("267.00"), "VAT")
    assert said.buyer.identity.nip == "5265877635"
    assert [line.rate for line in said.body.lines] == ["23", "5"]
    assert said.body.net_standard == D("200.00")


def test_correction_says_before_and_after(firm, posted):
    with reading(firm.acting):
        line = TradeLine.objects.filter(document_id=posted).order_by("line_id").first().line_id
    (correction,) = correct_invoices([CorrectionInput(posted, (LineAfter(line, quantity=D(1)),), "zwrot", DAY)], acting=firm.acting)
    post_invoices([correction], acting=firm.acting)
    make_files([correction], acting=firm.acting)
    said = read_invoice(body(firm, correction))
    assert (said.body.kind, said.body.total, said.body.net_standard) == ("KOR", D("-123.00"), D("-100.00"))
    assert [(x.before, x.quantity) for x in said.body.lines] == [(True, D(2)), (False, D(1))]
    assert said.body.corrected[0].number == "FV/2026/00001"


def test_a_company_without_its_number_is_told(firm, posted):
    firm.rows("UPDATE tenancy_company SET identifiers = '{}' RETURNING id")
    with pytest.raises(Refused) as no:
        make_files([posted], acting=firm.acting)
    assert [e.code for e in no.value.errors] == ["clearance.company_incomplete"]
