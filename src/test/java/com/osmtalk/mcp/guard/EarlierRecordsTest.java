package com.osmtalk.mcp.guard;

import static com.osmtalk.mcp.guard.GuardFixture.lead;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.guard.store.GuardDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that a version wrote which took numbers as they were typed. */
class EarlierRecordsTest {
    @TempDir
    private Path home;

    private GuardFixture guard;

    @BeforeEach
    void open() {
        guard = new GuardFixture(home);
        guard.rules(rules -> rules.confirmation(Confirmation.NEVER).quietHours(null));
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @ParameterizedTest
    @CsvSource({
        "+442079460958,   +442079460958",
        "+4402079460958,  +442079460958",
        "+112025550107,   +12025550107",
        "+9109876543210,  +919876543210",
        "+553188887777,   +5531988887777",
        "+5215512345678,  +525512345678",
        "+520445512345678, +525512345678",
        "+5491123456789,  +541123456789",
        "+541123456789,   +5491123456789",
    })
    void aCallToTheSamePersonIsTheSameCall(String typed, String canonical) throws Exception {
        earlierCall(typed, "remind");
        assertThat(guard.call(canonical, "remind")).isEqualTo("again call_before");
        assertThat(guard.call(canonical, "something else")).isEqualTo("call_1");
        assertThat(guard.call(canonical.substring(0, canonical.length() - 1) + "1", "remind"))
                .isEqualTo("call_2");
    }

    @Test
    void soIsOneWhoseWordsWereComparedOtherwise() throws Exception {
        CallPurpose purpose = CallPurpose.of(Map.of("name", "Zoe\u0308  5.", "day", " "), null);
        earlierCall("+4402079460958", Fingerprint.of("name=zo\u00eb 5."));
        assertThat(guard.call("+442079460958", purpose)).isEqualTo("again call_before");
        assertThat(guard.call("+442079460958", CallPurpose.of(Map.of("name", "Zoe 6"), null)))
                .isEqualTo("call_1");
    }

    @Test
    void anOldCallIsNoDuplicateForEver() throws Exception {
        earlierCall("+4402079460958", "remind");
        guard.clock().advance(Duration.ofMinutes(10));
        assertThat(guard.call("+442079460958", "remind")).isEqualTo("call_1");
    }

    @Test
    void aCampaignsAgentDoesNotCallWhomItHasJustCalled() throws Exception {
        earlierCall("+4402079460958", "remind");
        DialRefusedException refused = guard.refused(
                guard.campaign("cmp_1", lead("a", "+442079460958", "offer", 1), lead("b", "+12025550100", "offer", 1)));
        assertThat(refused.code()).isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
        assertThat(refused.more()).containsEntry("people", 1L);
        guard.begin(guard.campaign("cmp_1", lead("b", "+12025550100", "offer", 1)));
    }

    /** A call as it was stored before numbers were canonical: the table of that time, and the fingerprints. */
    private void earlierCall(String typed, String purpose) throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + home.resolve(GuardDatabase.FILE))) {
            try (Statement statement = file.createStatement()) {
                statement.execute("""
                        CREATE TABLE dials (
                            id              INTEGER PRIMARY KEY AUTOINCREMENT,
                            account         TEXT    NOT NULL,
                            purpose         TEXT    NOT NULL,
                            request         TEXT    NOT NULL,
                            idempotency_key TEXT    NOT NULL,
                            state           TEXT    NOT NULL,
                            call_id         TEXT,
                            at              INTEGER NOT NULL,
                            settled_at      INTEGER,
                            terms           TEXT    NOT NULL DEFAULT '',
                            party           TEXT    NOT NULL DEFAULT '',
                            campaign        TEXT,
                            calls           INTEGER NOT NULL DEFAULT 1)""");
            }
            try (PreparedStatement insert = file.prepareStatement("""
                    INSERT INTO dials (account, purpose, party, request, idempotency_key, state, call_id, at)
                    VALUES ('account', ?, ?, 'request', 'key', 'PLACED', 'call_before', ?)""")) {
                insert.setString(1, Fingerprint.of(typed, "agent", purpose));
                insert.setString(2, Fingerprint.of(typed, "agent"));
                insert.setLong(3, guard.clock().millis());
                insert.executeUpdate();
            }
        }
    }
}
