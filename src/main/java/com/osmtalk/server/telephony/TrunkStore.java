package com.osmtalk.server.telephony;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.AudioCodec;
import com.osmtalk.api.SipTrunk.Encryption;
import com.osmtalk.api.SipTrunk.Transfer;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.carrier.CarriedNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/** The SIP trunks of numbers that were bought elsewhere; their passwords are sealed. */
final class TrunkStore {
    private static final String SELECT = """
            SELECT id, phone_number, provider, host, port, transport, username, auth_user, password, register,
                outbound_proxy, from_domain, plus, codecs, srtp, public_address, options_interval_seconds,
                inbound_addresses, transfer
            FROM phone_numbers
            """;

    private final Database database;
    private final Seal seal;

    TrunkStore(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /**
     * Stores the trunk of a number in the place of the one it has, if any. Without a password, that one's stays, unless
     * it is another user's or would be used elsewhere.
     */
    void put(String phoneNumberId, SipTrunk trunk) {
        String password = trunk.password();
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO number_trunks (phone_number_id, host, port, transport, username, auth_user,
                            password, register, outbound_proxy, from_domain, plus, codecs, srtp, public_address,
                            options_interval_seconds, inbound_addresses, transfer)
                        VALUES (:id, :host, :port, :transport, :username, :authUser, :password, :register,
                            :outboundProxy, :fromDomain, :plus, :codecs, :srtp, :publicAddress, :optionsInterval,
                            :inboundAddresses, :transfer)
                        ON CONFLICT (phone_number_id) DO UPDATE
                        SET host = excluded.host, port = excluded.port, transport = excluded.transport,
                            username = excluded.username, auth_user = excluded.auth_user,
                            register = excluded.register, password = coalesce(excluded.password, CASE
                                WHEN number_trunks.host = excluded.host
                                    AND number_trunks.username = excluded.username
                                    AND coalesce(number_trunks.auth_user, '') = coalesce(excluded.auth_user, '')
                                    AND coalesce(number_trunks.outbound_proxy, '')
                                        = coalesce(excluded.outbound_proxy, '')
                                THEN number_trunks.password END),
                            outbound_proxy = excluded.outbound_proxy, from_domain = excluded.from_domain,
                            plus = excluded.plus, codecs = excluded.codecs, srtp = excluded.srtp,
                            public_address = excluded.public_address,
                            options_interval_seconds = excluded.options_interval_seconds,
                            inbound_addresses = excluded.inbound_addresses, transfer = excluded.transfer
                        """)
                .bind("id", phoneNumberId)
                .bind("host", trunk.host())
                .bind("port", trunk.port())
                .bind("transport", Columns.nullableName(trunk.transport()))
                .bind("username", trunk.username())
                .bind("authUser", trunk.authUser())
                .bind("password", password == null ? null : seal.seal(password, phoneNumberId))
                .bind("register", bit(trunk.register()))
                .bind("outboundProxy", trunk.outboundProxy())
                .bind("fromDomain", trunk.fromDomain())
                .bind("plus", bit(trunk.plus()))
                .bind("codecs", codecs(trunk.codecs()))
                .bind("srtp", Columns.nullableName(trunk.srtp()))
                .bind("publicAddress", trunk.publicAddress())
                .bind("optionsInterval", trunk.optionsIntervalSeconds())
                .bind(
                        "inboundAddresses",
                        trunk.inboundAddresses() == null ? null : String.join(",", trunk.inboundAddresses()))
                .bind("transfer", Columns.nullableName(trunk.transfer()))
                .execute());
    }

    /** A number with its trunk, where it has one; also when it was released. */
    Optional<CarriedNumber> find(String phoneNumberId) {
        return database.read(handle -> handle.createQuery(SELECT + """
                        LEFT JOIN number_trunks ON number_trunks.phone_number_id = phone_numbers.id
                        WHERE phone_numbers.id = :id
                        """)
                .bind("id", phoneNumberId)
                .map((row, context) -> carried(row))
                .findOne());
    }

    /** Those that are held and have a trunk, by number. */
    List<CarriedNumber> held() {
        return database.read(handle -> handle.createQuery(SELECT + """
                        JOIN number_trunks ON number_trunks.phone_number_id = phone_numbers.id
                        WHERE released_at IS NULL AND status = 'active' AND provider <> 'simulated'
                        ORDER BY phone_number
                        """)
                .map((row, context) -> carried(row))
                .list());
    }

    private CarriedNumber carried(ResultSet row) throws SQLException {
        return new CarriedNumber(
                PhoneNumber.of(row.getString("phone_number")),
                Columns.value(NumberProvider.class, row.getString("provider")),
                row.getString("host") == null ? CarriedNumber.NO_TRUNK : trunk(row.getString("id"), row));
    }

    /** The trunk of a number as it was given, without its password; empty when it has none. */
    Optional<Given> given(String phoneNumberId) {
        return database.read(handle -> handle.createQuery(SELECT + """
                        JOIN number_trunks ON number_trunks.phone_number_id = phone_numbers.id
                        WHERE phone_numbers.id = :id
                        """)
                .bind("id", phoneNumberId)
                .map((row, context) -> new Given(stored(row).build(), row.getString("password") != null))
                .findOne());
    }

    /** @param passwordSet whether it has a password, which stays here */
    record Given(SipTrunk trunk, boolean passwordSet) {}

    private Supplier<Optional<SipTrunk>> trunk(String phoneNumberId, ResultSet row) throws SQLException {
        SipTrunk.Builder stored = stored(row);
        String password = row.getString("password");
        return () -> Optional.of(stored.password(password == null ? null : open(password, phoneNumberId))
                .build()
                .withDefaults());
    }

    /** All but the password. */
    private static SipTrunk.Builder stored(ResultSet row) throws SQLException {
        return SipTrunk.at(row.getString("host"))
                .port(number(row, "port"))
                .transport(Columns.nullable(Transport.class, row.getString("transport")))
                .username(row.getString("username"))
                .authUser(row.getString("auth_user"))
                .register(bit(row, "register"))
                .outboundProxy(row.getString("outbound_proxy"))
                .fromDomain(row.getString("from_domain"))
                .plus(bit(row, "plus"))
                .codecs(codecs(row.getString("codecs")))
                .srtp(Columns.nullable(Encryption.class, row.getString("srtp")))
                .publicAddress(row.getString("public_address"))
                .optionsIntervalSeconds(number(row, "options_interval_seconds"))
                .inboundAddresses(list(row.getString("inbound_addresses")))
                .transfer(Columns.nullable(Transfer.class, row.getString("transfer")));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : (Integer) number;
    }

    private static @Nullable Boolean bit(ResultSet row, String column) throws SQLException {
        Integer bit = number(row, column);
        return bit == null ? null : (Boolean) (bit == 1);
    }

    private static @Nullable Integer bit(@Nullable Boolean value) {
        return value == null ? null : (Integer) (value ? 1 : 0);
    }

    private static @Nullable String codecs(@Nullable List<AudioCodec> codecs) {
        return codecs == null ? null : codecs.stream().map(Columns::name).collect(Collectors.joining(","));
    }

    private static @Nullable List<AudioCodec> codecs(@Nullable String names) {
        List<String> each = list(names);
        return each == null
                ? null
                : each.stream()
                        .map(name -> Columns.value(AudioCodec.class, name))
                        .toList();
    }

    private static @Nullable List<String> list(@Nullable String withCommas) {
        return withCommas == null ? null : List.of(withCommas.split(","));
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

    boolean any() {
        return database.read(
                handle -> handle.createQuery("""
                        SELECT EXISTS (
                            SELECT 1
                            FROM number_trunks
                            JOIN phone_numbers ON phone_numbers.id = number_trunks.phone_number_id
                            WHERE released_at IS NULL)
                        """).mapTo(Boolean.class).one());
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
