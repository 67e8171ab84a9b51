package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No more lines than there are, however many ask at once. */
class ConcurrencyCapsTest {
    @RegisterExtension
    final TestServer server =
            TestServer.create().withCaps(new ConcurrencyCaps(5, 5)).withSpeed(20);

    @Test
    void ofFortyCallsAtOnceFiveAreTakenAndALineIsFreeAgainWhenOneEnds() throws Exception {
        CheckedApi api = server.api();
        String body = """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": "+12025550100"}""".formatted(server.agentId(), server.phoneNumberId());
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<Answer>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> api.post("/api/calls/outbound", body)))
                    .toList();
            int taken = 0;
            for (Future<Answer> future : answers) {
                Answer answer = future.get();
                if (answer.status() == 201) {
                    taken++;
                } else {
                    assertThat(answer.status()).isEqualTo(429);
                    assertThat(answer.code()).isEqualTo("concurrency_limit");
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                }
            }
            assertThat(taken).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
        Waiting.untilTrue(
                Duration.ofSeconds(30),
                () -> api.post("/api/calls/outbound", body).status() == 201);
    }
}
