"""Campaigns and leads on a real database."""

from decimal import Decimal

import pytest

from ogniwo.crm.interactions import queries as interactions
from ogniwo.crm.marketing import queries
from ogniwo.crm.pipeline import queries as pipeline
from ogniwo.crm.tests.conftest import codes
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.models import User
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.parties.models import Consent, PartyTerms

FAIR = {"name": "Targi Meble 2026", "starts_on": "2026-03-01", "ends_on": "2026-03-05", "channel": "fair", "planned_cost": "5000.00", "target_leads": 40}


def lead(n=1, **more):
    return {"company": f"Salon {chr(64 + n)}{chr(70 + n)}{chr(75 + n)}ski", "name": f"Osoba {n}", "email": f"o{n}@salon{n}.pl", "phone": f"6010000{n:02}", "need": "Sto krzeseł\nna wrzesień", **more}


def test_campaign_runs_its_way(firm):
    [pk] = firm.do("marketing.add_campaign", card=FAIR)
    firm.do("marketing.start_campaigns", campaigns=[pk])
    firm.do("marketing.change_campaign", campaign=pk, card={**FAIR, "name": "Targi Poznań"})
    firm.do("marketing.finish_campaigns", campaigns=[pk])
    [c] = firm.read(queries.campaigns)
    assert (c.number, c.title, c.state, c.planned_cost, c.currency) == ("KMP/2026/001", "Targi Poznań", "finished", Decimal("5000.00"), "PLN")
    with pytest.raises(Refused) as no:
        firm.do("marketing.start_campaigns", campaigns=[pk])
    assert codes(no) == ["documents.wrong_state"]
    for wrong, code in (({"name": " "}, "marketing.unnamed"), ({"ends_on": "2026-02-01"}, "marketing.wrong_days"), ({"planned_cost": "-1"}, "marketing.negative_plan"), ({"channel": "x"}, "kernel.invalid")):
        with pytest.raises(Refused) as no:
            firm.do("marketing.add_campaign", card={**FAIR, **wrong})
        assert codes(no) == [code]


def test_lead_to_opportunity_with_causes_and_history(firm):
    [campaign] = firm.do("marketing.add_campaign", card=FAIR)
    [one] = firm.do("marketing.add_leads", leads=[lead(campaign=campaign, consent=True, consent_text="Zgadzam się na oferty.")])
    firm.do("interactions.log_call", about=one, topic="Czego potrzebują", text="Krzesła dębowe")
    [opportunity] = firm.do("marketing.qualify_leads", leads=[one], expected_value="12000", expected_close="2026-05-31")
    [o] = firm.read(pipeline.opportunities)
    assert (o.pk, o.number, o.title, o.total, o.campaign_id, o.stage_code) == (opportunity, "SZ/2026/0001", "Salon AGLski: Sto krzeseł", Decimal(12000), campaign, "new")
    party = o.subject_id
    [was] = firm.read(queries.leads)
    assert (was.state, was.subject_id, was.campaign_name) == ("qualified", party, "Targi Meble 2026")
    assert firm.read(lambda acting: list(PartyTerms.objects.filter(pk=party).values_list("customer", "party__name"))) == [(True, "Salon AGLski")]
    assert firm.read(lambda acting: [(c.kind, c.text) for c in Consent.objects.filter(party=party)]) == [("marketing", "Zgadzam się na oferty.")]
    assert [item.text for item in firm.read(interactions.timeline, party)] == ["Opportunity", "Call", "Lead"]
    assert firm.read(lambda acting: {k: v.number for k, v in queries.campaigns_of(Reader(), [opportunity, one]).items()}) == dict.fromkeys((opportunity, one), "KMP/2026/001")
    assert {(f.kind, f.record) for f in firm.read(find, "salon")} >= {("lead", one), ("opportunity", opportunity), ("party", party)}


def test_lead_of_a_known_party_links_it(firm):
    [one] = firm.do("marketing.add_leads", leads=[lead(email="biuro@dab.pl", party=firm.party)])
    [opportunity] = firm.do("marketing.qualify_leads", leads=[one])
    assert [o.subject_id for o in firm.read(pipeline.opportunities)] == [firm.party]
    [two] = firm.do("marketing.add_leads", leads=[lead(2)])
    firm.do("marketing.qualify_leads", leads=[two], party=firm.party)
    assert len(firm.read(pipeline.opportunities_of_party, firm.party)) == 2 and opportunity


def test_duplicates_are_named(firm):
    [one] = firm.do("marketing.add_leads", leads=[lead()])
    for again, record in ((lead(2, email="BIURO@dab.pl"), firm.party), (lead(2, company="STOLARNIA DAB spółka z o.o."), firm.party), (lead(2, phone="+48 601 000 001"), one), (lead(2, company="Salon AGLsky"), one)):
        with pytest.raises(Refused) as no:
            firm.do("marketing.add_leads", leads=[again])
        assert codes(no) == ["marketing.possible_duplicate"] and no.value.errors[0].record == record, again
    with pytest.raises(Refused) as no:
        firm.do("marketing.import_leads", rows=[lead(3), lead(4), lead(5, email="o3@salon3.pl"), lead(6, phone="601000001")])
    assert [(e.code, e.line) for e in no.value.errors] == [("marketing.possible_duplicate", 3), ("marketing.possible_duplicate", 4)]
    assert "o3@salon3.pl" in no.value.errors[0].sentence()
    assert len(firm.do("marketing.import_leads", rows=[lead(3), lead(5, email="o3@salon3.pl", accept_duplicate=True)])) == 2
    assert len(firm.do("marketing.add_leads", leads=[lead()], accept_duplicates=True)) == 1


