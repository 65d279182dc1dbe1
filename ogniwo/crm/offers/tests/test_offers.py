"""Offers written, judged by margin, approved by a second person, sent as PDF by real mail, answered; margins kept from those who don't see them."""

import email
import socket
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from email import policy

import pytest
from aiosmtpd.controller import Controller

from ogniwo.crm.offers import commands, queries
from ogniwo.crm.offers.models import Offer
from ogniwo.crm.offers.rules import Margin, OfferInput, below_floor, margin_of
from ogniwo.crm.pipeline import commands as pipeline
from ogniwo.crm.pipeline.rules import NewOpportunity
from ogniwo.kernel.approvals import commands as approvals
from ogniwo.kernel.approvals.models import Request
from ogniwo.kernel.commands import run
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.documents.models import Cause, Document
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.files.models import File
from ogniwo.kernel.files.queries import content
from ogniwo.kernel.mail.models import Letter
from ogniwo.kernel.printing.tests.documents import words_of
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.writing.unit import Counter
from ogniwo.masterdata.catalog import commands as catalog
from ogniwo.masterdata.catalog.rules.inputs import NewPriceList, PriceInput, StockTerms
from ogniwo.masterdata.parties import commands as parties
from ogniwo.masterdata.parties.rules.inputs import Terms
from ogniwo.masterdata.taxation.commands import NewExchangeRate, set_exchange_rates
from ogniwo.masterdata.tests.samples import UNITS, party, product
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.workbench import listing, registry
from ogniwo.workbench.declare import GridRow

D = Decimal
TODAY = date(2026, 3, 2)


@pytest.fixture
def shop(firm):
    """Products that cost 60 and sell for 100, and customers: a Polish one, an English one in euro."""
    units = [u for u in UNITS if not firm.rows("SELECT 1 FROM catalog_unit WHERE code = %s", [u.code])]
    catalog.add_units(units, acting=firm.acting)
    ids = catalog.add_products([product(1, terms=StockTerms(standard_cost=D(60))), product(2, terms=StockTerms(standard_cost=D(95)))], acting=firm.acting)
    (standard,) = catalog.add_price_lists([NewPriceList("STD", {"pl": "Cennik"}, standard=True)], acting=firm.acting)
    catalog.set_prices(standard, [PriceInput(pk, D(100)) for pk in ids], acting=firm.acting)
    firm.products = {"good": ids[0], "poor": ids[1]}
    made = parties.add_parties([
        party(1, name="Żółty Łoś Spółka Akcyjna"), party(2, name="Blue Moose Ltd", language="en", terms=Terms(customer=True, currency="EUR")), party(3, points=(), contacts=()),
    ], acting=firm.acting)  # fmt: skip
    firm.parties = dict(zip(("los", "moose", "mute"), made, strict=True))
    return firm


def offer(firm, *, to="los", of="good", opportunity=None, **line):
    header = HeaderInput(firm.parties[to], TODAY, title="Krzesła do świetlicy")
    return OfferInput(header, (LineInput(product=firm.products[of], quantity=D(10), **line),), opportunity=opportunity)


def write(firm, who, *args, **more):
    return commands.write_offers([offer(firm, *args, **more)], acting=who)[0]


def state(firm, pk):
    return firm.rows("SELECT state FROM documents_document WHERE id = %s", [pk])[0][0]


def codes(refused):
    return [error.code for error in refused.value.errors]


def sent(work):
    before = Counter.sent
    work()
    return Counter.sent - before


def test_a_margin_is_net_less_known_cost():
    assert margin_of([(D(100), D(60)), (D(30), None)]) == Margin(D(100), D(60))
    assert margin_of([(D(30), None)]) is None
    assert [below_floor(Margin(D(100), cost), D(10)) for cost in (D(90), D("90.01"))] == [False, True]
    assert below_floor(Margin(D(0), D(1)), D(0))
    assert Margin(D(0), D(1)).percent is None


