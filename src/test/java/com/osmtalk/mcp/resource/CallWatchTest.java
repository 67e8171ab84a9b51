package com.osmtalk.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a timer of the test's, which counts pauses instead of waiting. */
class CallWatchTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    private final Timer timer = new Timer();
    private final CallWatch watch = new CallWatch(timer);
    private final List<Call> told = new ArrayList<>();

    @Test
    void looksMoreSeldomWhileNothingHappensAndQuicklyAgainWhenSomethingDoes() {
        looks(i -> ok(i < 6 ? Records.call("ringing") : i < 8 ? talking("Hello") : Records.completed("Hello")));
        watch();
        assertThat(timer.runAll()).containsExactly(250L, 500L, 1000L, 2000L, 2000L, 2000L, 250L, 500L);
        assertThat(told).extracting(Call::status).containsExactly(CallStatus.IN_PROGRESS, CallStatus.COMPLETED);
    }

    @Test
    void tellsEachNewStateAndLineAndEndsWithTheCall() {
        looks(i -> ok(
                switch (i) {
                    case 0 -> Records.call("queued");
                    case 1 -> Records.call("ringing");
                    case 2 -> talking();
                    case 3, 4 -> talking("Hello");
                    case 5 -> talking("Hello", "Yes?");
                    default -> Records.completed("Hello", "Yes?");
                }));
        watch();
        timer.runAll();
        assertThat(told)
                .extracting(call -> call.status() + " " + call.transcript().size())
                .containsExactly("RINGING 0", "IN_PROGRESS 0", "IN_PROGRESS 1", "IN_PROGRESS 2", "COMPLETED 2");
        assertThat(requests()).isEqualTo(7);
    }

    @Test
    void linksThatExpireAreNoChange() {
        looks(i -> {
            Map<String, Object> call = i < 3 ? talking("Hello") : Records.completed("Hello");
            call.put("recordingUrl", "https://recordings.example/" + i);
            return ok(call);
        });
        watch();
        timer.runAll();
        assertThat(told).hasSize(1);
    }

    @Test
    void tellsOnceOfACallThatIsOverAlready() {
        looks(i -> ok(Records.completed("Hello")));
        watch();
        assertThat(told).isEmpty();
        timer.runAll();
        assertThat(told).hasSize(1);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void outlivesAServerThatIsAwayForAWhileAndWaitsAsLongAsItAsks() {
        looks(i -> switch (i) {
            case 1 -> StubApi.Answer.error(503, "unavailable", "x", Map.of());
            case 2 -> new StubApi.Answer(429, Map.of("error", "x", "code", "rate_limited"), Map.of("Retry-After", "7"));
            case 3 -> StubApi.Answer.cut();
            default -> ok(i == 0 ? talking("a") : Records.completed("a"));
        });
        watch();
        assertThat(timer.runAll()).containsExactly(250L, 2000L, 7000L, 2000L);
        assertThat(told).hasSize(1);
    }

    @Test
    void endsWhenTheCallMayNotBeSeenAnyMore() {
        looks(i -> i == 0 ? ok(talking("a")) : StubApi.Answer.error(401, "unauthenticated", "x", Map.of()));
        watch();
        timer.runAll();
        assertThat(requests()).isEqualTo(2);
        assertThat(told).isEmpty();
    }

    @Test
    void aClosedWatchLooksNoMore() {
        looks(i -> ok(talking("a")));
        ServerFeatures.Watch closed = watch();
        closed.close();
        timer.runDue();
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void aServerThatWaitsIsAskedOncePerChange() {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, request -> {
            String known = request.headers().getOrDefault("if-none-match", "none");
            Map<String, Object> call = switch (known) {
                case "none" -> Records.call("ringing");
                case "\"1\"" -> talking("Hello");
                default -> Records.completed("Hello");
            };
            String next = Map.of("none", "\"1\"", "\"1\"", "\"2\"").getOrDefault(known, "\"3\"");
            return new StubApi.Answer(200, call, Map.of("ETag", next, "Preference-Applied", "wait=20"));
        });
        List<Call> heard = new CopyOnWriteArrayList<>();
        try (CallWatch real = new CallWatch()) {
            real.watch(bench.client().withApiKey(ToolBench.KEY).widget(), Records.CALL, heard::add);
            Waiting.untilTrue(Duration.ofMinutes(2), () -> heard.size() == 2);
        }
        assertThat(heard).extracting(Call::status).containsExactly(CallStatus.IN_PROGRESS, CallStatus.COMPLETED);
        assertThat(bench.api().requests())
                .extracting(request -> request.header("prefer"))
                .containsExactly("wait=0", "wait=20", "wait=20");
    }

    @Test
    void aCallThatIsNotThereIsNotWatched() {
        assertThatThrownBy(this::watch).isInstanceOf(ApiException.class);
        assertThat(timer.runAll()).isEmpty();
    }

    private ServerFeatures.Watch watch() {
        return watch.watch(bench.client().withApiKey(ToolBench.KEY).widget(), Records.CALL, told::add);
    }

    private int requests() {
        return bench.api().requests("GET", "/api/widget/calls/" + Records.CALL).size();
    }

    private void looks(IntFunction<StubApi.Answer> nth) {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, request -> nth.apply(requests() - 1));
    }

    private static StubApi.Answer ok(Map<String, Object> call) {
        return StubApi.Answer.ok(call);
    }

    private static Map<String, Object> talking(String... lines) {
        Map<String, Object> call = new LinkedHashMap<>(Records.call("in_progress"));
        call.put("transcript", Records.transcript(lines));
        return call;
    }

    /** Runs what is due later at once, and says after how long it would have been. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private final Deque<Due> due = new ArrayDeque<>();
        private final BlockingQueue<Runnable> looked = new LinkedBlockingQueue<>();
        private final List<Long> pauses = new ArrayList<>();

        private record Due(Runnable work, boolean look) {}

        Timer() {
            super(0);
        }

        @Override
        public void execute(Runnable work) {
            looked.add(work);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            pauses.add(unit.toMillis(delay));
            due.add(new Due(work, delay > 0));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void runDue() {
            due.forEach(one -> one.work().run());
        }

        /** Until nothing is due any more. */
        List<Long> runAll() {
            while (!due.isEmpty()) {
                Due next = due.remove();
                next.work().run();
                if (next.look()) {
                    awaitLook().run();
                }
            }
            return pauses;
        }

        private Runnable awaitLook() {
            return Waiting.until(Duration.ofMinutes(2), () -> Optional.ofNullable(looked.poll()));
        }
    }
}
