package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.CallUpdate;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Following a call by {@code If-None-Match} and {@code Prefer: wait}. */
@Timeout(300)
class FollowedCallTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @RegisterExtension
    final TestServer server = TestServer.create().withSpeed(20);

    @Test
    void eachLookShowsSomethingNewUntilTheCallIsOver() throws Exception {
        WidgetApi api = server.client().widget();
        String call = call("+12025550100");
        List<CallUpdate> updates = new ArrayList<>();
        CallUpdate last = null;
        while (last == null || last.call().status() != CallStatus.COMPLETED) {
            last = api.awaitCall(call, last, LONG).get(120, TimeUnit.SECONDS);
            updates.add(last);
        }
        assertThat(updates).allMatch(CallUpdate::waited);
        assertThat(updates).extracting(update -> look(update)).doesNotHaveDuplicates();
        assertThat(updates).anyMatch(update -> update.call().status() == CallStatus.IN_PROGRESS);
    }

    private static List<Object> look(CallUpdate update) {
        return List.of(
                update.call().status(),
                update.call().transcript().size(),
                String.valueOf(update.call().analysis()),
                update.call().billingStatus());
    }

    @Test
    void aCallThatIsAsItWasIsNotSentAgain() {
        String path = "/api/widget/calls/" + endedCall();
        CheckedApi.Answer first = server.api().get(path);
        String etag = first.header("ETag");
        CheckedApi.Answer again = server.api().with("If-None-Match", etag).get(path);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(server.api().with("If-None-Match", "W/" + etag).get(path).status())
                .isEqualTo(304);
        assertThat(server.api().with("If-None-Match", "\"other\"").get(path).status())
                .isEqualTo(200);
    }

    @Test
    void theTimeToWaitIsHeededAndLimited() {
        String path = "/api/calls/" + endedCall();
        CheckedApi api = server.api();
        String etag = api.get(path).header("ETag");
        assertThat(api.with("Prefer", "respond-async, wait=600").get(path).header("Preference-Applied"))
                .isEqualTo("wait=20");
        long begun = System.nanoTime();
        assertThat(api.with("If-None-Match", etag)
                        .with("Prefer", "wait=1")
                        .get(path)
                        .status())
                .isEqualTo(304);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(990));
    }

    @Test
    void anotherOrganisationsCallIsNotThereToFollow() {
        String path = "/api/widget/calls/" + endedCall();
        String etag = server.api().get(path).header("ETag");
        CheckedApi other = server.api().withKey(server.otherOrganization().key());
        assertThat(other.with("If-None-Match", etag)
                        .with("Prefer", "wait=20")
                        .get(path)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thoseWhoWaitHoldNoThreadAndAreAnsweredWhenTheServerStops() throws Exception {
        WidgetApi api = server.client().widget();
        String call = endedCall();
        CallUpdate now = api.awaitCall(call, null, LONG).get(120, TimeUnit.SECONDS);
        List<CompletableFuture<CallUpdate>> waiting =
                Stream.generate(() -> api.awaitCall(call, now, LONG)).limit(400).toList();
        // the web server has fewer threads than there are who wait
        assertThat(api.getCall(call).id()).isEqualTo(call);
        server.server().close();
        for (CompletableFuture<CallUpdate> each : waiting) {
            each.handle((update, e) -> update).get(120, TimeUnit.SECONDS);
        }
    }

    private String endedCall() {
        String call = call("+12025550101");
        Waiting.untilTrue(
                Duration.ofSeconds(20),
                () -> server.client().widget().getCall(call).status().isTerminal());
        return call;
    }

    private String call(String number) {
        return server.client()
                .widget()
                .startOutboundCall(
                        OutboundCallRequest.to(PhoneNumber.of(number))
                                .agentId(server.agentId())
                                .phoneNumberId(server.phoneNumberId())
                                .build(),
                        UUID.randomUUID().toString())
                .callId();
    }
}
