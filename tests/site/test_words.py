"""One catalogue out of many: found, compiled, counted in Polish, checked."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

import pytest

from ogniwo.site import words

INVOICES = '''
msgid "{count} invoice"
msgid_plural "{count} invoices"
msgstr[0] "{count} faktura"
msgstr[1] "{count} faktury"
msgstr[2] "{count} faktur"
msgstr[3] "{count} faktury"
'''
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two modules."""
    for name in ("sales", "stock"):
        (tmp_path / "wing" / name / "locale").mkdir(parents=True)
        (tmp_path / "wing" / name / "templates").mkdir()
    monkeypatch.setattr(words, "PACKAGE", tmp_path)
    monkeypatch.setattr(words, "ROOT", tmp_path)
    return tmp_path


def write(tree: Path, name: str, text: str) -> None:
    (tree / "wing" / name).write_text(text, encoding="utf-8")


def test_polish_counts_with_all_its_forms(tree: Path) -> None:
    write(tree, "sales/locale/pl.po", HEAD + INVOICES)
    words.fresh(tree / "built")
    with words.catalogue(tree / "built").open("rb") as file:
        polish = GNUTranslations(file)
    said = [polish.ngettext("{count} invoice", "{count} invoices", count).format(count=count) for count in (1, 2, 5, 12, 22)]
    assert said == ["1 faktura", "2 faktury", "5 faktur", "12 faktur", "22 faktury"]


def test_a_new_module_makes_the_catalogue_stale(tree: Path) -> None:
    words.fresh(tree / "built")
    write(tree, "stock/locale/pl.po", HEAD + 'msgid "Lot"\nmsgstr "Partia"\n')
    words.fresh(tree / "built")
    with words.catalogue(tree / "built").open("rb") as file:
        assert GNUTranslations(file).gettext("Lot") == "Partia"


def test_two_meanings_of_one_message_are_refused(tree: Path) -> None:
    write(tree, "sales/locale/pl.po", HEAD + 'msgid "Order"\nmsgstr "Zamówienie"\n')
    write(tree, "stock/locale/pl.po", HEAD + 'msgid "Order"\nmsgstr "Zlecenie"\n')
    words.build(tree / "built")
    assert [line for line in words.conflicts() if "'Order' differently" in line]


def test_missing_and_unused_words_are_named(tree: Path) -> None:
    write(tree, "sales/rules.py", 'says = _("Sold.")\ntitle = N_("Offer")\nprint(ngettext("{count} invoice", "{count} invoices", 2))\n')
    write(tree, "sales/templates/page.html", '{% load i18n %}<c-button label="{% translate \'Save\' %}">{% blocktranslate %}Hello{% endblocktranslate %}')
    write(tree, "sales/locale/pl.po", HEAD + 'msgid "Offer"\nmsgstr "Oferta"\n\nmsgid "Gone"\nmsgstr "Nie ma"\n'
          + INVOICES.replace('msgstr[3] "{count} faktury"', 'msgstr[3] ""'))
    missing = {line.split(" ", 1)[1] for line in words.missing()}
    assert missing == {"'Sold.'", "'Save'", "'Hello'", "'{count} invoice'"}
    assert words.unused() == ["wing/sales/locale/pl.po 'Gone'"]
