package com.osmtalk.server.telephony;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.generic.GenericType;

/** The SIP trunks of numbers that were bought elsewhere; their passwords are sealed. */
final class TrunkStore {
    private static final int PORT = 5060;
    private static final int TLS_PORT = 5061;

    private final Database database;
    private final Seal seal;

    TrunkStore(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    void insert(String phoneNumberId, SipTrunk trunk) {
        Transport transport = trunk.transport() == null ? Transport.UDP : trunk.transport();
        int usual = transport == Transport.TLS ? TLS_PORT : PORT;
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO number_trunks (phone_number_id, host, port, transport, username, password)
                        VALUES (:id, :host, :port, :transport, :username, :password)
                        """)
                .bind("id", phoneNumberId)
                .bind("host", trunk.host())
                .bind("port", trunk.port() == null ? usual : trunk.port())
                .bind("transport", Columns.name(transport))
                .bind("username", trunk.username())
                .bind("password", trunk.password() == null ? null : seal.seal(trunk.password(), phoneNumberId))
                .execute());
    }

    /** The password of a number's trunk; empty when it has none. */
    Optional<String> password(String phoneNumberId) {
        return database.read(
                        handle -> handle.createQuery("SELECT password FROM number_trunks WHERE phone_number_id = :id")
                                .bind("id", phoneNumberId)
                                .mapTo(String.class)
                                .findOne())
                .map(stored -> seal.open(stored, phoneNumberId));
    }

    /** Seals what an earlier version has stored as it was. */
    void sealAll() {
        database.transaction(handle -> {
            Map<String, String> passwords = handle.createQuery(
                            "SELECT phone_number_id, password FROM number_trunks WHERE password IS NOT NULL")
                    .setMapKeyColumn("phone_number_id")
                    .setMapValueColumn("password")
                    .collectInto(new GenericType<>() {});
            passwords.forEach((id, password) -> {
                if (!Seal.isSealed(password)) {
                    handle.createUpdate("UPDATE number_trunks SET password = :password WHERE phone_number_id = :id")
                            .bind("password", seal.seal(password, id))
                            .bind("id", id)
                            .execute();
                }
            });
            return null;
        });
    }
}
