"""Opportunities on a real database."""

from decimal import Decimal

import pytest

from ogniwo.crm.marketing.queries import campaigns
from ogniwo.crm.pipeline import queries
from ogniwo.crm.pipeline.rules import Attribution
from ogniwo.crm.tests.conftest import codes
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.models import User
from ogniwo.kernel.errors import Refused


def new(firm, n=1, **more):
    return [{"party": firm.party, "title": f"Krzesła {i}", "expected_value": "1000.00", "expected_close": "2026-04-30", **more} for i in range(n)]


def states(firm):
    return {o.pk: (o.state, o.stage_code) for o in firm.read(queries.opportunities)}


def test_board_stages_and_moves(firm):
    one, two = firm.do("pipeline.add_opportunities", opportunities=[*new(firm), *new(firm, stage="proposal", expected_value="250.50")])
    assert [stage.key for stage in firm.read(queries.board_stages)] == ["new", "need", "proposal", "negotiation"]
    assert [stage.title for stage in firm.read(queries.board_stages)] == ["Nowa", "Potrzeba", "Propozycja", "Negocjacje"]
    firm.do("pipeline.move_opportunities", opportunities=[one], stage="negotiation", versions={one: 1})
    assert states(firm) == {one: ("open", "negotiation"), two: ("open", "proposal")}
    assert {o.pk: (o.total, o.weighted) for o in firm.read(queries.opportunities)} == {one: (Decimal("1000.00"), Decimal("750.00")), two: (Decimal("250.50"), Decimal("125.25"))}
    with pytest.raises(Refused) as no:
        firm.do("pipeline.move_opportunities", opportunities=[one], stage="need", versions={one: 1})
    assert codes(no) == ["kernel.stale"]
    firm.do("pipeline.win_opportunities", opportunities=[one], reason="Jakość")
    firm.do("pipeline.lose_opportunities", opportunities=[two], reason="Cena")
    assert [o.pk for o in firm.read(queries.board)] == [] and states(firm)[one] == ("won", "negotiation")
    firm.do("pipeline.reopen_opportunities", opportunities=[two])
    assert [(o.pk, o.reason, o.closed_on) for o in firm.read(queries.board)] == [(two, "", None)]


def test_change(firm):
    [one] = firm.do("pipeline.add_opportunity", party=firm.party, card={"title": "Stoły"}, need="Dwa", stage="need")
    firm.do("pipeline.change_opportunity", opportunity=one, card={"title": "Stoły dębowe", "expected_value": "900"}, need="Trzy", versions={one: 1})
    assert firm.read(queries.opportunity_form, one) == {"opportunity": one, "need": "Trzy", "card": {"title": "Stoły dębowe", "expected_value": Decimal(900), "expected_close": None}}


def test_refusals(firm):
    [one] = firm.do("pipeline.add_opportunities", opportunities=new(firm))
    for name, more, code in (
        ("pipeline.add_opportunities", {"opportunities": new(firm, title=" ")}, "pipeline.untitled"),
        ("pipeline.add_opportunities", {"opportunities": new(firm, expected_value="-1")}, "pipeline.negative_value"),
        ("pipeline.add_opportunities", {"opportunities": new(firm, stage="x")}, "pipeline.no_such_stage"),
        ("pipeline.add_opportunities", {"opportunities": new(firm, party=firm.contact)}, "kernel.not_found"),
        ("pipeline.move_opportunities", {"opportunities": [one], "stage": "x"}, "pipeline.no_such_stage"),
        ("pipeline.lose_opportunities", {"opportunities": [one], "reason": ""}, "pipeline.why_lost"),
        ("pipeline.reopen_opportunities", {"opportunities": [one]}, "documents.wrong_state"),
        ("pipeline.set_stages", {"stages": []}, "pipeline.no_stages"),
        ("pipeline.set_stages", {"stages": [{"code": "a", "name": {"en": "A"}, "probability": 101}, {"code": "new", "name": {}, "probability": 1}]}, "pipeline.wrong_probability"),
        ("pipeline.set_stages", {"stages": [{"code": "a", "name": {"en": "A"}, "probability": 10}]}, "pipeline.stage_in_use"),
    ):
        with pytest.raises(Refused) as no:
            firm.do(name, **more)
        assert codes(no) == [code], name
    for name in ("add_opportunities", "move_opportunities", "win_opportunities", "set_stages"):
        with pytest.raises(NoRight):
            firm.do(f"pipeline.{name}", acting=firm.seller("pipeline.opportunities"))


