"""Digest of a payload."""

import hashlib
import json
from typing import Any


def digest(salt: bytes, body: Any) -> bytes:
    """SHA-256 over the salt and the payload's JSON with sorted keys: the same however it was stored."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(salt + text.encode()).digest()
