"""Files refused, met again, with their suppliers; matched with receipts; a correction after its invoice."""

from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.finance.invoicing.commands import post_invoices
from ogniwo.kernel.commands.acts import reading, run
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.files.commands import NewFile
from ogniwo.poland.einvoice.reader import read_invoice
from ogniwo.poland.einvoice.tests.samples import FOLDER, HOSTILE, sample
from ogniwo.poland.einvoice.visualise import rows
from ogniwo.poland.received.commands import read_einvoice, read_einvoices
from ogniwo.poland.received.queries import all_it_says, einvoices, to_see
from ogniwo.supply.purchasing.tests.conftest import build

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared samples are not on this machine")
STANDARD = "KSEF_01_VAT_STANDARD.xml"


def ours(name: str = STANDARD) -> dict[str, str]:
    return {"NIP": read_invoice(sample(name)).buyer.identity.nip or ""}


@pytest.fixture
def buyer(db_clone: Any, found_firm: Any) -> Any:
    return found_firm("Nabywca", identifiers=ours())


def test_the_same_file_twice_is_one_draft(buyer: Any) -> None:
    content = sample(STANDARD)
    (document,) = read_einvoice(content, acting=buyer.acting)
    for again in (content, content.replace(b"</Faktura>", b"<!-- again --></Faktura>")):
        with pytest.raises(Refused) as no:
            read_einvoice(again, acting=buyer.acting)
        assert [e.code for e in no.value.errors] == ["received.read_already"]
    with pytest.raises(Refused):
        read_einvoices([NewFile("a.xml", content), NewFile("b.xml", content)], acting=buyer.acting)
    assert buyer.rows("SELECT document_id FROM received_einvoice") == [(document,)]
    assert buyer.rows("SELECT kind, media_type FROM files_file WHERE document_id = %s", [document]) == [("source", "application/xml")]


def test_another_companys_invoice_is_refused_and_leaves_nothing(buyer: Any, found_firm: Any) -> None:
    other = found_firm("Obcy", identifiers={"NIP": "5260250274"})
    with pytest.raises(Refused) as no:
        read_einvoice(sample(STANDARD), acting=other.acting)
    assert no.value.errors[0].words["fault"] == "einvoice.not_our_company"
    nobody = sample(STANDARD).replace(f"<NIP>{ours()['NIP']}</NIP>".encode(), b"<BrakID>1</BrakID>")
    with pytest.raises(Refused) as no:
        read_einvoice(nobody, acting=buyer.acting)
    assert no.value.errors[0].words["fault"] == "einvoice.not_our_company"
    assert buyer.rows("SELECT count(*) FROM parties_party") == [(0,)]


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared hostile files are not on this machine")
def test_hostile_files_are_refused(buyer: Any) -> None:
    for path in sorted(p for p in HOSTILE.rglob("*") if p.is_file() and p.suffix in (".xml", ".bin", ".txt")):
        with pytest.raises(Refused) as no:
            read_einvoices([NewFile(path.name, path.read_bytes())], acting=buyer.acting)
        assert no.value.errors[0].code == "received.not_read", path.name
    assert buyer.rows("SELECT count(*) FROM documents_document") == [(0,)]


def test_a_file_that_is_no_text_is_refused_through_a_door_with_its_key(buyer: Any) -> None:
    import base64

    given = {"files": [{"name": "x.xml", "content": base64.b64encode(b"\xff\xfe\x00").decode()}]}
    with pytest.raises(Refused) as no:
        run("received.read_einvoices", buyer.acting, given, key="k1")
    assert no.value.errors[0].code == "received.not_read"


def test_the_supplier_is_added_once_and_only_when_asked(buyer: Any) -> None:
    with pytest.raises(Refused) as no:
        read_einvoice(sample(STANDARD), add_suppliers=False, acting=buyer.acting)
    assert [e.code for e in no.value.errors] == ["received.unknown_supplier"]
    read_einvoice(sample(STANDARD), acting=buyer.acting)
    number = read_invoice(sample(STANDARD)).seller.identity.nip
    second = sample(STANDARD).replace(b"<P_2>", b"<P_2>X")
    read_einvoice(second, add_suppliers=False, acting=buyer.acting)
    assert buyer.rows("SELECT scheme, value FROM parties_partyidentifier") == [("NIP", number)]
    assert buyer.rows("SELECT supplier, customer FROM parties_partyterms") == [(True, False)]


def test_the_screen_says_all_and_what_differs(db_clone: Any, found_firm: Any) -> None:
    name = "mf_FA_3_Przyklad_01.xml"
    firm = found_firm("Nabywca", identifiers=ours(name))
    (document,) = read_einvoice(sample(name), acting=firm.acting)
    with reading(firm.acting):
        said = all_it_says(document, acting=firm.acting)
        assert [r.why for r in to_see(document, acting=firm.acting)][0] == "differs"
        assert len(einvoices(acting=firm.acting)) == 1
    assert [r.value for r in said] == [r.value["pl"] for r in rows(read_invoice(sample(name)))]
    post_invoices([document], acting=firm.acting)
    assert firm.balances()["202"] == D("-2051.00")
    assert abs(firm.balances()["763"]) == D("0.01")


def test_a_correction_knows_the_invoice_it_corrects(db_clone: Any, found_firm: Any) -> None:
    name = "mf_FA_3_Przyklad_06.xml"
    correction = read_invoice(sample(name))
    firm = found_firm("Nabywca", identifiers=ours(name))
    (document,) = read_einvoice(sample(name), acting=firm.acting)
    post_invoices([document], acting=firm.acting)
    assert firm.balances()["202"] == -correction.body.total == D(50000)
    assert firm.balances()["222"] == D("-9349.59")
    with reading(firm.acting):
        assert sum(r.why == "note" for r in to_see(document, acting=firm.acting)) == len(correction.body.corrected)


def test_an_invoice_from_a_file_is_matched_with_what_was_received(db_clone: Any, found_firm: Any) -> None:
    from ogniwo.masterdata.parties.commands import add_parties
    from ogniwo.masterdata.parties.rules.inputs import Identifier, NewParty, Terms
    from ogniwo.supply.purchasing.commands import write_order  # noqa: F401 - the module is installed

    content = sample("cs-invoice-template-fa-3-with-custom-Subject3.xml")
    invoice = read_invoice(content)
    firm = found_firm("Nabywca", identifiers={"NIP": invoice.buyer.identity.nip or ""})
    buying = build(firm)
    (seller,) = add_parties([NewParty(invoice.seller.identity.name, identifiers=(Identifier("NIP", invoice.seller.identity.nip),), terms=Terms(supplier=True))], acting=firm.acting)
    line = invoice.body.lines[0]
    from ogniwo.masterdata.catalog.commands import set_supplier_items
    from ogniwo.masterdata.catalog.rules.inputs import ItemInput

    codes = [ItemInput(seller, buying.panel, line.item_code or (line.name or "").split()[0])]
    set_supplier_items(codes, acting=firm.acting)
    order = buying.order((buying.panel, str(line.quantity), str(line.net_price)), supplier=seller)
    buying.receive(order)
    (document,) = read_einvoice(content, acting=firm.acting)
    assert firm.rows("SELECT quantity, how FROM purchasing_match WHERE document_id = %s", [document]) == [(line.quantity, "product")]
    post_invoices([document], acting=firm.acting)
    assert firm.balances().get("303", D(0)) == 0
