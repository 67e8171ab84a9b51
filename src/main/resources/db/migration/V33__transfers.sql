-- Who connects a caller with the person who takes over: bridge or refer. Null: this server.
ALTER TABLE number_trunks ADD COLUMN transfer TEXT;

-- Calls that a person has taken over and whose two telephones stay connected through a server: what both lines together
-- have used since, kept while it lasts, so that it is charged also when that server dies.
CREATE TABLE bridged_calls (
    call_id TEXT    NOT NULL PRIMARY KEY REFERENCES calls (id),
    sip_ms  BIGINT  NOT NULL,
    told_at BIGINT  NOT NULL,
    -- 1: yes, 0: no
    charged INTEGER NOT NULL
);
CREATE INDEX bridged_calls_uncharged ON bridged_calls (told_at) WHERE charged = 0;

-- A call is charged once when its agent leaves it (0), and once for what its lines used after that (1).
ALTER TABLE ledger ADD COLUMN call_part INTEGER NOT NULL DEFAULT 0;
DROP INDEX ledger_by_call;
CREATE UNIQUE INDEX ledger_by_call ON ledger (call_id, bucket, call_part) WHERE call_id IS NOT NULL;
