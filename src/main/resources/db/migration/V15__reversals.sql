-- Refunds and lost disputes: money that went back to who had paid it, each once by the payment provider's id.

-- the payment that an order was credited for; another one of the same order gave no credits
ALTER TABLE payment_orders ADD COLUMN payment_id TEXT;
UPDATE payment_orders SET payment_id =
    (SELECT MIN(payment_id) FROM payment_events
     WHERE payment_events.order_id = payment_orders.id AND payment_events.outcome = 'credited');
CREATE INDEX payment_orders_by_payment ON payment_orders (payment_id);

CREATE TABLE payment_reversals (
    -- of the refund or the dispute
    id          TEXT   NOT NULL PRIMARY KEY,
    kind        TEXT   NOT NULL,
    order_id    TEXT,
    payment_id  TEXT,
    amount      BIGINT NOT NULL,
    currency    TEXT   NOT NULL,
    -- what was taken back for it; none: its payment has not been credited
    credits     BIGINT,
    created_at  BIGINT NOT NULL
);
CREATE INDEX payment_reversals_by_order ON payment_reversals (order_id);
CREATE INDEX payment_reversals_by_payment ON payment_reversals (payment_id);

ALTER TABLE ledger ADD COLUMN reversal_id TEXT REFERENCES payment_reversals (id);
CREATE UNIQUE INDEX ledger_by_reversal ON ledger (reversal_id) WHERE reversal_id IS NOT NULL;
-- an order is credited once; what is taken back of it names it too
DROP INDEX ledger_by_order;
CREATE UNIQUE INDEX ledger_by_order ON ledger (order_id) WHERE order_id IS NOT NULL AND reversal_id IS NULL;
