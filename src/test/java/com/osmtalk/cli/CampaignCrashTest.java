package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignSchedule;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadDraft;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.CampaignsApi;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.Pages;
import com.osmtalk.server.Home;
import com.osmtalk.server.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns on a server of its own: one that dies in the middle, and one with little memory. */
class CampaignCrashTest {
    private static final int LEADS = 120;

    /** So many at once: those in hand when a server is killed may not have been told of by then. */
    private static final int AT_ONCE = 20;

    private static final int MANY_LEADS = 50_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final CampaignSchedule ALWAYS = new CampaignSchedule("UTC", "00:00", "24:00", null);

    @TempDir
    private Path home;

    @Test
    void afterKillNineNoLeadIsCalledTwiceAndNoneForgotten() {
        Program first = serve("8", Map.of());
        OsmTalkClient client = client(first);
        CampaignsApi campaigns = client.account().campaigns();
        String id = campaign(client).id();
        campaigns.addLeads(id, leads(), null);
        campaigns.start(id, null);
        Waiting.untilTrue(
                LIMIT,
                // a lead in hand whose call is still queued is dialled by whoever comes next
                () -> count(campaigns, id, LeadStatus.COMPLETED) > 5 && answered(client) > 5);
        first.kill();

        try (Program second = serve("100", Map.of())) {
            OsmTalkClient again = client(second);
            CampaignsApi resumed = again.account().campaigns();
            Waiting.untilTrue(LIMIT, () -> resumed.get(id).status() == CampaignStatus.COMPLETED);

            List<Lead> leads = Pages.<Lead>of(page -> resumed.leads(id, null, null, page)).stream()
                    .toList();
            assertThat(leads).hasSize(LEADS).allSatisfy(lead -> {
                assertThat(lead.status()).isIn(LeadStatus.COMPLETED, LeadStatus.FAILED);
                assertThat(lead.attempts()).isEqualTo(1);
            });
            assertThat(leads)
                    .as("interrupted by the crash, and not called again")
                    .anyMatch(lead -> lead.status() == LeadStatus.FAILED);
            Map<String, Long> callsByNumber =
                    Pages.<Call>of(page -> again.account().calls().list(CallQuery.ALL, page)).stream()
                            .collect(Collectors.groupingBy(Call::to, Collectors.counting()));
            assertThat(callsByNumber).hasSize(LEADS);
            assertThat(Set.copyOf(callsByNumber.values())).containsExactly(1L);
            assertThat(Stream.of(first, second).flatMap(CampaignCrashTest::dialled))
                    .doesNotHaveDuplicates()
                    .hasSizeBetween(LEADS - AT_ONCE, LEADS);
        }
    }

    @Test
    void ofTwoServersOnOneDatabaseOneGoesOnWhenTheOtherDies(@TempDir Path otherHome) {
        String database = TestDatabase.newPostgresUrl();
        try (Program first = serve("8", Map.of("OSMTALK_DATABASE_URL", database));
                Program second =
                        serve("8", Map.of("OSMTALK_DATABASE_URL", database, "OSMTALK_HOME", otherHome.toString()))) {
            url(second);
            CampaignsApi campaigns = client(first).account().campaigns();
            String id = campaign(client(first)).id();
            campaigns.addLeads(id, leads(), null);
            campaigns.start(id, null);
            Waiting.untilTrue(
                    LIMIT,
                    () -> count(campaigns, id, LeadStatus.COMPLETED) > 5
                            && count(campaigns, id, LeadStatus.DIALING) > 0);
            // which of them takes how many is chance: one may be much the quicker
            boolean secondDies = dialled(second).count() > LEADS / 4;
            (secondDies ? second : first).kill();

            OsmTalkClient left = client(secondDies ? first : second);
            CampaignsApi rest = left.account().campaigns();
            Waiting.untilTrue(LIMIT, () -> rest.get(id).status() == CampaignStatus.COMPLETED);
            assertThat(Pages.<Lead>of(page -> rest.leads(id, null, null, page)).stream())
                    .hasSize(LEADS)
                    .allSatisfy(lead -> {
                        assertThat(lead.status()).isIn(LeadStatus.COMPLETED, LeadStatus.FAILED);
                        assertThat(lead.attempts()).isEqualTo(1);
                    });
            assertThat(Stream.of(first, second).flatMap(CampaignCrashTest::dialled))
                    .doesNotHaveDuplicates()
                    .hasSizeBetween(LEADS - AT_ONCE, LEADS);
            assertThat(Pages.<Call>of(page -> left.account().calls().list(CallQuery.ALL, page)).stream()
                            .map(Call::to))
                    .hasSize(LEADS)
                    .doesNotHaveDuplicates();
        }
    }

