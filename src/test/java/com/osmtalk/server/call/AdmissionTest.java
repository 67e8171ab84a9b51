package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Money;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How many calls a balance starts when many are asked for at the same time. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdmissionTest {
    private static final int ASKED = 200;
    private static final Money NEEDED = Money.ofPaise(10_00);

    @RegisterExtension
    final TestServer server;

    AdmissionTest(TestDatabase kind) {
        server = TestServer.create()
                .withSpeed(1)
                .withCaps(new ConcurrencyCaps(1_000, 1_000))
                .onDatabase(kind::newUrl);
    }

    @Test
    void aBalanceForFiftyStartsFiftyOfTwoHundredCallsAtOnce() throws Exception {
        setBalance(NEEDED.times(50).plus(Money.ofPaise(9_99)));

        List<Answer> answers = askForCalls();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(50);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 402)
                .hasSize(ASKED - 50)
                .allMatch(answer -> answer.code().equals("insufficient_credits"));
        assertThat(number("SELECT count(*) FROM calls")).isEqualTo(50);
        assertThat(balance())
                .as("nothing is taken while they last")
                .isEqualTo(NEEDED.times(50).plus(Money.ofPaise(9_99)));
    }

    @Test
    void whatCallsCostIsTakenWhenTheyEndAndNoMoreAreStartedThanThatLeavesMoneyFor() throws Exception {
        setBalance(NEEDED.times(20));
        List<String> started = askForCalls().stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("/callId"))
                .toList();
        assertThat(started).hasSize(20);

        started.forEach(id -> server.api().post("/api/calls/" + id + "/end", null));
        Waiting.untilTrue(
                Duration.ofSeconds(60),
                () -> number("SELECT count(*) FROM calls WHERE status IN ('completed', 'failed')") == 20);

        Money left = balance();
        assertThat(left).isEqualTo(NEEDED.times(20).minus(Money.ofPaise(number("SELECT sum(cost_total) FROM calls"))));
        assertThat(left.paise()).isNotNegative();
        assertThat(askForCalls())
                .filteredOn(answer -> answer.status() == 201)
                .hasSize(Math.toIntExact(left.paise() / NEEDED.paise()));
    }

    private List<Answer> askForCalls() throws Exception {
        CheckedApi api = server.api();
        String body = "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"+12025550102\"}"
                .formatted(server.agentId(), server.phoneNumberId());
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < ASKED; i++) {
                asked.add(threads.submit(() -> api.post("/api/calls/outbound", body)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private void setBalance(Money amount) {
        server.database()
                .transaction(handle ->
                        handle.execute("UPDATE balances SET amount = ? WHERE bucket = 'promotional'", amount.paise()));
    }

    private Money balance() {
        return Money.ofPaise(number("SELECT sum(amount) FROM balances"));
    }

    private long number(String sql) {
        return server.database()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
