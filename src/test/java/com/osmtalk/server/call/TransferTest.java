package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.auth.TestAssistant;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a wish to transfer a call that is not for transferring any more. */
class TransferTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** In real time, so that a call lasts; where a lock on one call leaves the others alone. */
    @RegisterExtension
    final TestServer server = TestServer.create().withSpeed(1).onDatabase(TestDatabase::newPostgresUrl);

    @Test
    void aCallWhoseEndIsNotStoredYetCanNotBeTransferred() throws Exception {
        String id = place();
        // the first reading of what is used has been stored, so that the next thing stored is the end
        Waiting.untilTrue(LIMIT, () -> get(id).usage().sipSeconds() > 0);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Void> lock =
                CompletableFuture.runAsync(() -> server.database().transaction(handle -> {
                    handle.createQuery("SELECT id FROM calls WHERE id = :id FOR UPDATE")
                            .bind("id", id)
                            .mapTo(String.class)
                            .one();
                    locked.countDown();
                    return await(done);
                }));
        locked.await();
        try {
            assertThat(server.api().post("/api/calls/" + id + "/end", null).status())
                    .isEqualTo(200);

            Waiting.untilTrue(LIMIT, () -> transfer(id, "+12025550102").code().equals("call_not_in_progress"));
            assertThat(get(id).status()).isEqualTo(CallStatus.IN_PROGRESS);
        } finally {
            done.countDown();
        }
        lock.join();
        Waiting.untilTrue(LIMIT, () -> get(id).status().isTerminal());
        assertThat(get(id).endedBy()).isEqualTo(EndedBy.USER);
    }

    @Test
    void aCallIsTransferredToOnePersonAtATime() {
        String id = place();
        Waiting.untilTrue(LIMIT, () -> get(id).status() == CallStatus.IN_PROGRESS);

        assertThat(transfer(id, "+12025550102").status()).isEqualTo(200);

        Waiting.untilTrue(LIMIT, () -> transfer(id, "+12025550188").status() == 409);
        Answer second = transfer(id, "+12025550188");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("transfer_in_progress");
    }

    @Test
    void oneThatAnAssistantAsksForCountsAsACallOfItAndIsFromItsNumbersOnly() {
        CheckedApi assistant = connected("{\"maxCallsPerDay\": 0}");
        String id = place();
        Waiting.untilTrue(LIMIT, () -> get(id).status() == CallStatus.IN_PROGRESS);
        assertRefused(transfer(assistant, id, "+12025550102"), "assistant_call_limit");

        String other = server.api()
                .post(
                        "/api/telephony/numbers/provision",
                        "{\"phoneNumber\": \"+12025550161\", \"provider\": \"simulated\"}")
                .text("/id");
        limit("{\"phoneNumberIds\": [\"" + other + "\"]}");
        assertThat(transfer(assistant, id, "+12025550102").status())
                .as("a call of another number is not there for it")
                .isEqualTo(404);

        limit("{\"maxCallsPerDay\": 1}");
        assertThat(transfer(assistant, id, "+12025550102").status()).isEqualTo(200);
        assertThat(connection().path("callsToday").asInt()).isEqualTo(1);
        assertRefused(transfer(assistant, id, "+12025550188"), "assistant_call_limit");
    }

    private CheckedApi connected(String approval) {
        String access = TestAssistant.registered(server.url(), server.token())
                .tokens("calls:read calls:write manage", approval)
                .path("access_token")
                .asText();
        String credential = server.server().assistant(access).orElseThrow().credential();
        return server.api().anonymous().withKey(credential).withBearer(credential);
    }

    private JsonNode connection() {
        return server.api().get("/api/settings/connections").json().at("/data/0");
    }

    private void limit(String limits) {
        String path = "/api/settings/connections/" + connection().path("id").asText();
        assertThat(server.api().put(path, limits).status()).isEqualTo(200);
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/details/reason")).isEqualTo(reason);
    }

    private Answer transfer(String id, String destination) {
        return transfer(server.api(), id, destination);
    }

    private static Answer transfer(CheckedApi api, String id, String destination) {
        return api.post("/api/calls/" + id + "/transfer", "{\"destination\":\"" + destination + "\"}");
    }

    private Call get(String id) {
        return server.client().widget().getCall(id);
    }

    private String place() {
        Answer answer = server.api()
                .post("/api/widget/calls/outbound", """
                        {"agentId":"%s","phoneNumberId":"%s",
                         "destination":"+12025550100"}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/callId");
    }

    private static Object await(CountDownLatch latch) {
        try {
            latch.await();
            return latch;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
