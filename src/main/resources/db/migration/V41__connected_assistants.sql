-- Which assistant a connection is of, the same however often its program registers itself: by where its answers go, and
-- on the person's own device by its name as well. So a new registration is the same connection, and begins no new count.
-- What was connected before is told by its registration still.
ALTER TABLE connections RENAME COLUMN client_id TO assistant;

-- The registrations of the programs that a person has agreed to.
CREATE TABLE connection_clients (
    connection_id  TEXT NOT NULL REFERENCES connections (id),
    client_id      TEXT NOT NULL,
    PRIMARY KEY (connection_id, client_id)
);
CREATE INDEX connection_clients_by_client ON connection_clients (client_id);
INSERT INTO connection_clients (connection_id, client_id) SELECT id, assistant FROM connections;
