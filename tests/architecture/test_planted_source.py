"""Each source check catches a planted fault and lets its clean twin pass."""

import ast
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.architecture import declared, source, tree
from tests.architecture.house import Problem

LONG = "def f():\n" + "    x = 1\n" * 50
FOREIGN = "from ogniwo.masterdata.parties.models import Party\n"
SQL = "from ogniwo.finance.ledger.models import Entry\n"


def said(problems: Iterable[Problem]) -> str:
    return " | ".join(problem.says for problem in problems)


def parsed(rule: Callable[..., Iterable[Problem]], text: str, where: str = "ogniwo/finance/tax/commands.py") -> str:
    return said(rule(where, text, ast.parse(text)))


@pytest.mark.parametrize(
    ("bad", "good", "word"),
    [
        (LONG, LONG.replace("    x = 1\n", "", 1), "51 lines"),
        ("def f(a, b, c, *, d, e, g): ...", "def f(a, b, c, *, d, e, unit, acting): ...", "6 parameters"),
        ("def f(a, b, c, d, e, g): ...", "@command(\"x.y\")\ndef f(a, b, c, d, e, g): ...", "6 parameters"),
        ("x = 1\n" * 400, "x = 1\n" * 399, "401 lines"),
        ("async def f(a, b, c, d, e, g): ...", "async def f(self, a, b, c, d, e): ...", "6 parameters"),
    ],
)
def test_sizes(bad: str, good: str, word: str) -> None:
    assert word in parsed(source.sizes, bad) and not parsed(source.sizes, good)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("x = float('1.5')", "x = Decimal('1.5')"),
        ("print('x')", "log.info('print(x)')"),
        ("Entry.objects.raw('select')", "raw = 1"),
        ("Entry.objects.extra(where=[])", "extra(where=[])"),
        ("apps.is_installed('supply')", "installed = True"),
        ("x = 1  # TO" "DO: later", "x = 1  # TO" "DO (#12): later"),
        ("eval('1')", "literal_eval('1')"),
    ],
)
def test_banned_words(bad: str, good: str) -> None:
    assert parsed(source.words, bad) and not parsed(source.words, good)


@pytest.mark.parametrize("bad", ["buyer_nip = 1", "class KSeFChannel: ...", "# the JPK file", "def send_to_ksef(): ...", "pesel", "buyerNip"])
def test_words_of_one_countrys_law(bad: str) -> None:
    assert "lives in its pack" in said(source.law_words("x.py", bad))


@pytest.mark.parametrize("good", ["snippet", "manip = 1", "unipolar", "identifier", "nipped"])
def test_ordinary_words_are_not_law(good: str) -> None:
    assert not said(source.law_words("x.py", good))


def test_module_names() -> None:
    bad = [Path("ogniwo/finance/utils.py"), Path("ogniwo/finance/common/x.py"), Path("ogniwo/crm/helpers.py")]
    assert len(list(source.module_names(bad))) == 3
    assert not list(source.module_names([Path("ogniwo/finance/ledger/models.py")]))


@pytest.mark.parametrize(
    "bad",
    [
        FOREIGN + "Party.objects.all()",
        FOREIGN + "party = Party(name='x')\nparty.save()",
        FOREIGN + "def f(party: Party):\n    party.delete()",
        FOREIGN + "Party._default_manager.first()",
        "from ogniwo.masterdata.parties.models.party import Party as P\nP.objects.get()",
        "apps.get_model('parties', 'Party')",
    ],
)
def test_foreign_tables(bad: str) -> None:
    assert list(source.foreign_tables("ogniwo.finance.invoicing.commands.post", ast.parse(bad)))


def test_own_tables_and_foreign_keys_are_fine() -> None:
    good = SQL + FOREIGN + "Entry.objects.all()\nbuyer = ref(Party)\nx = Entry()\nx.save()"
    assert not list(source.foreign_tables("ogniwo.finance.ledger.queries", ast.parse(good)))
    assert not list(source.foreign_tables("ogniwo.finance.ledger.queries", ast.parse(FOREIGN + "Party.objects.all()")))
    assert list(source.foreign_tables("ogniwo.finance.ledger.commands", ast.parse(FOREIGN + "Party.objects.all()")))


@pytest.mark.parametrize(
    "bad",
    [
        "from ogniwo.finance.ledger.posting import drafts",
        "from ogniwo.finance.ledger import posting",
        "from ogniwo.finance.ledger.rules import _split",
        "from ogniwo.finance.ledger.commands._inner import x",
        "from ogniwo.crm.offers.screens import offers",
        "from ogniwo.kernel.books.writer import _stage",
    ],
)
def test_closed_doors(bad: str) -> None:
    assert list(source.closed_doors("ogniwo.supply.sales.commands", ast.parse(bad)))


@pytest.mark.parametrize(
    "good",
    [
        "from ogniwo.finance.ledger.commands import post",
        "from ogniwo.finance.ledger import queries",
        "from ogniwo.supply.sales.posting import drafts",
        "from ogniwo.kernel.text import N_ as _",
        "from ogniwo.kernel.books.writer import write",
        "from ogniwo.workbench.declare import List",
    ],
)
def test_open_doors(good: str) -> None:
    assert not list(source.closed_doors("ogniwo.supply.sales.commands", ast.parse(good)))


def test_machine_paths_and_hosts() -> None:
    slash = "/"
    for bad in (f"{slash}work{slash}main", f"see {slash}root{slash}x", f"{slash}home{slash}ewa{slash}x", "https://pypi" + ".org/simple", "<" * 7 + " HEAD"):
        assert said(tree.text_problems("x", bad)), bad
    for good in ("../shared/cases", "a/works/b", "https://example.org/work", "homework", "======= and more"):
        assert not said(tree.text_problems("x", good)), good


def test_locks() -> None:
    assert said(tree.lock_problems("x", '{"resolved": "x"}')) and said(tree.lock_problems("x", "django @ https://example.org/x.whl"))
    assert not said(tree.lock_problems("x", '{"funding": {"url": "https://example.org"}}'))


def test_placeholders() -> None:
    lost = declared.placeholder_problems("x", "{period} is closed", ["Okres jest zamknięty"])
    added = declared.placeholder_problems("x", "Closed", ["Zamknięty {period}"])
    assert "lost" in said(lost) and "has not" in said(added)
    assert not said(declared.placeholder_problems("x", "{n} of {m}", ["{m}: {n}"]))
