def test_migrates(db_clone, as_role):
    assert as_role("app").execute("select count(*) from search_find(array['a'], array['party'], '{}', 10)").fetchone() == (0,)