def test_refusals_of_leads(firm):
    for wrong, code in (({"company": "", "name": ""}, "nobody_named"), ({"email": "", "phone": ""}, "no_way_back"), ({"email": "x"}, "wrong_email"), ({"consent": True}, "consent_unworded")):
        with pytest.raises(Refused) as no:
            firm.do("marketing.add_leads", leads=[lead(**wrong)])
        assert codes(no) == [f"marketing.{code}"]
    [one] = firm.do("marketing.add_leads", leads=[lead()])
    with pytest.raises(Refused) as no:
        firm.do("marketing.drop_leads", leads=[one], reason=" ")
    assert codes(no) == ["marketing.no_reason"]
    with pytest.raises(Refused) as no:
        firm.do("marketing.add_leads", leads=[lead(2, campaign=one)])
    assert codes(no) == ["kernel.not_found"]
    firm.do("marketing.drop_leads", leads=[one], reason="Nie ten rynek")
    with pytest.raises(Refused) as no:
        firm.do("marketing.qualify_leads", leads=[one])
    assert codes(no) == ["documents.wrong_state"]
    with pytest.raises(NoRight):
        firm.do("marketing.add_leads", leads=[lead()], acting=firm.seller("marketing.leads"))


def test_change_and_stale(firm):
    [one] = firm.do("marketing.add_lead", lead={"company": "Nowa", "email": "a@nowa.pl"})
    firm.do("marketing.change_lead", lead=one, card={"company": "Nowa Sp.", "phone": "600700800", "source": "fair"}, need="Stoły", versions={one: 1})
    with pytest.raises(Refused) as no:
        firm.do("marketing.change_lead", lead=one, card={"company": "Inna", "phone": "600700800"}, versions={one: 1})
    assert codes(no) == ["kernel.stale"]
    assert firm.read(queries.lead_form, one)["card"]["company"] == "Nowa Sp."


def test_own_rule_hides_and_guards(firm):
    other = User.objects.create(email="x@example.com", name="Adam Obcy")
    narrow = firm.seller("*", rules={"marketing.lead": "own"}, user_id=other.pk)
    [theirs] = firm.do("marketing.add_leads", leads=[lead()])
    [own] = firm.do("marketing.add_leads", leads=[lead(2)], acting=narrow)
    assert [x.pk for x in firm.read(queries.leads, acting=narrow)] == [own]
    for name, more in (("marketing.qualify_leads", {}), ("marketing.drop_leads", {"reason": "x"})):
        with pytest.raises(Refused) as no:
            firm.do(name, leads=[theirs], acting=narrow, **more)
        assert codes(no) == ["kernel.not_found"]
    with pytest.raises(Refused) as no:
        firm.do("marketing.add_leads", leads=[lead(3, email="o1@salon1.pl")], acting=narrow)
    [error] = no.value.errors
    assert (error.code, error.record) == ("marketing.possible_duplicate", None) and "AGLski" not in error.sentence() and "Ewa" in error.sentence()
    with pytest.raises(Refused) as no:
        firm.do("interactions.log_call", about=theirs, topic="x", acting=narrow)
    assert codes(no) == ["kernel.not_found"]


def test_statements_are_flat(firm):
    [campaign] = firm.do("marketing.add_campaigns", campaigns=[FAIR])

    def flat(name, make, field):
        few = firm.statements(lambda: firm.do(name, **{field: make(1, 0)}))
        assert firm.statements(lambda: firm.do(name, **{field: make(20, 1)})) == few, name

    def some(n, start, **more):
        return [{"company": f"Firma{chr(65 + start)}{i:03}xyz", "email": f"{start}-{i}@f.pl", "campaign": campaign, "consent": True, "consent_text": "Tak", **more} for i in range(n)]

    flat("marketing.add_campaigns", lambda n, s: [FAIR] * n, "campaigns")
    flat("marketing.import_leads", lambda n, s: some(n, s, accept_duplicate=True), "rows")
    made = firm.do("marketing.add_leads", leads=some(21, 2), accept_duplicates=True)
    for pk in made:
        firm.do("interactions.log_note", about=pk, topic="Notatka")
    flat("marketing.qualify_leads", lambda n, s: made[s : s + n], "leads")
    more = firm.do("marketing.add_leads", leads=some(21, 3), accept_duplicates=True)
    few = firm.statements(lambda: firm.do("marketing.drop_leads", leads=more[:1], reason="x"))
    assert firm.statements(lambda: firm.do("marketing.drop_leads", leads=more[1:], reason="x")) == few
