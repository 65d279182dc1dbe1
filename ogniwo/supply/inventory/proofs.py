"""Proofs of stock: kept figures and layers recomputed from moves and deltas; stock against the ledger by day."""

from ogniwo.kernel.books.proofs import Proof
from ogniwo.kernel.text import N_ as _

KEY = "company_id, product_id, location_id, status, packing, coalesce(lot_id::text, ''), coalesce(owner_id::text, '')"

PROOFS = (
    Proof("stock_kept", _("Stock on hand is the sum of its moves"), f"""
        SELECT * FROM (SELECT {KEY}, quantity FROM inventory_stock WHERE quantity <> 0) k(c, p, l, s, g, t, o, quantity)
        FULL JOIN (SELECT {KEY}, sum(quantity) FROM inventory_move GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(quantity) <> 0) m(c, p, l, s, g, t, o, moved) USING (c, p, l, s, g, t, o)
        WHERE k.quantity IS DISTINCT FROM m.moved"""),  # noqa: S608 - constant columns
    Proof("stock_any_day", _("No stock was below zero on any day"), f"""
        SELECT * FROM (SELECT {KEY}, day, sum(sum(quantity)) OVER (PARTITION BY {KEY} ORDER BY day) AS held FROM inventory_move GROUP BY {KEY}, day) d WHERE held < 0"""),  # noqa: S608 - constant columns
    Proof("stock_value_kept", _("Stock value is the sum of moves and deltas"), """
        SELECT * FROM (SELECT company_id, product_id, area, quantity, value FROM inventory_stockvalue WHERE quantity <> 0 OR value <> 0) k
        FULL JOIN (SELECT company_id, product_id, area, sum(quantity) AS moved, sum(value) AS worth FROM (
            SELECT company_id, product_id, area, quantity, value FROM inventory_move WHERE owner_id IS NULL
            UNION ALL SELECT company_id, product_id, area, 0, value FROM inventory_costdelta) f GROUP BY 1, 2, 3 HAVING sum(quantity) <> 0 OR sum(value) <> 0) m
          USING (company_id, product_id, area)
        WHERE (k.quantity, k.value) IS DISTINCT FROM (m.moved, m.worth)"""),
    Proof("stock_worth", _("Where there is no quantity there is no value"), """
        SELECT company_id, product_id, area, sum(quantity), sum(value) FROM (
            SELECT company_id, product_id, area, quantity, value FROM inventory_move WHERE owner_id IS NULL
            UNION ALL SELECT company_id, product_id, area, 0, value FROM inventory_costdelta) f GROUP BY 1, 2, 3 HAVING sum(quantity) = 0 AND sum(value) <> 0"""),
    Proof("layers", _("What is left of layers is what came less what was used"), """
        SELECT l.company_id, l.move_id, l.quantity_left, l.value_left FROM inventory_layer l JOIN inventory_move m ON m.company_id = l.company_id AND m.id = l.move_id
        LEFT JOIN (SELECT company_id, layer_id, sum(quantity) AS quantity, sum(value) AS value FROM inventory_layeruse GROUP BY 1, 2) u ON u.company_id = l.company_id AND u.layer_id = l.move_id
        LEFT JOIN (SELECT company_id, move_id, sum(value) AS value FROM inventory_costdelta GROUP BY 1, 2) d ON d.company_id = l.company_id AND d.move_id = l.move_id
        WHERE l.quantity_left <> m.quantity - coalesce(u.quantity, 0) OR l.value_left <> m.value + coalesce(d.value, 0) - coalesce(u.value, 0) OR l.quantity <> m.quantity"""),
    Proof("layer_uses", _("What issues took from layers is their quantity and cost"), """
        SELECT u.company_id, u.move_id, u.quantity, u.value, m.quantity FROM (
            SELECT company_id, move_id, sum(quantity) AS quantity, sum(value) AS value FROM inventory_layeruse GROUP BY 1, 2) u
        JOIN inventory_move m ON m.company_id = u.company_id AND m.id = u.move_id
        LEFT JOIN (SELECT company_id, move_id, sum(value) AS value FROM inventory_costdelta GROUP BY 1, 2) d ON d.company_id = u.company_id AND d.move_id = u.move_id
        WHERE u.quantity <> -m.quantity OR u.value <> -(m.value + coalesce(d.value, 0))"""),
    Proof("available_kept", _("What is available and reserved is what moves and reservations say"), """
        SELECT * FROM (SELECT company_id, product_id, warehouse_id, quantity, reserved FROM inventory_available WHERE quantity <> 0 OR reserved <> 0) k
        FULL JOIN (SELECT company_id, product_id, warehouse_id, sum(quantity) AS moved, sum(kept) AS kept FROM (
            SELECT company_id, product_id, warehouse_id, quantity, 0 AS kept FROM inventory_move WHERE owner_id IS NULL AND status = 'free'
            UNION ALL SELECT company_id, product_id, warehouse_id, 0, quantity FROM inventory_reservation) f GROUP BY 1, 2, 3 HAVING sum(quantity) <> 0 OR sum(kept) <> 0) m
          USING (company_id, product_id, warehouse_id)
        WHERE (k.quantity, k.reserved) IS DISTINCT FROM (m.moved, m.kept)"""),
    Proof("transfers_even", _("What a transfer took from one place it brought to the other"), """
        SELECT a.company_id, a.id, b.id, a.quantity, b.quantity FROM inventory_move a LEFT JOIN inventory_move b ON b.company_id = a.company_id AND b.id = a.paired_id
        WHERE a.kind = 'transfer' AND (b.id IS NULL OR b.paired_id <> a.id OR a.quantity + b.quantity <> 0 OR a.product_id <> b.product_id OR a.day <> b.day)"""),
    Proof("stock_ledger", _("Stock value is the balance of the stock accounts on every day"), """
        WITH accounts AS (SELECT DISTINCT company_id, account_id FROM ledger_accountrule WHERE role = 'stock'),
        days AS (
          SELECT company_id, day, sum(stock) AS stock, sum(books) AS books FROM (
            SELECT company_id, day, value AS stock, 0 AS books FROM inventory_move
            UNION ALL SELECT company_id, day, value, 0 FROM inventory_costdelta
            UNION ALL SELECT l.company_id, e.day, 0, l.debit - l.credit FROM ledger_line l JOIN ledger_entry e ON e.company_id = l.company_id AND e.id = l.entry_id
              JOIN accounts a ON a.company_id = l.company_id AND a.account_id = l.account_id) f GROUP BY 1, 2)
        SELECT * FROM (SELECT company_id, day, sum(stock) OVER w AS stock, sum(books) OVER w AS books FROM days WINDOW w AS (PARTITION BY company_id ORDER BY day)) t
        WHERE stock <> books"""),
)
