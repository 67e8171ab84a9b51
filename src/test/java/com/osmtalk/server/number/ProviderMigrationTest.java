package com.osmtalk.server.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.SimulatedNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Numbers that were stored when a provider could have any name can be read, and keep what they were where it is known.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProviderMigrationTest {
    private final TestDatabase kind;
    private Database database;

    ProviderMigrationTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNameThatIsNoProviderBecomesSip() throws IOException {
        TestRows rows = new TestRows(database);
        String org = rows.organization("UTC");
        NumberingPlan plan = new NumberingPlan();
        Numbers numbers = new Numbers(
                database,
                SimulatedNetwork.carriers(1),
                plan,
                new Agents(database, plan, Clock.systemUTC()),
                Clock.systemUTC());
        List<String> stored = List.of("simulated", "sip", "plivo", "vobiz", "my-trunk_2");
        for (int i = 0; i < stored.size(); i++) {
            OwnedNumber number =
                    numbers.take(org, new OwnedNumberDraft(PhoneNumber.of("+1202555012" + i), null, null, null, null));
            rows.set("phone_numbers", number.id(), "provider", stored.get(i));
        }

        try (InputStream migration = getClass().getResourceAsStream("/db/migration/V9__number_providers.sql")) {
            String statement = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
            database.transaction(handle -> handle.createUpdate(statement).execute());
        }

        assertThat(numbers.list(org, PageRequest.first(9)).data())
                .extracting(OwnedNumber::provider)
                .containsExactly(
                        NumberProvider.SIP,
                        NumberProvider.SIP,
                        NumberProvider.PLIVO,
                        NumberProvider.SIP,
                        NumberProvider.SIMULATED);
    }
}
