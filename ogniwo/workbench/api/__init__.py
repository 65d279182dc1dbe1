"""REST API: every command and query of this installation as an operation, from the same declarations as the screens.

`POST /api/v1/do/<command>` (JSON parameters; `Idempotency-Key`, `If-Match`, `?preview=1`), `GET /api/v1/<query>` (parameters;
`limit`, `cursor` for lists), `GET /api/openapi.json`.  Who: an API key as Bearer, within its scopes.
Standard: OpenAPI 3.1, RFC 9457 (problem details), RFC 6750 (bearer).
"""
