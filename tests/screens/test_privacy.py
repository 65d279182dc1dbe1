"""Teams, record rules and the audit in the browser: set, seen, erased; in Polish and English."""

from __future__ import annotations

import html as entities
from typing import Any
from uuid import uuid4

from ogniwo.kernel.commands import run


def text(answer: Any) -> str:
    return entities.unescape(answer.content.decode())


def post(house: Any, who: str, command: str, language: str = "pl", /, **data: Any) -> Any:
    return house.client(who, language).post(f"/do/{command}", {"_key": uuid4().hex, **data})


def test_a_team_is_made_and_changed(house):
    seller, buyer = (house.firm.acting_as(role).user_id for role in ("seller", "buyer"))
    form = text(house.client("owner", "pl").get("/do/people.add_team"))
    assert "Zespół" in form or "zespół" in form
    assert f'type="checkbox" name="people" value="{seller}"' in form and "Nazwa" in form
    no = post(house, "owner", "people.add_team", name=" ", people=[seller])
    assert no.status_code == 422 and 'aria-invalid="true"' in text(no)
    assert post(house, "owner", "people.add_team", name="Północ", people=[seller], next="/s/people.teams/").status_code == 303
    page = text(house.client("owner", "pl").get("/s/people.teams/"))
    assert "Północ" in page and "Seller" in page
    ((team,),) = house.firm.rows("SELECT id FROM access_team")
    form = text(house.client("owner", "en").get(f"/do/people.change_team?id={team}"))
    assert "Północ" in form
    assert post(house, "owner", "people.change_team", team=team, name="Południe", people=[seller, buyer]).status_code == 303
    assert house.firm.rows("SELECT t.name, m.user_id FROM access_team t JOIN access_teammember m ON m.team_id = t.id ORDER BY 2") == sorted([("Południe", seller), ("Południe", buyer)])
    taken = post(house, "owner", "people.add_team", "en", name="Południe")
    assert taken.status_code in (409, 422) and "There is a team “Południe” already." in text(taken)
    assert house.client("seller").get("/s/people.teams/").status_code == 403
    run("people.remove_teams", house.firm.acting, {"teams": [team]})


def test_rules_of_a_role_are_set_in_a_grid(house):
    ((role,),) = house.firm.rows("SELECT id FROM access_role WHERE code = 'seller'")
    form = text(house.client("owner", "pl").get(f"/do/people.set_rules?id={role}"))
    assert "Zamówienie sprzedaży" in form and "Tylko własne" in form and "Swoich zespołów" in form
    rows = {"line": ["a", "b"], "a-type": "sales.order", "a-reach": "team", "b-type": "offers.offer", "b-reach": "own"}
    assert post(house, "owner", "people.set_rules", role=role, **rows).status_code == 303
    assert house.firm.rows("SELECT document_type, reach FROM access_rolerule WHERE role_id = %s ORDER BY 1", [role]) == [("offers.offer", "own"), ("sales.order", "team")]
    page = text(house.client("auditor", "en").get(f"/s/people.role/{role}/"))
    assert "Own only" in page and "Their teams'" in page and "Sales order" in page
    ((owner,),) = house.firm.rows("SELECT id FROM access_role WHERE code = 'owner'")
    no = post(house, "owner", "people.set_rules", "en", role=owner, **rows)
    assert no.status_code == 422 and "somebody must see everything" in text(no)
    run("people.set_rules", house.firm.acting, {"role": role, "rules": []})
    assert house.firm.rows("SELECT count(*) FROM access_rolerule WHERE role_id = %s", [role]) == [(0,)]


def test_the_audit_is_read_and_a_person_erased_from_it(house):
    mail = "gil.teofil@example.com"
    run("people.add_person", house.firm.acting, {"email": mail, "name": "Teofil Gil", "role": "seller"})
    page = text(house.client("auditor", "pl").get(f"/s/privacy.acts/?mentions={mail}"))
    assert "Dodaj osobę" in page and "Alfa Owner" in page
    ((act,),) = house.firm.rows("SELECT act_id FROM audit_payload WHERE body::text LIKE %s", [f"%{mail}%"])
    assert mail in text(house.client("auditor", "en").get(f"/s/privacy.act/{act}/"))
    assert house.client("accountant").get("/s/privacy.acts/").status_code == 403
    for language, words in (("pl", "Tego nie można cofnąć"), ("en", "It can't be undone")):
        form = text(house.client("owner", language).get("/do/privacy.erase_person"))
        assert words in form
        assert words in text(house.client("owner", language).get(f"/do/privacy.erase_payloads?id={act}"))
    shown = text(post(house, "owner", "privacy.erase_person", "en", words=mail, reason="asked on 1 March", preview="1"))
    assert "Erased from the audit" in shown and "Add a person" in shown
    assert mail in text(house.client("owner", "en").get(f"/s/privacy.act/{act}/")), "a preview erases nothing"
    assert post(house, "owner", "privacy.erase_person", "en", words=mail, reason="").status_code == 422
    assert post(house, "auditor", "privacy.erase_person", "en", words=mail, reason="x").status_code == 403
    assert post(house, "owner", "privacy.erase_person", "en", words=mail, reason="asked on 1 March").status_code == 303
    after = text(house.client("auditor", "en").get(f"/s/privacy.act/{act}/"))
    assert mail not in after and "Erased" in after and "asked on 1 March" in after
    exported = b"".join(house.client("auditor", "en").get("/s/privacy.acts/?export=csv").streaming_content)
    assert b"Add a person" in exported and mail.encode() not in exported
    from ogniwo.kernel.privacy.jobs import seal_acts
    from ogniwo.site.doctor import examine

    seal_acts(house.firm.company)
    assert [f.name for f in examine() if not f.well] == []
    assert house.firm.rows("SELECT name FROM access_user WHERE email = %s", [mail]) == [("Teofil Gil",)], "the record itself is not touched"
