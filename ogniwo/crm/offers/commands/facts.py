"""What is known of offers when they are sent: their margins, where to, and their opportunities."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from ogniwo.crm.interactions.rules import within_reach
from ogniwo.crm.offers.errors import NoMarginRate
from ogniwo.crm.offers.rules import Margin, in_company_currency, margin_of
from ogniwo.crm.pipeline.commands import move_opportunities, win_opportunities
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit

OPPORTUNITY, PROPOSAL = "pipeline.opportunity", "proposal"
FLOOR, USUAL_FLOOR = "offer_margin_floor_percent", 10
POLICIES = "SELECT policies, currency FROM tenancy_company WHERE id = %s"
COSTS = """SELECT x.document_id, x.net, x.cost_estimate, h.currency, h.rate, h.rate_per FROM trade_tradeline x JOIN trade_tradedocument h ON h.document_id = x.document_id
  WHERE x.document_id = ANY(%s)"""
ADDRESSES = """SELECT DISTINCT ON (party_id) party_id, value FROM parties_contactpoint WHERE party_id = ANY(%s) AND kind = 'email'
  ORDER BY party_id, (contact_id IS NULL) DESC, position, id"""
OPEN = """SELECT DISTINCT p.document_id, d.owner_id, s.position < coalesce(t.position, 0) FROM offers_offer o JOIN pipeline_opportunity p ON p.document_id = o.opportunity_id
  JOIN documents_document d ON d.id = p.document_id AND d.state = 'open' JOIN pipeline_stage s ON s.id = p.stage_id
  LEFT JOIN pipeline_stage t ON t.code = %s AND t.active WHERE o.document_id = ANY(%s)"""


def margins(unit: Unit, offers: Collection[UUID]) -> tuple[dict[UUID, Margin | None], Decimal]:
    """Each offer's margin in company currency, and the company's floor in percent; two statements. Raises Refused with NoMarginRate."""
    ((policies, home),) = unit.rows(POLICIES, [unit.company_id])
    pairs: dict[UUID, list[tuple[Decimal, Decimal | None]]] = defaultdict(list)
    rateless: dict[UUID, str] = {}
    for document, net, cost, currency, rate, per in unit.rows(COSTS, [list(offers)]):
        if currency != home and rate is None and cost is not None:
            rateless[document] = currency
        pairs[document].append((in_company_currency(net, rate, per), cost))
    if rateless:
        raise Refused(NoMarginRate(record=document, currency=currency) for document, currency in rateless.items())
    return {document: margin_of(pairs[document]) for document in offers}, Decimal(str((data(policies) or {}).get(FLOOR, USUAL_FLOOR)))


def addresses(unit: Unit, parties: Collection[UUID]) -> Mapping[UUID, str]:
    """The e-mail of each party: its own before its people's; one statement."""
    return dict(unit.rows(ADDRESSES, [sorted(parties)]))


def propose(unit: Unit, offers: Collection[UUID]) -> None:
    """Move the open opportunities of offers on to the stage of proposals, where they stand before it and the company has it."""
    early = sorted(pk for pk, owner, before in unit.rows(OPEN, [PROPOSAL, list(offers)]) if before and within_reach(unit.acting, OPPORTUNITY, owner))
    if early:
        move_opportunities(early, stage=PROPOSAL, unit=unit)


def win(unit: Unit, offers: Collection[UUID]) -> None:
    """Win the open opportunities of accepted offers."""
    won = sorted(pk for pk, owner, _before in unit.rows(OPEN, [PROPOSAL, list(offers)]) if within_reach(unit.acting, OPPORTUNITY, owner))
    if won:
        win_opportunities(won, unit=unit)
