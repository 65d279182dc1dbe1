"""The API against its own description: what schemathesis makes up, right and wrong, never breaks it and is answered as declared."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.generation import GenerationMode

from ogniwo.kernel.commands import run

SAMPLE = ["people.add_person", "people.change_roles", "people.lock", "people.issue_key", "people.people", "people.roles", "approvals.approve", "approvals.waiting",
          "comments.add_comment", "comments.story", "documents.flow_graph", "files.attach_files", "files.content", "mail.send_letter", "search.find",
          "parties.parties", "catalog.products", "taxation.rates"]  # fmt: skip


@pytest.fixture(scope="module")
def description(house: Any) -> Any:
    from django.core.wsgi import get_wsgi_application

    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.fixture(scope="module")
def token(house: Any) -> str:
    house.firm.acting_as("seller")
    return run("people.issue_key", house.firm.acting, {"name": "fuzz", "scopes": ["*"]}).result.text


@pytest.mark.parametrize("name", SAMPLE)
def test_an_operation_keeps_its_description(description, token, name):
    operation = next((o.ok() for o in description.get_all_operations() if o.ok().definition.raw["operationId"] == name), None)
    if operation is None:
        pytest.skip(f"{name} is not in this installation")
    declared = {int(status) for status in operation.definition.raw["responses"]}
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(max_examples=8, deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @operation_given(operation, mode)
        def holds(case: Any) -> None:
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code in declared, (answer.status_code, answer.text[:500])
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == ["application/problem+json"]
                assert answer.json()["code"]

        holds()


def operation_given(operation: Any, mode: Any) -> Any:
    from hypothesis import given

    return given(case=operation.as_strategy(generation_mode=mode))
