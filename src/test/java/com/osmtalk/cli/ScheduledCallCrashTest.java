package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.server.Home;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls for later on a server that is killed when their time has come: each is dialled once, or ends as told. */
class ScheduledCallCrashTest {
    private static final int DUE = 8;

    /** So many lines has the first server: the other calls are due and wait for one when it is killed. */
    private static final int LINES = 3;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    @Test
    void afterKillNineCallsThatWereDueAreDialledOnceAndThoseInMidDialAreNotDialledAgain() {
        Program first = serve(Map.of("OSMTALK_SIM_SPEED", "1", "MAX_CONCURRENT_CALLS_PER_ORG", "" + LINES));
        OsmTalkClient client = client(first);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        String late = schedule(client, tomorrow);
        String early = schedule(client, tomorrow);
        Set<String> due = scheduleDueCalls(client);
        Waiting.untilTrue(LIMIT, () -> dialled(first).count() >= LINES);
        first.kill();
        long dialledAtFirst = dialled(first).count();
        assertThat(dialledAtFirst).isLessThan(DUE);
        beDueAt(late, Instant.now().minus(Duration.ofMinutes(11)));

        try (Program second = serve(Map.of("OSMTALK_SIM_SPEED", "100"))) {
            OsmTalkClient again = client(second);
            assertEachIsDialledOnce(again, due, first, second);
            assertThat(dialled(second)).hasSizeBetween(1, DUE - (int) dialledAtFirst);
            assertThat(ended(again, late).failureReason()).isEqualTo(FailureReason.MISSED_SCHEDULE);
            assertThat(again.widget().getCall(early).status()).isEqualTo(CallStatus.SCHEDULED);
        }
    }

    @Test
    void ofTwoServersOnOneDatabaseEachDueCallIsDialledByOneAlsoWhenTheOtherDies(@TempDir Path otherHome) {
        Map<String, String> shared = Map.of(
                "OSMTALK_DATABASE_URL",
                TestDatabase.newPostgresUrl(),
                "OSMTALK_SIM_SPEED",
                "4",
                "MAX_CONCURRENT_CALLS_PER_ORG",
                "" + LINES);
        Map<String, String> elsewhere = new HashMap<>(shared);
        elsewhere.put("OSMTALK_HOME", otherHome.toString());
        try (Program first = serve(shared)) {
            OsmTalkClient client = client(first);
            try (Program second = serve(elsewhere)) {
                url(second);
                Set<String> due = scheduleDueCalls(client);
                Waiting.untilTrue(
                        LIMIT,
                        () -> Stream.of(first, second)
                                        .flatMap(ScheduledCallCrashTest::dialled)
                                        .count()
                                >= LINES);
                // which of them dials more is chance
                boolean secondDies = dialled(second).findAny().isPresent();
                (secondDies ? second : first).kill();

                assertEachIsDialledOnce(client(secondDies ? first : second), due, first, second);
            }
        }
    }

    private void assertEachIsDialledOnce(OsmTalkClient client, Set<String> due, Program first, Program second) {
        List<Call> calls = due.stream().map(id -> ended(client, id)).toList();
        List<String> dialled = Stream.of(first, second)
                .flatMap(ScheduledCallCrashTest::dialled)
                .toList();
        assertThat(dialled).doesNotHaveDuplicates();
        assertThat(calls)
                .allSatisfy(call -> assertThat(
                                dialled.contains(call.id()) || call.failureReason() == FailureReason.INTERRUPTED)
                        .as("%s, %s", call.id(), call.failureReason())
                        .isTrue());
        assertThat(calls).anyMatch(call -> call.failureReason() == FailureReason.INTERRUPTED);
        assertThat(calls).anyMatch(call -> call.failureReason() == null);
    }

    private static Set<String> scheduleDueCalls(OsmTalkClient client) {
        Instant soon = Instant.now().plusSeconds(1);
        return IntStream.range(0, DUE).mapToObj(i -> schedule(client, soon)).collect(Collectors.toSet());
    }

    private static String schedule(OsmTalkClient client, Instant at) {
        PageRequest one = PageRequest.first(1);
        return client.widget()
                .startOutboundCall(
                        OutboundCallRequest.to(PhoneNumber.of("+12025550100"))
                                .agentId(client.widget()
                                        .listAgents(one)
                                        .data()
                                        .get(0)
                                        .id())
                                .phoneNumberId(client.widget()
                                        .listPhoneNumbers(one)
                                        .data()
                                        .get(0)
                                        .id())
                                .scheduledAt(at)
                                .build(),
                        UUID.randomUUID().toString())
                .callId();
    }

    private static Call ended(OsmTalkClient client, String id) {
        Waiting.untilTrue(LIMIT, () -> client.widget().getCall(id).status().isTerminal());
        return client.widget().getCall(id);
    }

    /** As if the server had been gone for so long. */
    private void beDueAt(String callId, Instant at) {
        try (Database database = Database.sqlite(home.resolve("osmtalk.db"))) {
            int changed = database.transaction(
                    handle -> handle.createUpdate("UPDATE calls SET scheduled_at = :at WHERE id = :id")
                            .bind("at", at.toEpochMilli())
                            .bind("id", callId)
                            .execute());
            assertThat(changed).isEqualTo(1);
        }
    }

    private Program serve(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("OSMTALK_HOME", home.toString(), "OSMTALK_REQUESTS_PER_MINUTE", "1000000"));
        environment.putAll(more);
        return Program.start(environment, "serve", "--port", "0");
    }

    private OsmTalkClient client(Program server) {
        return OsmTalkClient.builder()
                .baseUrl(url(server))
                .apiKey(new Home(home).localKey().orElseThrow())
                .build();
    }

    private static URI url(Program server) {
        String line = server.awaitOut(out -> out.contains("osmTalk at "));
        return URI.create(line.substring(line.indexOf("http")));
    }

    /** The calls a server said it dials. */
    private static Stream<String> dialled(Program server) {
        return server.err().stream()
                .filter(line -> line.contains("dialling call_"))
                .map(line -> line.substring(line.indexOf("call_")));
    }
}
