"""Where the official and the deliberately wrong samples are, and sales to make invoices from."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from ogniwo.poland.einvoice.compose import RateAmount, Sale, buyer_identity, seller_of, transfer
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.content.parties import Address, Buyer

SHARED = Path(__file__).parents[5] / "shared"
FOLDER = SHARED / "schemas" / "ksef" / "samples"
HOSTILE = SHARED / "cases" / "hostile"


def sample(name: str) -> bytes:
    """The bytes of a sample."""
    return (FOLDER / name).read_bytes()


def a_sale() -> Sale:
    """Two desks at 23 % and an exempt training, paid by transfer."""
    address = Address(country="PL", line_1="ul. Prosta 1", line_2="00-001 Warszawa")
    return Sale(
        made_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        seller=seller_of("5260250274", "Meble Dębowe sp. z o.o.", address),
        buyer=Buyer(identity=buyer_identity("Żółty Łoś S.A.", "PL 774-000-14-54"), address=address),
        number="FV/2026/11/0007",
        issue_day=date(2026, 11, 23),
        supply_day=date(2026, 11, 20),
        issue_place="Warszawa",
        delivery_notes=("WZ/2026/11/0003", "WZ/2026/11/0004"),
        lines=(
            Line(number=1, name="Biurko dębowe 160×80", item_code="B-160", unit="szt.", quantity=Decimal("2"),
                 net_price=Decimal("1250.00"), net=Decimal("2500.00"), rate="23"),
            Line(number=2, name="Szkolenie", unit="godz.", quantity=Decimal("3.5"),
                 net_price=Decimal("100.00"), net=Decimal("350.00"), rate="zw"),
        ),
        rates=(
            RateAmount(code="23", net=Decimal("2500.00"), tax=Decimal("575.00")),
            RateAmount(code="zw", net=Decimal("350.00")),
        ),
        exempt_basis="art. 43 ust. 1 pkt 26 ustawy o VAT",
        split_payment=True,
        payment=transfer(date(2026, 12, 7), "61109010140000071219812874", bank="Bank Testowy"),
        footer="Kapitał zakładowy 50 000 zł",
    )