    /** The server has no room for the file, its text and its leads: reading them in whole would end it. */
    @Test
    void fiftyThousandLeadsFitIntoLittleMemory() throws Exception {
        try (Program server = serve("1", Map.of("JAVA_TOOL_OPTIONS", "-Xmx96m"))) {
            OsmTalkClient client = client(server);
            String id = campaign(client).id();
            long start = System.nanoTime();
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url(server) + "/api/campaigns/" + id + "/leads"))
                                    .header("Authorization", "Bearer " + key())
                                    .header("Content-Type", "text/csv")
                                    .POST(BodyPublishers.ofInputStream(CampaignCrashTest::largeFile))
                                    .build(),
                            BodyHandlers.ofString());
            System.err.printf(
                    "%,d leads, %,d bytes, in %,d ms%n",
                    MANY_LEADS,
                    size(largeFile()),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());

            assertThat(response.body()).startsWith("{\"inserted\":" + MANY_LEADS + ",\"csvErrors\":[]");
            assertThat(client.account().campaigns().report(id).counts().byStatus())
                    .isEqualTo(Map.of(LeadStatus.PENDING, (long) MANY_LEADS));
        }
    }

    private Program serve(String speed, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME", home.toString(),
                "OSMTALK_SIM_SPEED", speed,
                "OSMTALK_REQUESTS_PER_MINUTE", "1000000",
                "MAX_CONCURRENT_CALLS_PER_ORG", "500",
                "MAX_CONCURRENT_CALLS", "500"));
        environment.putAll(more);
        return Program.start(environment, "serve", "--port", "0");
    }

    private OsmTalkClient client(Program server) {
        return OsmTalkClient.builder().baseUrl(url(server)).apiKey(key()).build();
    }

    private static URI url(Program server) {
        String line = server.awaitOut(out -> out.contains("osmTalk at "));
        return URI.create(line.substring(line.indexOf("http")));
    }

    private String key() {
        return new Home(home).localKey().orElseThrow();
    }

    private static Campaign campaign(OsmTalkClient client) {
        String agent = client.account()
                .agents()
                .list(PageRequest.first(1))
                .data()
                .get(0)
                .id();
        String number = client.account()
                .phoneNumbers()
                .list(PageRequest.first(1))
                .data()
                .get(0)
                .id();
        return client.account()
                .campaigns()
                .create(new CampaignDraft("Crash", agent, number, null, AT_ONCE, null, ALWAYS, null, null), null);
    }

    private static long count(CampaignsApi campaigns, String id, LeadStatus status) {
        return campaigns.report(id).counts().byStatus().getOrDefault(status, 0L);
    }

    /** How many calls are being held. */
    private static long answered(OsmTalkClient client) {
        CallQuery held =
                new CallQuery(CallStatus.IN_PROGRESS, null, null, null, null, null, null, null, null, null, null);
        return client.account().calls().list(held, PageRequest.first(1)).total();
    }

    private static List<LeadDraft> leads() {
        return IntStream.range(0, LEADS)
                .mapToObj(
                        i -> new LeadDraft(PhoneNumber.of("+12" + (12 + i / 60) + "55501" + (30 + i % 60)), null, null))
                .toList();
    }

    /** The calls a server said it dials. */
    private static Stream<String> dialled(Program server) {
        return server.err().stream()
                .filter(line -> line.contains("dialling call_"))
                .map(line -> line.substring(line.indexOf("call_")));
    }

    /** A CSV file of some 30 MB that nobody holds. */
    private static InputStream largeFile() {
        Iterator<InputStream> rows = IntStream.rangeClosed(0, MANY_LEADS)
                .mapToObj(row -> row == 0 ? "name,phone,note\n" : row(row - 1))
                .<InputStream>map(row -> new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return rows.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return rows.next();
            }
        });
    }

    private static String row(int i) {
        String area = List.of("212", "213", "214", "215", "216").get(i / 10_000);
        return String.format("Person %d,+1%s555%04d,\"%s\"%n", i, area, i % 10_000, "note ".repeat(110));
    }

    private static long size(InputStream stream) throws IOException {
        return stream.transferTo(OutputStream.nullOutputStream());
    }
}
