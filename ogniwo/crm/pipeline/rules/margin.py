"""What campaigns earned: revenue, cost, margin and cash, adding up to the books."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import HUNDRED, ZERO, product, quotient, total


@dataclass(frozen=True, slots=True)
class CampaignShare:
    """A document line's part in a campaign, company currency: net revenue, cost of sales, gross cash collected."""

    campaign_id: Hashable | None
    revenue: Decimal
    cost_of_sales: Decimal
    cash: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CampaignMargin:
    """A campaign's result; ``campaign_id`` None is what no campaign brought."""

    campaign_id: Hashable | None
    revenue: Decimal
    cost_of_sales: Decimal
    campaign_cost: Decimal
    cash: Decimal

    @property
    def margin(self) -> Decimal:
        """Revenue less cost of sales."""
        return total((self.revenue, -self.cost_of_sales))

    @property
    def result(self) -> Decimal:
        """Margin less what the campaign cost."""
        return total((self.margin, -self.campaign_cost))

    @property
    def margin_percent(self) -> Decimal | None:
        """Margin of the revenue, one place; None without revenue."""
        return quotient(product(self.margin, HUNDRED), self.revenue, 1) if self.revenue else None

    @property
    def return_percent(self) -> Decimal | None:
        """Result of the campaign's cost, one place: 0.0 earns its cost back; None where it cost nothing."""
        return quotient(product(self.result, HUNDRED), self.campaign_cost, 1) if self.campaign_cost else None


def campaign_margins(shares: Iterable[CampaignShare], costs: Mapping[Hashable, Decimal]) -> list[CampaignMargin]:
    """One row for each campaign with shares or cost, best result first, what no campaign brought last.

    Nothing is left out, so the rows sum to all shares and costs given: to the ledger.
    """
    groups: dict[Hashable | None, list[CampaignShare]] = {campaign: [] for campaign in costs}
    for share in shares:
        groups.setdefault(share.campaign_id, []).append(share)
    rows = [
        CampaignMargin(
            campaign,
            total(share.revenue for share in group),
            total(share.cost_of_sales for share in group),
            costs.get(campaign, ZERO),
            total(share.cash for share in group),
        )
        for campaign, group in groups.items()
    ]
    return sorted(rows, key=lambda row: (row.campaign_id is None, -row.result, str(row.campaign_id)))