def test_stages_are_the_companys(firm):
    firm.do("pipeline.set_stages", stages=[{"code": "need", "name": {"pl": "Rozmowy"}, "probability": 20}, {"code": "trial", "name": {"pl": "Próba"}, "probability": 60}])
    assert [stage.key for stage in firm.read(queries.board_stages)] == ["need", "trial"]
    [one] = firm.do("pipeline.add_opportunities", opportunities=new(firm))
    assert states(firm)[one] == ("open", "need")


def test_own_rule(firm):
    other = User.objects.create(email="x@example.com", name="X")
    narrow = firm.seller("*", rules={"pipeline.opportunity": "own"}, user_id=other.pk)
    [one] = firm.do("pipeline.add_opportunities", opportunities=new(firm))
    assert firm.read(queries.opportunities, acting=narrow) == []
    with pytest.raises(Refused) as no:
        firm.do("pipeline.win_opportunities", opportunities=[one], acting=narrow)
    assert codes(no) == ["kernel.not_found"]


def test_what_campaigns_brought_sums_to_all(firm):
    fair, mail = firm.do("marketing.add_campaigns", campaigns=[{"name": "Targi", "starts_on": "2026-01-10", "planned_cost": "500"}, {"name": "Mailing", "starts_on": "2026-02-10"}])
    [lead] = firm.do("marketing.add_leads", leads=[{"company": "Nowa", "email": "a@nowa.pl", "campaign": fair}])
    [one] = firm.do("marketing.qualify_leads", leads=[lead], expected_value="100.01")
    [two] = firm.do("pipeline.add_opportunities", opportunities=new(firm, expected_value="50.01", campaigns=[fair, mail]))
    firm.do("pipeline.add_opportunities", opportunities=new(firm, expected_value="7"))
    firm.do("pipeline.win_opportunities", opportunities=[two])
    rows = {model: {r.id: (r.expected, r.won) for r in firm.read(queries.by_campaign, model)} for model in Attribution}
    assert rows[Attribution.FIRST] == {mail: (0, 0), fair: (Decimal("100.01"), Decimal("50.01")), None: (7, 0)}
    assert rows[Attribution.LAST][mail] == (0, Decimal("50.01"))
    assert sorted(won for _open, won in rows[Attribution.LINEAR].values()) == [0, Decimal("25.00"), Decimal("25.01")]
    assert all(sum(o for o, _w in table.values()) == Decimal("107.01") and sum(w for _o, w in table.values()) == Decimal("50.01") for table in rows.values())
    assert [c.leads for c in firm.read(campaigns)] and one


def test_statements_are_flat(firm):
    few = firm.statements(lambda: firm.do("pipeline.add_opportunities", opportunities=new(firm)))
    assert firm.statements(lambda: firm.do("pipeline.add_opportunities", opportunities=new(firm, 30))) == few
    made = [o.pk for o in firm.read(queries.opportunities)]
    for name, more in (("move", {"stage": "proposal"}), ("lose", {"reason": "Cena"}), ("reopen", {}), ("win", {})):
        few = firm.statements(lambda: firm.do(f"pipeline.{name}_opportunities", opportunities=made[:1], **more))  # noqa: B023
        assert firm.statements(lambda: firm.do(f"pipeline.{name}_opportunities", opportunities=made[1:], **more)) == few, name  # noqa: B023
