package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Money;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.Pages;
import com.osmtalk.server.Home;
import com.osmtalk.server.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of its work, and what the next one makes of it. */
class CrashTest {
    private static final int CALLS = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    private final ExecutorService callers = Executors.newFixedThreadPool(32);

    @Test
    void afterKillNineEveryCallEndsNoneIsDialledTwiceAndTheLedgerAddsUp() {
        Program first = serve("1");
        OsmTalkClient client = client(first);
        Money balance = client.widget().dashboard(null, null).balance();
        IntStream.range(0, CALLS / 2).parallel().forEach(i -> call(client));
        Waiting.untilTrue(
                LIMIT,
                () -> calls(client)
                        .anyMatch(call -> call.status() == CallStatus.IN_PROGRESS
                                && call.usage().ttsCharacters() > 0));
        // half are on the phone or ringing; the other half are just coming in
        List<CompletableFuture<Void>> incoming = IntStream.range(0, CALLS / 2)
                .mapToObj(i -> CompletableFuture.runAsync(() -> call(client), callers))
                .toList();
        Waiting.untilTrue(
                LIMIT, () -> incoming.stream().filter(CompletableFuture::isDone).count() > CALLS / 4);
        first.kill();
        callers.shutdownNow();

        try (Program second = serve("100")) {
            OsmTalkClient again = client(second);
            Waiting.untilTrue(
                    LIMIT, () -> calls(again).allMatch(call -> call.status().isTerminal()));

            List<Call> calls = calls(again).toList();
            assertThat(calls).hasSizeBetween(CALLS / 2 + CALLS / 4, CALLS);
            assertThat(calls)
                    .anyMatch(call -> call.failureReason() == FailureReason.INTERRUPTED
                            && call.costTotal().paise() > 0);
            List<String> dialled =
                    Stream.of(first, second).flatMap(CrashTest::dialled).toList();
            assertThat(dialled).doesNotHaveDuplicates().hasSizeGreaterThan(CALLS / 2);

            assertThat(dialled(second)).as("calls that waited to be dialled").isNotEmpty();
            long cost =
                    calls.stream().mapToLong(call -> call.costTotal().paise()).sum();
            assertThat(again.widget().dashboard(null, null).balance()).isEqualTo(balance.minus(Money.ofPaise(cost)));
            assertThat(ledgerSum()).isEqualTo(balance.paise() - cost);
        }
    }

    @Test
    void aCallThatDiesInItsFirstLineIsChargedForWhatItUsed() {
        Program first = serve("1");
        OsmTalkClient client = client(first);
        call(client);
        Call live = Waiting.until(
                LIMIT,
                () -> calls(client)
                        .filter(call -> call.usage().sipSeconds() > 0)
                        .findFirst());
        assertThat(client.widget().getCall(live.id()).transcript()).isEmpty();
        first.kill();

        try (Program second = serve("100")) {
            OsmTalkClient again = client(second);
            Call call = Waiting.until(
                    LIMIT,
                    () -> Optional.of(again.widget().getCall(live.id()))
                            .filter(found -> found.status().isTerminal()));
            assertThat(call.failureReason()).isEqualTo(FailureReason.INTERRUPTED);
            assertThat(call.durationSeconds()).isPositive();
            assertThat(call.costSip().paise()).isPositive();
        }
    }

    private Program serve(String speed) {
        return Program.start(
                Map.of(
                        "OSMTALK_HOME", home.toString(),
                        "OSMTALK_SIM_SPEED", speed,
                        "OSMTALK_REQUESTS_PER_MINUTE", "1000000",
                        "MAX_CONCURRENT_CALLS_PER_ORG", "500",
                        "MAX_CONCURRENT_CALLS", "500"),
                "serve",
                "--port",
                "0");
    }

    private OsmTalkClient client(Program server) {
        String line = server.awaitOut(out -> out.contains("osmTalk at "));
        return OsmTalkClient.builder()
                .baseUrl(URI.create(line.substring(line.indexOf("http"))))
                .apiKey(new Home(home).localKey().orElseThrow())
                .build();
    }

    private static void call(OsmTalkClient client) {
        String agent =
                client.widget().listAgents(PageRequest.first(1)).data().get(0).id();
        String number = client.widget()
                .listPhoneNumbers(PageRequest.first(1))
                .data()
                .get(0)
                .id();
        client.widget()
                .startOutboundCall(
                        OutboundCallRequest.to(PhoneNumber.of("+12025550100"))
                                .agentId(agent)
                                .phoneNumberId(number)
                                .build(),
                        UUID.randomUUID().toString());
    }

    private static Stream<Call> calls(OsmTalkClient client) {
        return Pages.<Call>of(page -> client.widget().listCalls(CallQuery.ALL, page)).stream();
    }

    /** The calls a server said it dials. */
    private static Stream<String> dialled(Program server) {
        return server.err().stream()
                .filter(line -> line.contains("dialling call_"))
                .map(line -> line.substring(line.indexOf("call_")));
    }

    private long ledgerSum() {
        try (Database database = Database.sqlite(home.resolve("osmtalk.db"))) {
            return database.read(handle -> handle.createQuery("SELECT sum(amount) FROM ledger")
                    .mapTo(Long.class)
                    .one());
        }
    }
}
