package com.osmtalk.server.telephony;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.server.store.Database;
import java.util.Locale;

/** The SIP trunks of numbers that were bought elsewhere. */
final class TrunkStore {
    private static final int PORT = 5060;
    private static final int TLS_PORT = 5061;

    private final Database database;

    TrunkStore(Database database) {
        this.database = database;
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
                .bind("transport", transport.name().toLowerCase(Locale.ROOT))
                .bind("username", trunk.username())
                .bind("password", trunk.password())
                .execute());
    }
}
