"""Every sample: a test company takes its buyer's identifiers; it is booked as it stands, waits with a sentence, or is refused."""

from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.kernel.errors import Refused
from ogniwo.kernel.xml import FileRefused
from ogniwo.poland.einvoice.reader import read_invoice
from ogniwo.poland.einvoice.sums import TABLE, net_of, tax_of
from ogniwo.poland.einvoice.tests.samples import FOLDER, sample
from ogniwo.poland.received.rules import class_of_sums

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared samples are not on this machine")

NAMES = sorted(path.name for path in FOLDER.glob("*.xml")) if FOLDER.exists() else []
# valid against the schema, kinds VAT and KOR, yet not to be booked as a domestic purchase: the buyer is named by a number of another country
WAITS_TOO = {"KSEF_05_WDT.xml", "mf_FA_3_Przyklad_22.xml"}


@pytest.fixture(scope="module")
def companies(db_module: Any, found_firm: Any) -> Any:
    """``companies(name, identifiers)``: one company a sample, all in one database."""
    return lambda n, identifiers: found_firm(f"S{n}", identifiers=identifiers)


def buyer_of(content: bytes) -> dict[str, str]:
    identity = read_invoice(content).buyer.identity
    if identity.nip:
        return {"NIP": identity.nip}
    number = identity.eu_number or identity.other_number
    return {"foreign": f"{identity.eu_prefix or identity.other_country or ''}{number}"} if number else {}


@pytest.mark.parametrize("name", NAMES)
def test_sample(name: str, companies: Any) -> None:
    from ogniwo.kernel.files.commands import NewFile
    from ogniwo.poland.received.commands import read_einvoices

    content = sample(name)
    try:
        invoice, identifiers = read_invoice(content), buyer_of(content)
    except FileRefused as fault:
        refused_by_name(companies(NAMES.index(name), {"NIP": "1111111111"}), name, content, fault)
        return
    firm = companies(NAMES.index(name), identifiers)
    (document,) = read_einvoices([NewFile(name, content)], acting=firm.acting)
    ((state, total),) = firm.rows("SELECT d.state, i.payable_total FROM documents_document d JOIN invoicing_invoice i ON i.document_id = d.id WHERE d.id = %s", [document])
    assert total == invoice.body.total
    if invoice.body.kind not in ("VAT", "KOR") or name in WAITS_TOO:
        assert state == "waiting"
        waits(firm, document)
    else:
        assert state == "draft"
        booked(firm, document, invoice)


def refused_by_name(firm: Any, name: str, content: bytes, fault: FileRefused) -> None:
    from ogniwo.kernel.files.commands import NewFile
    from ogniwo.poland.received.commands import read_einvoices

    with pytest.raises(Refused) as no:
        read_einvoices([NewFile(name, content)], acting=firm.acting)
    (error,) = no.value.errors
    assert (error.code, error.line, error.words["fault"]) == ("received.not_read", fault.line, fault.code)
    assert error.sentence().startswith(f"{name}: Wiersz {fault.line}")
    assert firm.rows("SELECT count(*) FROM documents_document") == [(0,)]


def waits(firm: Any, document: Any) -> None:
    from ogniwo.finance.invoicing.commands import post_invoices
    from ogniwo.kernel.commands.acts import reading
    from ogniwo.poland.received.queries import all_it_says, to_see

    with pytest.raises(Refused):
        post_invoices([document], acting=firm.acting)
    with reading(firm.acting):
        assert to_see(document, acting=firm.acting)[0].why == "waits"
        assert all_it_says(document, acting=firm.acting)


def booked(firm: Any, document: Any, invoice: Any) -> None:
    from ogniwo.finance.invoicing.commands import post_invoices

    post_invoices([document], acting=firm.acting)
    body, classes = invoice.body, class_of_sums(invoice.body.issue_day)
    says = {classes[s.net]: (net_of(body, s) or D(0), tax_of(body, s) or D(0)) for s in TABLE if net_of(body, s) is not None or tax_of(body, s) is not None}
    if not says:  # no sums by rate: no tax is stated, so none is deducted; lines stand at their rates
        says = {"23": (body.total, D(0))}
    if "OSS" in says:  # another country's tax is a cost, never deducted
        says["OSS"] = (sum(says["OSS"]), D(0))
    register = {code: (net, tax) for code, net, tax in firm.rows(
        "SELECT tax_class, sum(net_doc), sum(tax_doc) FROM tax_taxregisterline WHERE document_id = %s AND register = 'purchase' GROUP BY 1", [document])}  # fmt: skip
    assert {code: pair for code, pair in register.items() if any(pair)} == {code: pair for code, pair in says.items() if any(pair)}
    ((payable,),) = firm.rows("SELECT coalesce(sum(amount_doc), 0) FROM ledger_openitem WHERE document_id = %s", [document])
    assert payable == -body.total
    ((tax_home,),) = firm.rows("SELECT sum(debit - credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id WHERE a.code = '222'")
    zloty = [getattr(body, s.tax_pln) for s in TABLE if s.tax_pln and getattr(body, s.tax_pln) is not None]
    assert (tax_home or D(0)) == (sum(zloty) if zloty and body.currency != "PLN" else sum(tax for _net, tax in says.values()))
