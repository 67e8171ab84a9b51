-- Top-ups, what payment events came to, and the rent of telephone numbers.

CREATE TABLE payment_orders (
    -- as the payment provider names it
    id               TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL REFERENCES organizations (id),
    -- to be paid, fees included
    amount           BIGINT NOT NULL,
    currency         TEXT   NOT NULL,
    credits          BIGINT NOT NULL,
    status           TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    paid_at          BIGINT
);
CREATE INDEX payment_orders_by_organization ON payment_orders (organization_id, created_at);

-- every event that was told with the right signature, once; about orders that may not be ours
CREATE TABLE payment_events (
    id           TEXT   NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    order_id     TEXT,
    payment_id   TEXT,
    amount       BIGINT,
    currency     TEXT,
    outcome      TEXT   NOT NULL,
    received_at  BIGINT NOT NULL
);
CREATE INDEX payment_events_by_order ON payment_events (order_id);

ALTER TABLE ledger ADD COLUMN order_id TEXT REFERENCES payment_orders (id);
ALTER TABLE ledger ADD COLUMN phone_number_id TEXT REFERENCES phone_numbers (id);
-- which month of the number was paid, counted from 0; none: it was set up
ALTER TABLE ledger ADD COLUMN rent_month INTEGER;
-- an order is credited once, a month of a number is paid once
CREATE UNIQUE INDEX ledger_by_order ON ledger (order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_by_rent ON ledger (phone_number_id, rent_month, bucket) WHERE rent_month IS NOT NULL;
CREATE INDEX ledger_by_kind ON ledger (organization_id, kind, id);

-- numbers that cost something each month
CREATE TABLE number_rents (
    phone_number_id  TEXT    NOT NULL PRIMARY KEY REFERENCES phone_numbers (id),
    organization_id  TEXT    NOT NULL REFERENCES organizations (id),
    amount           BIGINT  NOT NULL,
    started_at       BIGINT  NOT NULL,
    months_paid      INTEGER NOT NULL,
    due_at           BIGINT  NOT NULL
);
CREATE INDEX number_rents_due ON number_rents (due_at);

-- how a number that was bought elsewhere is reached; shown by no route
CREATE TABLE number_trunks (
    phone_number_id  TEXT    NOT NULL PRIMARY KEY REFERENCES phone_numbers (id),
    host             TEXT    NOT NULL,
    port             INTEGER NOT NULL,
    transport        TEXT    NOT NULL,
    username         TEXT,
    password         TEXT
);
