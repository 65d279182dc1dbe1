"""Who is here already: parties and leads that new leads may repeat."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.crm.marketing.rules import Card, KnownCards, NewLead, stem_of
from ogniwo.kernel.writing.reader import Rows
from ogniwo.masterdata.parties.rules import plain_email, plain_phone, plain_words

MOST = 5000
KNOWN = """WITH met AS (
    SELECT document_id FROM marketing_lead WHERE sought <> '' AND sought = ANY(%(names)s)
    UNION SELECT document_id FROM marketing_lead WHERE stem <> '' AND stem = ANY(%(stems)s)
    UNION SELECT document_id FROM marketing_lead WHERE email_plain <> '' AND email_plain = ANY(%(emails)s)
    UNION SELECT document_id FROM marketing_lead WHERE phone_plain <> '' AND phone_plain = ANY(%(phones)s) LIMIT %(most)s)
  SELECT 'lead', l.document_id, d.title, l.email_plain, l.phone_plain, d.owner_id, coalesce(u.name, ''), d.subject_id
    FROM met JOIN marketing_lead l ON l.document_id = met.document_id JOIN documents_document d ON d.id = l.document_id LEFT JOIN access_user u ON u.id = d.owner_id
  UNION ALL SELECT 'party', p.subject_id, p.name, '', '', NULL, '', NULL FROM parties_party p WHERE p.sought <> '' AND p.sought = ANY(%(names)s)
  UNION ALL SELECT 'party', c.party_id, p.name, CASE WHEN c.kind = 'email' THEN c.plain ELSE '' END, CASE WHEN c.kind = 'phone' THEN c.plain ELSE '' END, NULL, '', NULL
    FROM parties_contactpoint c JOIN parties_party p ON p.subject_id = c.party_id
    WHERE c.plain <> '' AND ((c.kind = 'email' AND c.plain = ANY(%(emails)s)) OR (c.kind = 'phone' AND c.plain = ANY(%(phones)s)))"""


@dataclass(frozen=True, slots=True)
class Whose:
    """Behind a card: a lead or a party, who takes care of it, and (a lead's) party."""

    kind: str
    id: UUID
    owner_id: int | None
    owner: str
    party_id: UUID | None


def known_cards(rows: Rows, leads: Sequence[NewLead]) -> tuple[KnownCards, dict[UUID, Whose]]:
    """Cards of parties and leads that share a trace with any of ``leads``; one statement."""
    asked = {
        "names": sorted({" ".join(plain_words(new.called)) for new in leads}), "stems": sorted({stem_of(new.called) for new in leads}),
        "emails": sorted({plain_email(new.email) for new in leads}), "phones": sorted({plain_phone(new.phone) for new in leads}), "most": MOST,
    }  # fmt: skip
    whose: dict[UUID, Whose] = {}
    names: dict[UUID, str] = {}
    emails: dict[UUID, set[str]] = defaultdict(set)
    phones: dict[UUID, set[str]] = defaultdict(set)
    for kind, pk, name, email, phone, owner_id, owner, party_id in rows.rows(KNOWN, asked):
        whose[pk] = Whose(kind, pk, owner_id, owner, party_id)
        names[pk] = name
        emails[pk].add(email)
        phones[pk].add(phone)
    cards = (Card(pk, name, tuple(sorted(emails[pk] - {""})), tuple(sorted(phones[pk] - {""}))) for pk, name in names.items())
    return KnownCards.of(cards), whose
