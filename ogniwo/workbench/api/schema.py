"""The OpenAPI description of commands and queries, from the pydantic models of their parameters."""
from typing import Any

from pydantic import PydanticSchemaGenerationError
from pydantic.errors import PydanticInvalidForJsonSchema

from ogniwo.workbench.api.problems import MEDIA

REFUSALS = {401: "The key is not known, has ended or was revoked.", 403: "The key's scopes or its person's roles do not allow it.",
            404: "There is no such record, or it is not the caller's to see.", 409: "Stale version, wrong state, or the same request in flight.",
            422: "What was sent can't be done; every reason is told.", 429: "Too many requests; see Retry-After."}
PROBLEM = {
    "type": "object", "required": ["type", "title", "status", "code", "errors"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "code": {"type": "string"}, "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object", "required": ["code", "says"], "properties": {
            "code": {"type": "string"}, "field": {"type": ["string", "null"]}, "record": {"type": ["string", "null"]}, "line": {"type": ["string", "null"]},
            "says": {"type": "string"}, "next": {"type": "string"}}}},
    },
}  # fmt: skip
COMPONENTS: dict[str, Any] = {"Problem": PROBLEM}
ANYTHING: dict[str, Any] = {}


def model(spec: Any) -> dict[str, Any]:
    """The JSON schema of a spec's parameters; what it refers to goes to the shared components."""
    name = spec.name.replace(".", "_")
    try:
        found = spec.adapter.model_json_schema(ref_template=f"#/components/schemas/{name}__{{model}}")
    except (PydanticInvalidForJsonSchema, PydanticSchemaGenerationError):
        return {"type": "object"}
    for inner, schema in found.pop("$defs", {}).items():
        COMPONENTS[f"{name}__{inner}"] = schema
    return dict(found)


def refusals() -> dict[int, Any]:
    """The problems any operation may answer with."""
    return {status: {"description": words, "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}} for status, words in REFUSALS.items()}


def command(spec: Any) -> dict[str, Any]:
    """A command's operation."""
    schema = model(spec)
    return {
        "requestBody": {"required": bool(schema.get("required")), "content": {"application/json": {"schema": schema}}},
        "parameters": [
            {"in": "header", "name": "Idempotency-Key", "schema": {"type": "string", "maxLength": 120, "pattern": "^[!-~]*$"},
             "description": "The same key and body have one effect and one answer; kept 30 days."},
            {"in": "header", "name": "If-Match", "schema": {"type": "string", "pattern": '^"[!#-~]+:[0-9]{1,9}"$'},
             "description": 'Versions of the records as you saw them: "<id>:<version>", several separated by commas; a stale one answers 409.'},
            {"in": "query", "name": "preview", "schema": {"type": "string", "enum": ["1"]}, "description": "Answer what would be written; write nothing."},
        ],
        "responses": {200: {"description": "Done (or previewed).", "content": {"application/json": {"schema": {"type": "object", "properties": {
            "result": ANYTHING, "replayed": {"type": "boolean"}, "preview": {"type": "object"}}}}}}, **refusals()},
    }  # fmt: skip


def query(spec: Any) -> dict[str, Any]:
    """A query's operation; a list is paged by `limit` and `cursor`."""
    schema = model(spec)
    required = set(schema.get("required", ()))
    parameters = [{"in": "query", "name": name, "required": name in required, "schema": found, **_style(found)} for name, found in schema.get("properties", {}).items()]
    parameters += [{"in": "query", "name": "limit", "schema": {"type": "integer", "minimum": 1, "maximum": 200}, "description": "Rows of a page, of lists only."},
                   {"in": "query", "name": "cursor", "schema": {"type": "string"}, "description": "`next` of the answer before, of lists only."}]
    return {
        "parameters": parameters,
        "responses": {200: {"description": "The answer.", "content": {"application/json": {"schema": {"type": "object", "properties": {
            "rows": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["string", "null"]}, "result": ANYTHING}}}}}, **refusals()},
    }  # fmt: skip


def _style(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [one.get("type") for one in [schema, *schema.get("anyOf", ())]]
    return {"style": "form", "explode": True} if "array" in kinds else {}
