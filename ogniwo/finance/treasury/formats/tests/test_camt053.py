"""Statements: read whole, held when they do not add up, refused when they attack, written and read back."""

import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogniwo.finance.treasury.formats.camt053 import NAMESPACE, read_statements
from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
from ogniwo.finance.treasury.formats.refusals import StatementDoesNotAddUp
from ogniwo.finance.treasury.formats.statement import (
    Balance,
    Detail,
    Entry,
    Statement,
    refuse_if_it_does_not_add_up,
)
from ogniwo.kernel.xml import FileRefused

CASES = Path(__file__).parents[6] / "shared" / "cases"
shared = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not on this machine")
DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Id>S7</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-11-23T20:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>PL61109010140000071219812874</IBAN></Id><Ccy>PLN</Ccy><Ownr><Nm>Meble Dębowe</Nm></Ownr></Acct>
<Bal><Tp><CdOrPrtry><Cd>PRCD</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">100.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-22</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">1100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">1100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>
<Ntry><Amt Ccy="PLN">1230.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-11-23T10:00:00</DtTm></BookgDt>
<ValDt><Dt>2026-11-24</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="PLN">1000.00</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Nm>Łoś S.A.</Nm><PstlAdr><AdrLine>Kraków</AdrLine></PstlAdr></Dbtr>
<DbtrAcct><Id><IBAN>PL29 1140 1081 0000 2670 0200 1002</IBAN></Id></DbtrAcct></RltdPties>
<RltdAgts><DbtrAgt><FinInstnId><BIC>BREXPLPW</BIC></FinInstnId></DbtrAgt></RltdAgts>
<RmtInf><Ustrd>FV/2026/11/</Ustrd><Ustrd>0007</Ustrd></RmtInf></TxDtls>
<TxDtls><AmtDtls><TxAmt><Amt Ccy="PLN">230.00</Amt></TxAmt></AmtDtls></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="PLN">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>
<AddtlNtryInf>Zwrot</AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="PLN">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""


@shared
def test_published_twin() -> None:
    expected = json.loads((CASES / "camt053_expected.json").read_text(encoding="utf-8"))["open"]
    (statement,) = read_statements((CASES / expected["file"]).read_bytes())
    refuse_if_it_does_not_add_up(statement)
    assert len(statement.entries) == expected["entries"]
    assert (str(statement.movement), str(statement.closing.amount)) == (expected["movement"], expected["closing"])
    assert [key[3] for key in statement.entry_keys()] == ["REF0001", "REF0002", "REF0003"]
    assert statement.entries[0].title == "PRZELEW SRODKOW 1"


def test_everything_of_an_entry() -> None:
    (statement,) = read_statements(OLD.encode())
    refuse_if_it_does_not_add_up(statement)
    assert (statement.number, statement.owner, statement.opening.amount) == ("7", "Meble Dębowe", Decimal("-100"))
    batch, reversal, pending = statement.entries
    assert (batch.amount, batch.booking_day, batch.value_day) == (Decimal("1230"), DAY, date(2026, 11, 24))
    assert (batch.operation, batch.details_add_up, len(batch.details)) == ("PMNT/RCDT/DMCT", True, 2)
    first = batch.details[0]
    assert (first.name, first.account, first.bank) == ("Łoś S.A.", "PL29114010810000267002001002", "BREXPLPW")
    assert (first.title, first.address, first.amount) == ("FV/2026/11/ 0007", ("Kraków",), Decimal("1000"))
    assert (reversal.reversal, reversal.amount, reversal.title) == (True, Decimal("-30"), "Zwrot")
    assert not pending.booked
    assert [balance.code for balance in statement.other_balances] == ["CLAV"]


def test_the_same_payment_twice_a_day_has_two_keys_and_the_same_file_the_same_ones() -> None:
    one = _statement(Entry(position=1, amount=Decimal("5"), booking_day=DAY), Entry(position=2, amount=Decimal("5"), booking_day=DAY))
    assert len(set(one.entry_keys())) == 2
    assert list(one.entry_keys()) == list(one.entry_keys())


def _statement(*entries: Entry, opening: str = "10.00", closing: Decimal | None = None) -> Statement:
    start = Decimal(opening)
    end = closing if closing is not None else start + sum((entry.amount for entry in entries if entry.booked), Decimal("0.00"))
    return Statement(
        statement_id="S1", number="1", account="PL61109010140000071219812874", currency="PLN", made_at=NOW,
        opening=Balance(code="OPBD", amount=start, day=DAY), closing=Balance(code="CLBD", amount=end, day=DAY), entries=entries,
    )


def _read(statement: Statement) -> Statement:
    (read,) = read_statements(write_camt053([statement], message_id="M1", made_at=NOW))
    return read


def test_wrong_closing_balance_is_held_and_named() -> None:
    content = write_camt053([_statement(closing=Decimal("10.01"))], message_id="M1", made_at=NOW)
    (statement,) = read_statements(content)
    with pytest.raises(StatementDoesNotAddUp) as held:
        refuse_if_it_does_not_add_up(statement)
    line = content.decode().splitlines()[held.value.line - 1]
    assert "<Bal>" in line and "10.01" in held.value.say("pl") and "0.01" in held.value.say("en")


