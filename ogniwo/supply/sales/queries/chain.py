"""Up the chain: which campaign documents come from."""

from collections.abc import Collection
from uuid import UUID

from ogniwo.kernel.writing.reader import Rows

CAMPAIGN = "marketing.campaign"
UP = """WITH RECURSIVE up(root, id, depth) AS (
    SELECT u.d, u.d, 0 FROM unnest(%s::uuid[]) u(d)
  UNION
    SELECT up.root, p.id, up.depth + 1 FROM up CROSS JOIN LATERAL (
      SELECT c.source_id AS id FROM documents_cause c WHERE c.target_id = up.id
      UNION SELECT s.document_id FROM documents_line t JOIN documents_flow f ON f.target_id = t.id JOIN documents_line s ON s.id = f.source_id WHERE t.document_id = up.id
    ) p WHERE up.depth < 12)
  SELECT DISTINCT ON (up.root) up.root, d.id FROM up JOIN documents_document d ON d.id = up.id AND d.type = %s ORDER BY up.root, up.depth, d.id"""


def campaigns_of(rows: Rows, documents: Collection[UUID]) -> dict[UUID, UUID]:
    """The campaign each document comes from, by cause and by flow of lines; the nearest one; one statement for the set.

    Documents that come from none are absent. Rows of the same act are seen only after `unit.flush()`.
    """
    wanted = sorted(set(documents))
    return dict(rows.rows(UP, [wanted, CAMPAIGN])) if wanted else {}