def test_an_offer_is_written_numbered_found_and_caused(shop, acting_as):
    seller = acting_as("seller")
    (chance,) = pipeline.add_opportunities([NewOpportunity(shop.parties["los"], "Świetlica")], acting=seller)
    pk = write(shop, seller, opportunity=chance)
    with reading(seller):
        row = queries.offers(acting=seller).get(pk=pk)
        assert (row.number, row.state, row.net, row.gross, row.valid_until) == ("OF/2026/0001", "draft", D("1000.00"), D("1230.00"), TODAY + timedelta(days=30))
        assert Cause.objects.get(target=pk).kind == "opportunity"
        assert [o.pk for o in queries.offers_of_opportunity(chance, acting=seller)] == [pk]
        assert pk in [f.record for f in find("zolty los krzesla", acting=seller)]
        start = queries.offer_start(chance, acting=seller)
        assert (start["opportunity"], start["header"]["party"]) == (chance, shop.parties["los"])
    with pytest.raises(Refused) as no:
        write(shop, seller, to="mute", opportunity=chance)
    assert codes(no) == ["offers.other_party"]
    with pytest.raises(Refused) as no:
        commands.write_offers([OfferInput(HeaderInput(shop.parties["los"], TODAY), (LineInput(product=shop.products["good"]),), TODAY - timedelta(days=1))], acting=seller)
    assert codes(no) == ["offers.ends_before"]


def test_a_good_offer_is_sent_by_mail_and_accepted(shop, acting_as, settings):
    seller = acting_as("seller")
    (chance,) = pipeline.add_opportunities([NewOpportunity(shop.parties["los"], "Świetlica")], acting=seller)
    pk = write(shop, seller, opportunity=chance)
    commands.send_offers([pk], acting=seller)
    assert state(shop, pk) == "sent"
    assert shop.rows("SELECT s.code FROM pipeline_opportunity o JOIN pipeline_stage s ON s.id = o.stage_id WHERE o.document_id = %s", [chance]) == [("proposal",)]
    (got,) = mails(shop, settings)
    assert (got["To"], got["Subject"]) == ("biuro1@example.com", "Oferta OF/2026/0001 firmy Alfa")
    (paper,) = got.iter_attachments()
    assert paper.get_filename() == "OF-2026-0001.pdf"
    with reading(seller):
        kept = File.objects.get(document=pk, kind="print")
        assert (kept.language, content(kept.pk, acting=seller)[2]) == ("pl", paper.get_content())
        assert Letter.objects.get(document=pk).sent_at
    words = words_of(paper.get_content())
    for said in ("Oferta", "Żółty Łoś Spółka Akcyjna", "Krzesło dębowe 1", "Krzesła do świetlicy", "1 230,00 PLN", "Ważna do", "01.04.2026"):
        assert said in words, words
    assert "60" not in words.replace("60-001", "").replace("5260250995", "")  # neither cost nor margin
    commands.accept_offers([pk], accepted_by="Anna Nowak", acting=seller)
    assert state(shop, pk) == "accepted"
    assert state(shop, chance) == "won"


