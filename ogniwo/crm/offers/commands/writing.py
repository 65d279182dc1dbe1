"""Offers written, changed while drafts, copied into new versions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine
from ogniwo.crm.interactions.rules import within_reach
from ogniwo.crm.offers.errors import EndsBeforeItBegins, OtherParty
from ogniwo.crm.offers.models import Offer
from ogniwo.crm.offers.rules import OfferInput
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import cause
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import Written, replace_lines, write_documents
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput

TYPE, OPPORTUNITY = "offers.offer", "pipeline.opportunity"
ROLES = ("seller",)
VALID_DAYS = 30
POLICIES = "SELECT policies FROM tenancy_company WHERE id = %s"
OPPORTUNITIES = "SELECT id, subject_id, owner_id FROM documents_document WHERE id = ANY(%s) AND type = 'pipeline.opportunity'"
HEADER = """SELECT h.document_id, h.party_id, h.currency, h.price_mode, h.rounding, h.payment_days, h.their_reference, h.note, d.title, d.branch_id, d.owner_id, h.ship_to, h.custom,
  o.opportunity_id, o.version_number FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id JOIN offers_offer o ON o.document_id = h.document_id WHERE h.document_id = ANY(%s)"""
LINES = """SELECT x.document_id, x.product_id, x.description, x.quantity, x.unit, x.price, x.discount_percent, x.tax_class FROM trade_tradeline x JOIN documents_line l ON l.id = x.line_id
  WHERE x.document_id = ANY(%s) ORDER BY x.document_id, l.position"""


@dataclass(frozen=True, slots=True)
class Version:
    """The version an offer follows."""

    previous: UUID
    number: int


@command("offers.write_offers", _("Write offers"), roles=ROLES)
def write_offers(offers: Sequence[OfferInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write draft offers. Prices left empty come from the price lists, costs from what products are expected to cost.

    Raises Refused with every fault of every line (trade.*), EndsBeforeItBegins, OtherParty, NotFound (the opportunity).
    """
    return [w.id for w in _write(unit, offers)]


@command("offers.write_offer", _("Write an offer"), roles=ROLES)
def write_offer(
    header: HeaderInput, lines: Sequence[LineInput], valid_until: date | None = None, opportunity: UUID | None = None, *, unit: Unit, acting: Acting
) -> list[UUID]:
    """Write one draft offer."""
    return write_offers([OfferInput(header, tuple(lines), valid_until, opportunity)], unit=unit)


def _write(unit: Unit, offers: Sequence[OfferInput], versions: Sequence[Version | None] = ()) -> list[Written]:
    ends = _ends(unit, offers)
    _judge(unit, offers, ends)
    written = write_documents(unit, TYPE, "draft", [(o.header, o.lines) for o in offers])
    for w, o, until, version in zip(written, offers, ends, versions or [None] * len(offers), strict=True):
        unit.add(draft(Offer)(
            document_id=w.id, valid_until=until, opportunity_id=o.opportunity, previous_id=version.previous if version else None, version_number=version.number if version else 1,
        ))  # fmt: skip
    cause(unit, [(o.opportunity, w.id, "opportunity") for w, o in zip(written, offers, strict=True) if o.opportunity])
    cause(unit, [(version.previous, w.id, "version") for w, version in zip(written, versions, strict=False) if version])
    unit.touch(o.opportunity for o in offers if o.opportunity)
    number(unit, [ToNumber(w.id, TYPE, w.document.branch_id, w.document.day) for w in written])
    return written


def _ends(unit: Unit, offers: Sequence[OfferInput]) -> list[date]:
    ((policies,),) = unit.rows(POLICIES, [unit.company_id])
    usual = timedelta(days=int((data(policies) or {}).get("offer_valid_days", VALID_DAYS)))
    return [o.valid_until or o.header.day + usual for o in offers]


def _judge(unit: Unit, offers: Sequence[OfferInput], ends: Sequence[date]) -> None:
    place = range(1, len(offers) + 1) if len(offers) > 1 else [None]
    wrong: list[BusinessError] = [
        EndsBeforeItBegins(record=n, valid_until=until, day=o.header.day) for n, o, until in zip(place, offers, ends, strict=True) if until < o.header.day
    ]
    named = {o.opportunity for o in offers if o.opportunity}
    known = {pk: party for pk, party, owner in unit.rows(OPPORTUNITIES, [list(named)]) if within_reach(unit.acting, OPPORTUNITY, owner)} if named else {}
    for n, o in zip(place, offers, strict=True):
        if o.opportunity and o.opportunity not in known:
            wrong.append(NotFound(record=n or o.opportunity, field="opportunity"))
        elif o.opportunity and known[o.opportunity] != o.header.party:
            wrong.append(OtherParty(record=n))
    if wrong:
        raise Refused(wrong)


@command("offers.change_offer", _("Change an offer"), roles=ROLES)
def change_offer(offer: UUID, header: HeaderInput, lines: Sequence[LineInput], valid_until: date, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change a draft offer: its whole content as it shall be. Raises as `write_offers`, WrongState, Stale."""
    (found,) = lock_mine(unit, [offer], type=TYPE, states=["draft"])
    if valid_until < header.day:
        raise Refused([EndsBeforeItBegins(valid_until=valid_until, day=header.day)])
    replace_lines(unit, [(found, header, lines)])
    change(unit, Offer, {offer: {"valid_until": valid_until}})
    return [offer]


@command("offers.copy_offer", _("New version"), roles=ROLES, sets="offers")
def copy_offer(offers: Sequence[UUID], *, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """A new draft of the day ``on`` (today) of each offer, with the same content and prices.

    Once it is sent, the version before it is declined as replaced.
    """
    found = lock_mine(unit, offers, type=TYPE)
    ids = [d.id for d in found]
    lines: dict[UUID, list[LineInput]] = {pk: [] for pk in ids}
    for pk, product, words, quantity, one, price, discount, tax_class in unit.rows(LINES, [ids]):
        lines[pk].append(LineInput(product=product, description=words, quantity=quantity, unit=one, price=price, discount_percent=discount, tax_class=tax_class))
    headers = {row[0]: row[1:] for row in unit.rows(HEADER, [ids])}
    made, versions = [], []
    for pk in ids:
        *start, ship_to, custom, opportunity, version = headers[pk]
        header: HeaderInput = replace(HeaderInput(start[0], on or acting.today, *start[1:]), ship_to=data(ship_to), custom=data(custom))
        made.append(OfferInput(header, tuple(lines[pk]), None, opportunity))
        versions.append(Version(pk, version + 1))
    return [w.id for w in _write(unit, made, versions)]
