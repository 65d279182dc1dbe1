"""Every sample by name: read whole, or refused with the line and element, or read with its warnings."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from ogniwo.kernel.xml import FileRefused
from ogniwo.poland.einvoice.checks import concerns, refuse_if_not_ours
from ogniwo.poland.einvoice.reader import read_as_it_is, read_invoice
from ogniwo.poland.einvoice.tests.samples import FOLDER, sample
from ogniwo.poland.einvoice.visualise import rows
from ogniwo.poland.einvoice.writer import write_invoice

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared samples are not on this machine")

# name -> (kind, total, lines, set of warnings)
READ = {
    "KSEF_01_VAT_STANDARD.xml": ("VAT", "5000", 1, set()),
    "KSEF_03_ZAL.xml": ("ZAL", "50000", 0, set()),
    "KSEF_05_WDT.xml": ("VAT", "10000", 1, set()),
    "KSEF_07_KOR_ZAL_A.xml": ("KOR_ZAL", "-10000", 0, set()),
    "KSEF_09_ROZ_A.xml": ("ROZ", "200000", 1, set()),
    "KSEF_11_KOR_ROZ_A.xml": ("KOR_ROZ", "-10000", 2, set()),
    "bad_05-jst1-without-podmiot3.xml": ("VAT", "1230", 1, {"unit_without_party"}),
    "bad_17-gv1-without-podmiot3.xml": ("VAT", "1230", 1, {"member_without_party"}),
    "bad_21-wrong-tax-calculation.xml": ("VAT", "1150", 1, {"tax_differs"}),
    "bad_23-missing-bank-account-validation.xml": ("VAT", "1230", 1, {"account_wrong"}),
    "bad_25-negative-quantities.xml": ("VAT", "1230", 1, {"negative_quantity", "line_differs"}),
    "cs-invoice-template-fa-3-with-custom-Subject2.xml": ("VAT", "53.63", 2, {"number_wrong"}),
    "cs-invoice-template-fa-3-with-custom-Subject3.xml": ("VAT", "64279.92", 3, set()),
    "fop-party_court_bailiff.xml": ("VAT", "4001.49", 1, {"no_sums"}),
    "fop-party_enforcement_authority.xml": ("VAT", "4001.49", 1, {"no_sums"}),
    "fop-party_minimal_3_parties.xml": ("VAT", "4001.49", 1, {"no_sums"}),
    "fop-party_multiple_roles.xml": ("VAT", "4001.49", 1, {"no_sums"}),
    "fop-podstawowa_FA_3_Przyklad_1.xml": ("VAT", "4001.49", 2, {
        "line_differs", "lines_differ", "exempt_without_basis", "rate_without_sum"}),
    "fop-podstawowa_FA_3_Przyklad_2.xml": ("VAT", "4001.49", 2, {"exempt_without_basis", "paid_before_issue"}),
    "fop-podstawowa_FA_3_Przyklad_3_netto.xml": ("VAT", "56.58", 2, set()),
    "fop-podstawowa_FA_3_Przyklad_5.xml": ("VAT", "955.71", 2, set()),
    "fop-podstawowa_FA_3_complex.xml": ("VAT", "5962.00", 6, {
        "due_before_issue", "total_differs", "line_differs", "lines_differ",
        "exempt_without_basis", "account_wrong", "union_supply_without_number"}),
    "fop-qr_test_nip.xml": ("VAT", "4001.49", 2, {"exempt_without_basis"}),
    "fop-rozliczeniowa_FA_3_Przyklad_1.xml": ("ROZ", "0", 1, set()),
    "fop-zalacznik_FA_3_Zalacznik_Przyklad_1.xml": ("VAT", "15926.05", 4, {"number_wrong", "account_wrong"}),
    "fop-zaliczkowa_FA_3_Przyklad_2.xml": ("ZAL", "3320.94", 1, set()),
    "java-invoice-template-fa-3-with-custom-subject_2.xml": ("VAT", "64279.92", 3, {"number_wrong", "unit_without_party"}),
    "java-invoice_template_v3_self_invoicing.xml": ("VAT", "13102.43", 6, {"number_wrong"}),
    "mf_FA_3_Przyklad_01.xml": ("VAT", "2051", 3, {"total_differs"}),
    "mf_FA_3_Przyklad_04.xml": ("VAT", "64279.92", 3, set()),
    "mf_FA_3_Przyklad_06.xml": ("KOR", "-50000", 0, set()),
    "mf_FA_3_Przyklad_08.xml": ("VAT", "15000", 1, set()),
    "mf_FA_3_Przyklad_10.xml": ("ZAL", "20000", 0, set()),
    "mf_FA_3_Przyklad_12.xml": ("KOR_ZAL", "10000", 0, set()),
    "mf_FA_3_Przyklad_14.xml": ("ROZ", "307635", 2, set()),
    "mf_FA_3_Przyklad_16.xml": ("UPR", "450", 1, {"no_sums"}),
    "mf_FA_3_Przyklad_17.xml": ("ROZ", "300000", 2, set()),
    "mf_FA_3_Przyklad_20.xml": ("VAT", "16678.80", 3, set()),
    "mf_FA_3_Przyklad_22.xml": ("VAT", "4000", 1, set()),
    "mf_FA_3_Przyklad_24.xml": ("VAT", "53.63", 2, set()),
    "mf_FA_3_Przyklad_26.xml": ("VAT", "31.5", 1, set()),
}
# name -> (code, line, element)
REFUSED = {
    "bad_01-missing-p15.xml": ("einvoice.missing", 43, "Fa"),
    "bad_03-typo-in-element-name.xml": ("einvoice.unexpected", 14, "Nazw"),
    "bad_07-polish-nip-in-nrvatue.xml": ("einvoice.unexpected", 24, "NrVatUE"),
    "bad_09-excessive-decimal-places.xml": ("einvoice.decimals", 41, "P_13_1"),
    "bad_11-currency-inconsistency.xml": ("einvoice.unexpected", 44, "WalutaUmowna"),
    "bad_13-malformed-xml.xml": ("xml.broken", 70, ""),
    "bad_15-payment-date-errors.xml": ("einvoice.unexpected", 75, "TerminPlatnosci"),
    "bad_19-empty-required-fields.xml": ("einvoice.empty", 13, "NIP"),
    "fop-korygujaca_FA_3_Przyklad_1.xml": ("einvoice.stray_text", 138, "TerminOpis"),
    "java-invoice-template-fa-3-with-custom-subject_3.xml": ("einvoice.stray_text", 44, "DaneIdentyfikacyjne"),
}


@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    kind, total, lines, expected = READ[name]
    invoice = read_invoice(sample(name))
    assert (invoice.body.kind, invoice.body.total, len(invoice.body.lines)) == (kind, Decimal(total), lines)
    assert invoice.unknown == ()
    found = concerns(invoice, on=date(2026, 11, 23))
    assert {concern.reason for concern in found} == expected
    assert all(concern.say("pl") != concern.say("en") for concern in found)


@pytest.mark.parametrize("name", READ)
def test_written_again_says_the_same(name: str) -> None:
    invoice = read_invoice(sample(name))
    content = write_invoice(invoice)
    assert read_invoice(content) == invoice
    assert write_invoice(read_invoice(content)) == content


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_line_and_element(name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_invoice(sample(name))
    fault = refused.value
    assert (fault.code, fault.line, fault.element) == REFUSED[name]
    assert fault.say("pl").startswith(f"Wiersz {fault.line}:")
    assert fault.say("en").startswith(f"Line {fault.line}:")


def test_every_sample_is_in_a_table() -> None:
    assert {path.name for path in FOLDER.glob("*.xml")} == set(READ) | set(REFUSED)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FileRefused) as refused:
        read_invoice(sample("bad_01-missing-p15.xml"))
    assert "P_15" in refused.value.say("pl")


def test_all_faults_of_a_file_are_listed() -> None:
    with pytest.raises(FileRefused) as refused:
        read_invoice(sample("bad_09-excessive-decimal-places.xml"))
    assert [fault.element for fault in refused.value.others] == ["P_14_1", "P_15", "P_8B", "P_9A", "P_11"]


@pytest.mark.parametrize("name", READ)
def test_the_screen_shows_every_text_of_the_file(name: str) -> None:
    shown = rows(read_invoice(sample(name)))
    root = etree.fromstring(sample(name))
    leaves = [node for node in root.iter() if isinstance(node.tag, str) and len(node) == 0 and (node.text or "").strip()]
    assert len(shown) == len(leaves) + len(root.findall(".//{*}Kol")) + 2  # attributes of the form and of columns
    assert all(row.label["pl"] and row.label["en"] and row.section["pl"] for row in shown)


def test_a_file_outside_the_schema_can_still_be_shown() -> None:
    invoice = read_as_it_is(sample("bad_11-currency-inconsistency.xml"))
    assert [(item.path, item.value) for item in invoice.unknown] == [
        ("/Fa/WalutaUmowna/KodWalutyUmownej", "PLN"), ("/Fa/WalutaUmowna/KursWaluty", "4.00")]
    assert rows(invoice)[-1].value["pl"] == "4.00"


def test_another_company_s_invoice_is_refused() -> None:
    invoice = read_invoice(sample("KSEF_01_VAT_STANDARD.xml"))
    refuse_if_not_ours(invoice, {invoice.buyer.identity.nip})
    with pytest.raises(FileRefused) as refused:
        refuse_if_not_ours(invoice, {"5260250274"})
    assert refused.value.code == "einvoice.not_our_company"
    assert invoice.buyer.identity.nip in refused.value.say("pl")


def test_european_buyer_is_not_us_even_with_our_digits() -> None:
    invoice = read_invoice(sample("KSEF_05_WDT.xml"))
    with pytest.raises(FileRefused):
        refuse_if_not_ours(invoice, {invoice.buyer.identity.eu_number})
