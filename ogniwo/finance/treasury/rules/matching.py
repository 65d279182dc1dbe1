"""Proposing what statement lines settle: never a guess between equals."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ogniwo.finance.treasury.rules.evidence import Choice, Evidence, choices
from ogniwo.finance.treasury.rules.numbers_in_text import Numbers
from ogniwo.finance.treasury.rules.statement import OpenItem, Proposal, StatementLine
from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.masterdata.parties.rules import account_key, alike, plain_words

LEAST_SCORE = 30
LIKE_ENOUGH = 85
"""Likeness of names, of 100, that counts as a hint."""


def proposals(lines: Sequence[StatementLine], items: Sequence[OpenItem]) -> list[Proposal]:
    """What each of ``lines`` settles among ``items``, in the order of the lines; lines that tell nothing are left out.

    Lines and items meet in one currency. A line gets no proposal when two choices score the same, and no
    two lines of one day get one when they claim more of an item than is open at the same score.
    The surest line chooses first, then the earlier day; what it takes is no longer open for the next.
    """
    if len({line.key for line in lines}) != len(lines):
        raise ValueError("two statement lines have the same key")
    desk = _Desk(items)
    waiting = list(range(len(lines)))
    found: dict[int, Proposal] = {}
    while waiting:
        best = {index: proposal for index in waiting if (proposal := desk.best(lines[index])) is not None}
        if not best:
            break
        rank = {index: (-proposal.score, lines[index].day) for index, proposal in best.items()}
        first = min(rank.values())
        group = [index for index in best if rank[index] == first]
        sure = desk.uncontested([best[index] for index in group])
        for index in group:
            if best[index] in sure:
                found[index] = best[index]
                desk.take(best[index])
        waiting = [index for index in best if index not in group]
    return [found[index] for index in sorted(found)]


class _Desk:
    """Open items as the proposals made so far leave them, with what leads from a line to them."""

    def __init__(self, items: Sequence[OpenItem]) -> None:
        self.items = {item.key: item for item in items}
        if len(self.items) != len(items):
            raise ValueError("two open items have the same key")
        self.of_party: dict[tuple[Hashable, str], list[Hashable]] = defaultdict(list)
        self.by_account: dict[str, set[Hashable]] = defaultdict(set)
        self.by_name: dict[tuple[str, ...], set[Hashable]] = defaultdict(set)
        self.names: dict[Hashable, str] = {}
        for item in items:
            self.of_party[item.party_id, item.currency].append(item.key)
            self.names[item.party_id] = item.party
            self.by_name[plain_words(item.party)].add(item.party_id)
            for account in item.accounts:
                self.by_account[account_key(account)].add(item.party_id)
        self.numbers = Numbers({item.key: (item.number, *item.references) for item in items})
        self.evidence: dict[Hashable, list[Evidence]] = {}
        self.known: dict[Hashable, tuple[dict[Hashable, int], Proposal | None]] = {}
        self.version: dict[Hashable, int] = defaultdict(int)

    def best(self, line: StatementLine) -> Proposal | None:
        """The proposal for a line as things stand, computed again only when its parties' items changed."""
        evidence = self.evidence.get(line.key)
        if evidence is None:
            evidence = self.evidence[line.key] = self._evidence(line)
        versions = {each.party_id: self.version[each.party_id] for each in evidence}
        if line.key not in self.known or self.known[line.key][0] != versions:
            found = [choice for each in evidence for choice in choices(line, each, self._open(each.party_id, line.currency))]
            self.known[line.key] = versions, _only_best(line, found)
        return self.known[line.key][1]

    def take(self, proposal: Proposal) -> None:
        for part in proposal.allocations:
            item = self.items[part.item_key]
            self.items[part.item_key] = replace(item, open_amount=item.open_amount - part.amount)
        self.version[proposal.party_id] += 1

    def uncontested(self, group: Sequence[Proposal]) -> list[Proposal]:
        """Those of equally sure proposals that together don't take more of an item than is open."""
        claims: dict[Hashable, list[Decimal]] = defaultdict(list)
        for proposal in group:
            for part in proposal.allocations:
                claims[part.item_key].append(part.amount)
        contested = {key for key, amounts in claims.items() if abs(total(amounts)) > abs(self.items[key].open_amount)}
        return [proposal for proposal in group if not any(part.item_key in contested for part in proposal.allocations)]

    def _open(self, party_id: Hashable, currency: str) -> list[OpenItem]:
        items = [self.items[key] for key in self.of_party[party_id, currency]]
        return sorted((item for item in items if item.open_amount), key=lambda item: (item.due, item.number))

    def _evidence(self, line: StatementLine) -> list[Evidence]:
        named = self.numbers.found_in(" ; ".join((line.title, *line.references)))
        named = {key: number for key, number in named.items() if self.items[key].currency == line.currency}
        accounts = self.by_account.get(account_key(line.account), set()) if line.account else set()
        equal = self.by_name.get(plain_words(line.counterparty), set()) if plain_words(line.counterparty) else set()
        parties = _once([*(self.items[key].party_id for key in named), *accounts, *equal])
        likeness = {party: 100 if party in equal else alike(line.counterparty, self.names[party]) for party in parties}
        return [
            Evidence(
                party_id=party,
                party=self.names[party],
                named={key: number for key, number in named.items() if self.items[key].party_id == party},
                account_known=party in accounts,
                name_likeness=likeness[party] if likeness[party] >= LIKE_ENOUGH else 0,
            )
            for party in parties
        ]


def _once(keys: Iterable[Hashable]) -> list[Hashable]:
    return list(dict.fromkeys(keys))


def _only_best(line: StatementLine, found: Sequence[Choice]) -> Proposal | None:
    """The choice with the highest score, unless another settles otherwise with the same."""
    likely = [choice for choice in found if choice.score >= LEAST_SCORE]
    if not likely:
        return None
    best = max(likely, key=lambda choice: choice.score)
    if any(choice.score == best.score and set(choice.allocations) != set(best.allocations) for choice in likely):
        return None
    taken = total(part.amount for part in best.allocations)
    rest = line.amount - taken
    return Proposal(line.key, best.party_id, best.allocations, rest if rest else ZERO, best.score, best.reasons)