def mails(firm, settings):
    """What a real SMTP server gets when the worker goes round once."""
    got = []

    class Keep:
        async def handle_DATA(self, _server, _session, envelope):
            got.append(email.message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(Keep(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        assert firm.deliver() == 1
    finally:
        server.stop()
    return got


def test_an_offer_below_the_floor_waits_for_a_second_person(shop, acting_as):
    seller, accountant = acting_as("seller"), acting_as("accountant")
    pk = write(shop, seller, of="poor")
    commands.send_offers([pk], acting=seller)
    assert state(shop, pk) == "waiting"
    with reading(seller):
        assert not Letter.objects.exists()
        (request,) = Request.objects.all()
        assert (request.needs, request.amount) == ("offers.approve_offers", D("1230.00"))
    with pytest.raises(Refused) as no:
        commands.send_offers([pk], acting=seller)
    assert codes(no) == ["documents.wrong_state"]
    with pytest.raises(Exception, match="access"):
        run("offers.approve_offers", seller, {"offers": [str(pk)]})
    commands.approve_offers([pk], acting=accountant)
    assert state(shop, pk) == "approved"
    commands.send_offers([pk], acting=seller)
    assert state(shop, pk) == "sent"
    with reading(seller):
        assert [r.decided_by_id for r in queries.approvals_of(pk, acting=seller)] == [accountant.user_id]


def test_who_asked_never_approves(shop):
    owner = shop.acting
    pk = write(shop, owner, of="poor")
    commands.send_offers([pk], acting=owner)
    with pytest.raises(Refused) as no:
        commands.approve_offers([pk], acting=owner)
    assert codes(no) == ["approvals.own_request"]
    assert state(shop, pk) == "waiting"


def test_a_refused_offer_is_a_draft_again_and_its_approval_dies_with_a_change(shop, acting_as):
    seller, accountant = acting_as("seller"), acting_as("accountant")
    pk = write(shop, seller, of="poor")
    commands.send_offers([pk], acting=seller)
    commands.refuse_offers([pk], answer="Za tanio", acting=accountant)
    assert state(shop, pk) == "draft"
    commands.send_offers([pk], acting=seller)
    with reading(accountant):
        (request,) = Request.objects.filter(state="waiting").values_list("pk", flat=True)
    approvals.approve([request], acting=accountant)  # from the list of what waits for me
    assert state(shop, pk) == "approved"
    commands.rework_offers([pk], acting=seller)
    header = HeaderInput(shop.parties["los"], TODAY)
    commands.change_offer(pk, header, [LineInput(product=shop.products["poor"], quantity=D(1), price=D(90))], valid_until=TODAY, acting=seller)
    commands.send_offers([pk], acting=seller)
    assert state(shop, pk) == "waiting"


def test_the_floor_is_the_companys(shop, acting_as):
    shop_floor(shop, 3)
    pk = write(shop, acting_as("seller"), of="poor")
    commands.send_offers([pk], acting=acting_as("seller"))
    assert state(shop, pk) == "sent"


def shop_floor(firm, percent):
    firm.rows("UPDATE tenancy_company SET policies = policies || jsonb_build_object('offer_margin_floor_percent', %s::int) WHERE id = %s RETURNING id", [percent, firm.company])


def test_a_sent_offer_does_not_change_and_is_answered_once(shop, acting_as, as_role):
    seller = acting_as("seller")
    pk = write(shop, seller)
    with pytest.raises(Refused) as no:
        commands.accept_offers([pk], acting=seller)
    assert codes(no) == ["documents.wrong_state"]
    commands.send_offers([pk], acting=seller)
    with pytest.raises(Refused) as no:
        commands.change_offer(pk, HeaderInput(shop.parties["los"], TODAY), [LineInput(product=shop.products["good"])], valid_until=TODAY, acting=seller)
    assert codes(no) == ["documents.wrong_state"]
    app = as_role("app")
    app.execute("SELECT set_config('ogniwo.company', %s, false)", [str(shop.company)])
    with pytest.raises(Exception, match="is sent"):
        app.execute("UPDATE offers_offer SET valid_until = '2030-01-01'")
    with pytest.raises(Exception, match="permission denied"):
        app.execute("UPDATE offers_offer SET opportunity_id = NULL")
    with pytest.raises(Refused) as no:
        commands.decline_offers([pk], reason=" ", acting=seller)
    assert codes(no) == ["offers.why_declined"]
    commands.decline_offers([pk], reason="Cena", acting=seller)
    with pytest.raises(Refused):
        commands.accept_offers([pk], acting=seller)
    late = shop.acting_as("seller", on=TODAY + timedelta(days=31))
    other = write(shop, seller)
    commands.send_offers([other], acting=seller)
    with pytest.raises(Refused) as no:
        commands.accept_offers([other], acting=late)
    assert codes(no) == ["offers.expired"]
    commands.accept_offers([other], late=True, acting=late)


def test_a_new_version_replaces_the_one_before_it_when_sent(shop, acting_as):
    seller = acting_as("seller")
    first = write(shop, seller, price=D("88.50"))
    commands.send_offers([first], acting=seller)
    (second,) = commands.copy_offer([first], acting=seller)
    with reading(seller):
        copy = Offer.objects.get(pk=second)
        (line,) = queries.offer_lines(second, acting=seller)
        assert (copy.previous_id, copy.version_number, line.price) == (first, 2, D("88.50"))
    assert state(shop, first) == "sent"
    commands.send_offers([second], acting=seller)
    assert (state(shop, first), state(shop, second)) == ("declined", "sent")


def test_where_it_goes(shop, acting_as):
    seller = acting_as("seller")
    mute, english = write(shop, seller, to="mute"), None
    with pytest.raises(Refused) as no:
        commands.send_offers([mute], acting=seller)
    assert codes(no) == ["offers.no_recipient"]
    assert state(shop, mute) == "draft"
    with pytest.raises(Refused) as no:
        write(shop, seller, to="moose")  # no list in euro
    assert codes(no) == ["trade.no_price"]
    english = write(shop, seller, to="moose", price=D(30))
    with pytest.raises(Refused) as no:
        commands.send_offers([english], acting=seller)
    assert codes(no) == ["offers.no_rate"]
    set_exchange_rates([NewExchangeRate("EUR", date(2026, 2, 27), D("4.20"), source="T")], acting=shop.acting)
    commands.change_offer(english, HeaderInput(shop.parties["moose"], TODAY), [LineInput(product=shop.products["good"], quantity=D(10), price=D(30))], valid_until=TODAY, acting=seller)
    with pytest.raises(Refused) as no:
        commands.send_offers([english, mute], to=["a@example.com"], acting=seller)
    assert codes(no) == ["offers.several_parties"]
    commands.send_offers([english], to=["a@example.com", "b@example.com"], message="Dear Sir", acting=seller)
    with reading(shop.acting):
        letter = Letter.objects.get(document=english)
        assert (letter.recipients, letter.text, letter.topic[:6]) == (["a@example.com", "b@example.com"], "Dear Sir", "Offer ")
        (line,) = queries.offer_lines(english, acting=shop.acting)
        assert (line.net, line.margin, line.margin_percent) == (D("300.00"), D("660.00"), D("52.38"))
        paper = words_of(content(File.objects.get(document=english).pk, acting=shop.acting)[2])
    assert "Oak chair 1" in paper
    assert "Valid until" in paper


def test_the_margin_is_only_for_those_who_see_it(shop, acting_as):
    seller, accountant = acting_as("seller"), acting_as("accountant")
    pk = write(shop, seller)
    screen = registry.screen("offers.offers")
    with reading(seller):
        assert queries.offers(acting=seller).get(pk=pk).margin is None
        assert not queries.offers(acting=seller).filter(margin__gt=0).exists()
        (line,) = queries.offer_lines(pk, acting=seller)
        assert (line.margin, line.margin_percent, line.net) == (None, None, D("1000.00"))
        assert "margin" not in listing.sortable(screen, seller)
        assert "margin" not in [c.name for c in listing.build(screen, listing.ask(screen, {}, seller), seller).columns]
        assert "cost" not in repr(line)
        grid = queries.calc([GridRow("a", {"product": shop.products["good"], "quantity": D(1)})], {"header.party": shop.parties["los"], "header.day": TODAY}, acting=seller)
        assert "margin" not in grid.rows[0].outputs
        assert grid.rows[0].outputs["price_why"]
        assert "Margin" not in [t.title for t in grid.totals]
    with reading(accountant):
        assert queries.offers(acting=accountant).get(pk=pk).margin == D("400.00")
        (line,) = queries.offer_lines(pk, acting=accountant)
        assert (line.margin, line.margin_percent) == (D("400.00"), D("40.00"))
        assert "margin" in listing.sortable(screen, accountant)
        grid = queries.calc([GridRow("a", {"product": shop.products["good"], "quantity": D(1)})], {"header.party": shop.parties["los"], "header.day": TODAY}, acting=accountant)
        assert grid.rows[0].outputs["margin"] == D("40.00")


def test_one_statement_count_for_one_and_for_many(shop, acting_as):
    seller = acting_as("seller")

    def cost(work, one, many):
        work(one[0])
        single = sent(lambda: work(one[1]))
        return sent(lambda: work(many)) - single

    def made(n):
        return commands.write_offers([offer(shop)] * n, acting=seller)

    assert cost(made, [1, 1], 100) <= 1  # now and then a new block of ids
    groups = [made(1), made(1)], made(100)
    assert cost(lambda ids: commands.send_offers(ids, acting=seller), *groups) <= 1
    assert cost(lambda ids: commands.copy_offer(ids, acting=seller), *groups) <= 1
    assert cost(lambda ids: commands.accept_offers(ids, acting=seller), *groups) <= 1
    poor = [commands.write_offers([offer(shop, of="poor")] * n, acting=seller) for n in (1, 1, 100)]
    assert cost(lambda ids: commands.send_offers(ids, acting=seller), poor[:2], poor[2]) <= 1
    assert cost(lambda ids: commands.approve_offers(ids, acting=acting_as("accountant")), poor[:2], poor[2]) <= 1


def test_own_only_means_own(shop, acting_as):
    seller = acting_as("seller")
    mine, theirs = write(shop, seller), write(shop, shop.acting)
    narrow = replace(seller, rules={"offers.offer": "own"})
    with reading(narrow):
        assert [o.pk for o in queries.offers(acting=narrow)] == [mine]
        with pytest.raises(Exception, match="not_found"):
            queries.offer_lines(theirs, acting=narrow)
    for act in (lambda: commands.send_offers([theirs], acting=narrow), lambda: commands.copy_offer([theirs], acting=narrow)):
        with pytest.raises(Refused) as no:
            act()
        assert codes(no) == ["kernel.not_found"]
    assert state(shop, theirs) == "draft"


def test_a_company_sees_its_own_offers_only(shop, other_firm):
    pk = write(shop, shop.acting)
    with reading(other_firm.acting):
        assert not Offer.objects.exists()
        assert not Document.objects.filter(pk=pk).exists()
    with pytest.raises(Refused) as no:
        commands.send_offers([pk], acting=other_firm.acting)
    assert codes(no) == ["kernel.not_found"]
