package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.server.Home;
import com.osmtalk.server.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while somebody is on the phone. */
class StopTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    private Path home;

    @Test
    void itLetsTheCallEndAndToldASecondTimeEndsIt() {
        try (Program server = Program.start(
                Map.of("OSMTALK_HOME", home.toString(), "OSMTALK_SIM_SPEED", "1", "OSMTALK_DRAIN_SECONDS", "600"),
                "serve",
                "--port",
                "0",
                "--voice-port",
                "0")) {
            String said = server.awaitOut(line -> line.contains("osmTalk at "));
            URI url = URI.create(said.substring(said.indexOf("http://")));
            try (OsmTalkClient client = OsmTalkClient.builder()
                    .baseUrl(url)
                    .apiKey(new Home(home).localKey().orElseThrow())
                    .build()) {
                call(client);
                // one that has cost something: the first second may not be over yet
                Waiting.untilTrue(LIMIT, () -> latest(client).usage().sipSeconds() > 0);

                server.process().toHandle().destroy();
                Waiting.untilTrue(
                        LIMIT, () -> server.err().stream().anyMatch(line -> line.contains("1 calls are live")));
                assertThat(latest(client).status()).isEqualTo(CallStatus.IN_PROGRESS);

                server.process().toHandle().destroy();
                assertThat(server.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
            }
        }
        try (Database database = Database.sqlite(home.resolve("osmtalk.db"))) {
            List<String> reasons =
                    database.read(handle -> handle.createQuery("SELECT failure_reason FROM calls WHERE cost_total > 0")
                            .mapTo(String.class)
                            .list());
            assertThat(reasons).containsExactly(FailureReason.INTERRUPTED.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void call(OsmTalkClient client) {
        PageRequest first = PageRequest.first(1);
        client.widget()
                .startOutboundCall(
                        OutboundCallRequest.to(PhoneNumber.of("+12025550100"))
                                .agentId(client.widget()
                                        .listAgents(first)
                                        .data()
                                        .get(0)
                                        .id())
                                .phoneNumberId(client.widget()
                                        .listPhoneNumbers(first)
                                        .data()
                                        .get(0)
                                        .id())
                                .build(),
                        "once");
    }

    private static Call latest(OsmTalkClient client) {
        return client.widget()
                .listCalls(CallQuery.ALL, PageRequest.first(1))
                .data()
                .get(0);
    }
}
