"""Printed invoices and corrections say what was issued, in both languages, from the database."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.finance.invoicing.commands import CorrectionInput, InvoiceInput, LineAfter, correct_invoices, post_invoices, write_invoices
from ogniwo.finance.invoicing.queries import correction_lines
from ogniwo.kernel.commands.acts import reading, run
from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.files.queries import content
from ogniwo.kernel.printing.hooks import PRINTERS
from ogniwo.kernel.printing.rules import render
from ogniwo.kernel.printing.tests.documents import words_of
from ogniwo.masterdata.parties.commands import add_parties
from ogniwo.masterdata.parties.rules.inputs import Address, Identifier, NewParty, Terms
from ogniwo.masterdata.taxation.commands import NewExchangeRate, set_exchange_rates
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput

MARCH = date(2026, 3, 2)


@pytest.fixture
def buyer(firm):
    firm.rows("UPDATE tenancy_company SET address = '{\"street\": \"Prosta 1\", \"postal_code\": \"00-001\", \"city\": \"Łódź\"}',"
              " bank_accounts = '[{\"number\": \"61109010140000071219812874\", \"currency\": \"PLN\"}]' WHERE id = %s RETURNING id", [firm.company])  # fmt: skip
    new = NewParty(name="Źdźbło i Żółw sp. j.", identifiers=(Identifier("NIP", "7740001454"),), addresses=(Address(street="Świętej Jadwigi 7/3", postal_code="31-000", city="Kraków"),),
                   terms=Terms(customer=True, payment_days=14))  # fmt: skip
    return add_parties([new], acting=firm.acting)[0]


def posted(firm, buyer, **header):
    lines = (LineInput(description="Montaż szafy", quantity=D(3), price=D("33.33"), tax_class="23"), LineInput(description="Dowóz", quantity=D(1), price=D("50"), tax_class="8"))
    ids = write_invoices([InvoiceInput(HeaderInput(party=buyer, day=MARCH, **header), lines)], acting=firm.acting)
    post_invoices(ids, acting=firm.acting)
    return ids[0]


def text(firm, pk, kind, language):
    with reading(firm.acting):
        template, data = PRINTERS[kind](pk, language, firm.acting)
    return words_of(render(template, data))


def holds(paper, *parts):
    assert [part for part in parts if part not in paper] == [], paper


def test_an_invoice_as_issued(firm, buyer):
    pk = posted(firm, buyer)
    holds(
        text(firm, pk, "invoicing.invoice", "pl"), "Faktura", "FV/2026/00001", "Sprzedawca", "Nabywca", "Źdźbło i Żółw sp. j.", "Świętej Jadwigi 7/3", "31-000 Kraków", "Prosta 1", "5260250995",
        "7740001454", "Montaż szafy", "33,33", "99,99", "23%", "8%", "23,00", "Do zapłaty", "176,99 PLN", "61 1090 1014 0000 0712 1981 2874", "02.03.2026", "16.03.2026",
    )  # fmt: skip
    holds(text(firm, pk, "invoicing.invoice", "en"), "Tax invoice", "Seller", "Buyer", "Date of issue", "To pay", "176.99 PLN")


def test_the_print_is_kept_once(firm, buyer):
    pk = posted(firm, buyer)
    numbers = [run("printing.keep_print", firm.acting, {"document": str(pk), "language": "pl"}).result for _again in range(2)]
    assert numbers[0] == numbers[1]
    with reading(firm.acting):
        assert content(numbers[0], acting=firm.acting)[2].startswith(b"%PDF")


def test_a_correction_says_before_and_after(firm, buyer):
    pk = posted(firm, buyer)
    (line, _other) = [row[0] for row in firm.rows("SELECT id FROM documents_line WHERE document_id = %s ORDER BY position", [pk])]
    ids = correct_invoices([CorrectionInput(pk, (LineAfter(line, quantity=D(1)),), "Zwrot dwóch sztuk", MARCH)], acting=firm.acting)
    post_invoices(ids, acting=firm.acting)
    paper = text(firm, ids[0], "invoicing.correction", "pl")
    holds(paper, "Faktura korygująca", "FK/2026/00001", "do faktury FV/2026/00001 z 02.03.2026", "Przed korektą", "Po korekcie", "Zwrot dwóch sztuk", "99,99", "33,33", "−66,66", "Do zwrotu", "81,99 PLN")
    assert "Dowóz" not in paper
    with reading(firm.acting):
        (changed,) = correction_lines(ids[0], acting=firm.acting)
    assert (changed.quantity_before, changed.quantity, changed.price_before, changed.price, changed.gross_before, changed.gross) == (D(3), D(1), D("33.33"), D("33.33"), D("122.99"), D("41.00"))


def test_tax_of_an_invoice_in_euro_stands_in_zlotys_too(firm, buyer):
    set_exchange_rates([NewExchangeRate("EUR", date(2026, 2, 27), D("4.2000"), source="T")], acting=firm.acting)
    holds(text(firm, posted(firm, buyer, currency="EUR"), "invoicing.invoice", "pl"), "176,99 EUR", "VAT w PLN po kursie 4,2", "113,40 PLN")


def test_what_is_not_ones_own_is_not_printed(firm, buyer, other_firm):
    pk = posted(firm, buyer)
    with reading(other_firm.acting), pytest.raises(BusinessError, match="not_found"):
        PRINTERS["invoicing.invoice"](pk, "pl", other_firm.acting)
