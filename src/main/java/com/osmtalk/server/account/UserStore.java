package com.osmtalk.server.account;

import com.osmtalk.api.User;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.RowLock;
import java.util.Optional;

/** People, and the sessions they are signed in with. Times are epoch milliseconds. */
final class UserStore {
    private final Database database;

    UserStore(Database database) {
        this.database = database;
    }

    /** Somebody, and the hash of the password they were found to know, or of the only one there is. */
    record WithPassword(User user, String passwordHash) {
        /** Without the hash, so that it never reaches a log. */
        @Override
        public String toString() {
            return "WithPassword[user=" + user + "]";
        }
    }

    /** @return false when the e-mail address is taken */
    boolean insert(User user, String passwordHash, long now) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO users (id, email, name, password_hash, created_at)
                                VALUES (:id, :email, :name, :passwordHash, :now)
                                    ON CONFLICT DO NOTHING
                                """)
                        .bind("id", user.id())
                        .bind("email", user.email())
                        .bind("name", user.name())
                        .bind("passwordHash", passwordHash)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    Optional<WithPassword> byEmail(String email) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, email, name, password_hash FROM users WHERE email = :email")
                .bind("email", email)
                .map((row, context) -> new WithPassword(
                        new User(row.getString("id"), row.getString("email"), row.getString("name")),
                        row.getString("password_hash")))
                .findOne());
    }

    /** Ends the sessions as well that were opened with another. */
    void setPassword(String email, String passwordHash) {
        database.transaction(handle -> {
            handle.createUpdate("UPDATE users SET password_hash = :passwordHash WHERE email = :email")
                    .bind("passwordHash", passwordHash)
                    .bind("email", email)
                    .execute();
            return handle.createUpdate(
                            "DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = :email)")
                    .bind("email", email)
                    .execute();
        });
    }

    /**
     * Replaces a password that is still the one which was checked, and ends the sessions but one.
     *
     * @param kept the hash of the token of the session that goes on
     * @return false when it is another one meanwhile
     */
    boolean replacePassword(WithPassword checked, String passwordHash, String kept) {
        return database.transaction(handle -> {
            int changed = handle.createUpdate(
                            "UPDATE users SET password_hash = :new WHERE id = :id AND password_hash = :old")
                    .bind("new", passwordHash)
                    .bind("id", checked.user().id())
                    .bind("old", checked.passwordHash())
                    .execute();
            handle.createUpdate("DELETE FROM sessions WHERE user_id = :id AND token_hash <> :kept")
                    .bind("id", checked.user().id())
                    .bind("kept", kept)
                    .execute();
            return changed == 1;
        });
    }

    /**
     * Opens a session for whoever knew the password, if it is still theirs: one that was changed meanwhile ends every
     * session, and this would be one more.
     */
    boolean insertSession(String tokenHash, WithPassword checked, long now, long expiresAt) {
        return database.transaction(handle -> {
            boolean same = handle.createQuery("SELECT password_hash FROM users WHERE id = :id "
                            + database.lockClause(RowLock.SHARED, "users"))
                    .bind("id", checked.user().id())
                    .mapTo(String.class)
                    .one()
                    .equals(checked.passwordHash());
            return same
                    && handle.createUpdate("""
                                    INSERT INTO sessions (token_hash, user_id, created_at, expires_at)
                                    VALUES (:tokenHash, :userId, :now, :expiresAt)
                                    """)
                                    .bind("tokenHash", tokenHash)
                                    .bind("userId", checked.user().id())
                                    .bind("now", now)
                                    .bind("expiresAt", expiresAt)
                                    .execute()
                            == 1;
        });
    }

    Optional<User> bySession(String tokenHash, long now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT u.id, u.email, u.name
                          FROM sessions s
                          JOIN users u ON u.id = s.user_id
                         WHERE s.token_hash = :tokenHash
                           AND s.expires_at > :now
                        """)
                .bind("tokenHash", tokenHash)
                .bind("now", now)
                .map((row, context) -> new User(row.getString("id"), row.getString("email"), row.getString("name")))
                .findOne());
    }

    void deleteSession(String tokenHash) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM sessions WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .execute());
    }

    /** All of a person's. */
    void deleteSessions(String userId) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM sessions WHERE user_id = :userId")
                .bind("userId", userId)
                .execute());
    }

    int deleteExpiredSessions(long now) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM sessions WHERE expires_at <= :now")
                .bind("now", now)
                .execute());
    }
}