@pytest.mark.parametrize("fault", ["wrong sign", "counted twice"])
def test_the_entry_that_explains_the_difference_is_named(fault: str) -> None:
    good = (Entry(position=1, amount=Decimal("7.00"), booking_day=DAY), Entry(position=2, amount=Decimal("-3.20"), booking_day=DAY))
    closing = Decimal("10.00") + Decimal("7.00") + (Decimal("3.20") if fault == "wrong sign" else 0)
    content = write_camt053([_statement(*good, closing=closing)], message_id="M1", made_at=NOW)
    with pytest.raises(StatementDoesNotAddUp) as held:
        refuse_if_it_does_not_add_up(read_statements(content)[0])
    lines = content.decode().splitlines()
    assert "<Ntry>" in lines[held.value.line - 1] and "3.20" in lines[held.value.line]


@shared
@pytest.mark.parametrize("name", ["billion_laughs.xml", "xxe_file.xml", "svg_script.svg"])
def test_hostile(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        read_statements((CASES / "hostile" / name).read_bytes())
    assert refused.value.line == 1 and time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1230.00", "NaN", "statement.value"),
        ("1230.00", "1e3", "statement.value"),
        ("1230.00", "-1230.00", "statement.value"),
        ("1230.00", "١٢٣", "statement.value"),
        ("1230.00", "1 230,00", "statement.value"),
        ('Ccy="PLN">1230.00', 'Ccy="EUR">1230.00', "statement.currency"),
        ("<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>", "<CdtDbtInd>X</CdtDbtInd>", "statement.value"),
        ("2026-11-23T10:00:00", "23.11.2026", "statement.value"),
        ("<Cd>CLBD</Cd>", "<Cd>XXXX</Cd>", "statement.missing"),
        ("camt.053.001.02", "camt.052.001.02", "statement.other_form"),
        ("Łoś", "\x1a", "xml.broken"),
        ("</Stmt>", "", "xml.broken"),
    ],
)
def test_broken_statement_names_its_line(old: str, new: str, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_statements(OLD.replace(old, new).encode())
    assert refused.value.code == code and refused.value.line >= 1
    assert str(refused.value.line) in refused.value.say("pl")


def test_truncated_and_wrong_encoding() -> None:
    content = OLD.encode()
    for cut in (10, len(content) // 2, len(content) - 5):
        with pytest.raises(FileRefused) as refused:
            read_statements(content[:cut])
        assert refused.value.code == "xml.broken"
    with pytest.raises(FileRefused) as refused:
        read_statements(OLD.encode("cp1250"))
    assert (refused.value.code, refused.value.line) == ("xml.encoding", 4)


def test_large_statement_is_read_in_time() -> None:
    entries = [Entry(position=place, amount=Decimal("1.01"), booking_day=DAY, bank_reference=f"R{place}",
                     details=(Detail(amount=Decimal("1.01"), name="Firma", title=f"FV {place}"),)) for place in range(1, 5001)]
    content = write_camt053([_statement(*entries)], message_id="M1", made_at=NOW)
    started = time.monotonic()
    refuse_if_it_does_not_add_up(read_statements(content)[0])
    assert time.monotonic() - started < 2
    with pytest.raises(FileRefused) as refused:
        read_statements(b" " * (10 * 1024 * 1024 + 1))
    assert refused.value.code in ("xml.too_large", "xml.empty")


word = st.none() | st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=30)
money = st.decimals(min_value=Decimal("-999999.99"), max_value=Decimal("999999.99"), places=2).filter(bool)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    entries = []
    for place in range(draw(st.integers(0, 5))):
        amount = draw(money)
        detail = Detail(amount=amount, name=draw(word), title=draw(word), end_to_end=draw(word), account=draw(
            st.none() | st.just("DE89370400440532013000")), structured_reference=draw(word), transaction=draw(word))
        if draw(st.booleans()):
            detail = replace(detail, instructed=Decimal("10.00"), instructed_currency="EUR",
                             exchange_rate=Decimal("4.2512"), charges=Decimal("1.50"), bank="BREXPLPW", address=("a", "b"))
        entries.append(Entry(
            position=place + 1, amount=amount, booking_day=DAY, value_day=draw(st.none() | st.just(DAY)),
            status=draw(st.sampled_from(["BOOK", "PDNG"])), reversal=draw(st.booleans()), text=draw(word),
            bank_reference=draw(word), operation=draw(word | st.just("PMNT/RCDT/DMCT")), details=(detail,) if draw(st.booleans()) else ()))
    return _statement(*entries, opening=str(draw(money)))


def _without_lines(statement: Statement) -> Statement:
    return replace(
        statement, line=0, opening=replace(statement.opening, line=0), closing=replace(statement.closing, line=0),
        entries=tuple(replace(entry, line=0) for entry in statement.entries))


@settings(max_examples=80, deadline=None)
@given(statements())
def test_written_is_read_back(statement: Statement) -> None:
    read = _read(statement)
    assert _without_lines(read) == statement
    refuse_if_it_does_not_add_up(read)
    again = write_camt053([read], message_id="M1", made_at=NOW)
    assert again == write_camt053([statement], message_id="M1", made_at=NOW)


def test_namespaces() -> None:
    for version in ("02", "08"):
        assert read_statements(OLD.replace(NAMESPACE + "02", NAMESPACE + version).encode())


def test_a_flood_of_elements_is_refused_before_it_is_built() -> None:
    flood = OLD.replace("<Ntry>", "<a/>" * 900_000 + "<Ntry>", 1).encode()
    started = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        read_statements(flood)
    assert refused.value.code == "xml.too_many" and time.monotonic() - started < 1
