package com.osmtalk.server.telephony;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.carrier.CarriedNumber;
import java.util.List;
import java.util.Optional;

/**
 * How the calls of each number are carried. What it knows of a trunk's password goes to carriers only: no route shows
 * it.
 */
public final class Trunks {
    private final TrunkStore store;
    private final Database database;
    private volatile Runnable beforeAdding = () -> {};
    private volatile Runnable whenAdded = () -> {};

    public Trunks(Database database, Seal seal) {
        this.database = database;
        this.store = new TrunkStore(database, seal);
    }

    /**
     * A number with its provider and trunk, as its carrier needs it; whether it is still held is not looked at.
     *
     * @throws IllegalStateException when there never was such a number
     */
    public CarriedNumber carried(String phoneNumberId) {
        return store.find(phoneNumberId)
                .orElseThrow(() -> new IllegalStateException("there is no phone number " + phoneNumberId));
    }

    /** The trunk of a number as it was given, without its password; empty when it has none. */
    Optional<TrunkStore.Given> given(String phoneNumberId) {
        return store.given(phoneNumberId);
    }

    /** All numbers with a trunk that calls can be made from, of all organisations, by number. */
    public List<CarriedNumber> held() {
        return store.held();
    }

    /** Gives a number its trunk, in the place of the one that it has. */
    void put(String phoneNumberId, SipTrunk trunk) {
        beforeAdding.run();
        store.put(phoneNumberId, trunk);
        database.afterCommit(whenAdded);
    }

    /** Has something done before each trunk is stored, also when it is not stored then. */
    public void beforeAdding(Runnable what) {
        beforeAdding = what;
    }

    /** Has something done after each trunk is stored by this server, so that calls over it need not wait. */
    public void whenAdded(Runnable what) {
        whenAdded = what;
    }

    /** Whether a number that is held has a trunk, so that calls from here may be real. */
    public boolean any() {
        return store.any();
    }

    /** Seals the passwords that an earlier version has stored as they were. */
    public void sealPasswords() {
        store.sealAll();
    }
}
