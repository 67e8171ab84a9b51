package com.osmtalk.server.telephony;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.carrier.CarriedNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** A number with its trunk, where it has one; also when it was released. */
    Optional<CarriedNumber> find(String phoneNumberId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT phone_number, provider, host, port, transport, username, password
                        FROM phone_numbers
                        LEFT JOIN number_trunks ON number_trunks.phone_number_id = phone_numbers.id
                        WHERE phone_numbers.id = :id
                        """)
                .bind("id", phoneNumberId)
                .map((row, context) -> new CarriedNumber(
                        PhoneNumber.of(row.getString("phone_number")),
                        Columns.value(NumberProvider.class, row.getString("provider")),
                        row.getString("host") == null ? CarriedNumber.NO_TRUNK : trunk(phoneNumberId, row)))
                .findOne());
    }

    private Supplier<Optional<SipTrunk>> trunk(String phoneNumberId, ResultSet row) throws SQLException {
        String host = row.getString("host");
        int port = row.getInt("port");
        Transport transport = Columns.value(Transport.class, row.getString("transport"));
        String username = row.getString("username");
        String password = row.getString("password");
        return () -> Optional.of(
                new SipTrunk(host, port, transport, username, password == null ? null : open(password, phoneNumberId)));
    }

    private String open(String password, String phoneNumberId) {
        try {
            return seal.open(password, phoneNumberId);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the password of the trunk of " + phoneNumberId + " can't be decrypted with the key in the home's"
                            + " sealing-key. Restore that file from a backup, or release the number and attach it anew",
                    e);
        }
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
