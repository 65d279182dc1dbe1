"""Erasing what the audit holds of a person."""

from collections.abc import Sequence

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.audit.models import Erasure
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.privacy.errors import ErasedAlready, NoReason, NothingFound, WordsTooShort
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

LEAST = 5
LOCK = "SELECT act_id, erased_at IS NOT NULL FROM audit_payload WHERE act_id = ANY(%s) ORDER BY act_id FOR UPDATE"
ERASE = "UPDATE audit_payload SET body = 'null'::jsonb, salt = ''::bytea, erased_at = %s WHERE act_id = ANY(%s)"
HOLD = "SELECT act_id FROM audit_payload WHERE erased_at IS NULL AND body::text ILIKE %s ORDER BY act_id"


@command("privacy.erase_payloads", _("Erase what it held"), sets="acts")
def erase_payloads(acts: Sequence[int], *, reason: str, unit: Unit, acting: Acting) -> int:
    """Erase what these acts were given and what they changed, with their salts, for good. It can't be undone.

    The acts stay with who, when and what kind, and the chain stays valid, for it holds only digests. Documents and
    records are not touched: what they say of a person is changed on them. Raises Refused: NotFound, ErasedAlready, NoReason.
    """
    wanted = list(dict.fromkeys(acts))
    found = dict(unit.rows(LOCK, [wanted]))
    wrong: list[BusinessError] = [] if reason.strip() else [NoReason()]
    wrong += [NotFound(record=act) if act not in found else ErasedAlready(record=act) for act in wanted if found.get(act, True)]
    if wrong:
        raise Refused(wrong)
    unit.do(ERASE, [unit.now, wanted])
    unit.add(
        draft(Erasure)(id=number, act_id=act, at=unit.now, user_id=acting.user_id, reason=reason.strip()[:300])
        for number, act in zip(unit.ids(len(wanted)), wanted, strict=True)
    )
    return len(wanted)


@command("privacy.erase_person", _("Erase a person from the audit"))
def erase_person(words: str, *, reason: str, unit: Unit, acting: Acting) -> int:
    """Erase everything the audit holds in acts that mention a person: an e-mail, a phone, a full name as it was typed.

    Look at the preview first: it names every act. A whole act is erased, what it says of others too. Returns how many.
    The words themselves are not kept. Raises Refused: WordsTooShort, NothingFound, NoReason.
    """
    sought = words.strip()
    if len(sought) < LEAST:
        raise Refused([WordsTooShort(words=sought, least=LEAST)])
    like = "%" + sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = [act for (act,) in unit.rows(HOLD, [like])]
    if not found:
        raise Refused([NothingFound()])
    unit.notes["kept out of the audit"] = ("words",)
    return erase_payloads(found, reason=reason, unit=unit)
