"""The search door leaks nothing across companies and directories, keeps record rules, and uses its index."""

import pytest

from ogniwo.kernel.search.rules import sought, text_of

ENTRY = "INSERT INTO search_entry (company_id, record, kind, label, note, text, owner_id) SELECT %s, gen_random_uuid(), %s, %s || g, '', %s || g, %s FROM generate_series(1, %s) g"
SHARED = "INSERT INTO search_shared (directory_id, record, kind, label, note, text) VALUES (%s, gen_random_uuid(), 'party', %s, '', %s)"
FIND = "SELECT kind, label FROM search_find(%s::text[], %s::text[], %s::text[], %s::int[], %s)"


@pytest.fixture
def filled(db_clone, as_role):
    root = as_role("superuser")
    for company, directory in ((1, 1), (2, 1), (3, 2)):
        root.execute("INSERT INTO tenancy_directory (id, name) VALUES (%s, 'D') ON CONFLICT DO NOTHING", [directory])
        root.execute("INSERT INTO tenancy_company (id, directory_id, code, name, country, currency, time_zone, language, identifiers, address, bank_accounts, policies)"
                     " VALUES (%s, %s, 'C', 'C', 'PL', 'PLN', 'Europe/Warsaw', 'pl', '{}', '{}', '[]', '{}')", [company, directory])
        root.execute(ENTRY, [company, "order", f"kanarek{company} ", f" kanarek{company} zamowienie", 7 if company == 1 else 8, 2])
    root.execute(SHARED, [1, "kanarek wspolny", " kanarek wspolny"])
    root.execute(SHARED, [2, "kanarek obcy", " kanarek obcy"])
    return root


@pytest.fixture
def find(filled, as_role):
    app = as_role("app")

    def ask(company, directory, words, kinds=("order", "party"), own=(), user=7):
        for name, value in (("company", company), ("directory", directory), ("user", user)):
            app.execute(f"SELECT set_config('ogniwo.{name}', %s, false)", [str(value)])
        return [label for _kind, label in app.execute(FIND, [words, list(kinds), list(own), [user or 0] * len(own), 50]).fetchall()]

    return ask


def test_only_the_own_company_and_its_directory(find):
    assert sorted(find(1, 1, ["kanarek"])) == ["kanarek wspolny", "kanarek1 1", "kanarek1 2"]
    assert sorted(find(3, 2, ["kanarek"])) == ["kanarek obcy", "kanarek3 1", "kanarek3 2"]
    assert find("", "", ["kanarek"]) == []
    assert find(1, 1, []) == []


def test_kinds_and_record_rules_narrow(find):
    assert find(1, 1, ["kanarek"], kinds=("party",)) == ["kanarek wspolny"]
    assert find(1, 1, ["kanarek"], kinds=("order",), own=("order",), user=8) == []
    assert len(find(1, 1, ["kanarek"], kinds=("order",), own=("order",), user=7)) == 2


@pytest.mark.parametrize("words", [["%"], ["_"], ["' OR true --"], ["\\"], ["k%k"], ["$1"]])
def test_signs_are_only_signs(find, words):
    assert find(1, 1, words) == []


def test_short_words_meet_beginnings_only(find):
    assert len(find(1, 1, ["za"])) == 2
    assert find(1, 1, ["am"]) == []


def test_tables_themselves_show_only_the_own(filled, as_role):
    app = as_role("app")
    app.execute("SELECT set_config('ogniwo.company', '3', false), set_config('ogniwo.directory', '2', false)")
    assert app.execute("SELECT count(*) FROM search_entry").fetchone() == (2,)
    assert app.execute("SELECT label FROM search_shared").fetchall() == [("kanarek obcy",)]


def test_the_index_is_used(filled, as_role):
    filled.execute(ENTRY, [1, "order", "x", " krzeslo biurowe nr ", 7, 60000])
    filled.execute("INSERT INTO search_entry (company_id, record, kind, label, note, text) VALUES (1, gen_random_uuid(), 'order', 'igla', '', ' igla stog')")
    filled.execute("ANALYZE search_entry")
    app = as_role("app")
    app.execute("SELECT set_config('ogniwo.company', '1', false), set_config('ogniwo.directory', '1', false), set_config('ogniwo.user', '7', false)")
    before = _scans(filled)
    assert app.execute(FIND, [["igla"], ["order"], [], [], 5]).fetchall() == [("order", "igla")]
    app.execute("SELECT pg_stat_force_next_flush()")
    app.execute("SELECT 1")
    assert _scans(filled) > before


def _scans(root):
    root.execute("SELECT pg_stat_clear_snapshot()")
    return root.execute("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'search_entry_words'").fetchone()[0]


def test_words():
    assert sought("Żółw-Pol 12") == ["zolw", "pol", "12"]
    assert text_of(["Żółw", "zolw pol"]) == " zolw pol"
