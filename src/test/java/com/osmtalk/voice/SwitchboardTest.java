package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Agent;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.Switchboard.WrittenReply;
import com.osmtalk.voice.brain.OptOutWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SwitchboardTest {
    private final Agent agent = TestAgent.reminder().build();

    private static Set<Thread> voiceThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("voice-"))
                .collect(Collectors.toSet());
    }

    @Test
    void aThousandCallsAtOnceRunOnAFewThreadsAndAllEndAsOneWould() {
        Set<Thread> others = voiceThreads(); // of tests that ran before
        try (Switchboard switchboard = SimulatedNetwork.switchboard(20)) {
            List<RecordedCall> calls = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                calls.add(RecordedCall.dial(switchboard, agent, "+12025550100"));
            }
            Set<Thread> threads = voiceThreads();
            threads.removeAll(others);
            List<CallEnd> ends = calls.stream().map(RecordedCall::end).toList();

            assertThat(threads)
                    .hasSizeLessThanOrEqualTo(
                            1 + 4 + Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
            assertThat(ends)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("latency")
                    .containsOnly(ends.get(0));
            assertThat(calls)
                    .extracting(RecordedCall::text)
                    .containsOnly(calls.get(0).text());
            assertThat(calls).noneSatisfy(call -> assertThat(call.order).contains("two events at once"));
        }
    }

    @Test
    void closingEndsLiveCallsAsInterruptedAndTellsThem() {
        Switchboard switchboard = SimulatedNetwork.switchboard(1);
        List<RecordedCall> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(RecordedCall.dial(switchboard, agent, "+12025550100"));
        }
        switchboard.close();

        assertThat(calls).allSatisfy(call -> {
            assertThat(call.order).containsExactly("ended");
            assertThat(call.end().failureReason()).isEqualTo(FailureReason.INTERRUPTED);
            assertThat(call.end().endedBy()).isEqualTo(EndedBy.PLATFORM);
        });
        assertThatThrownBy(() -> RecordedCall.dial(switchboard, agent, "+12025550100"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aListenerThatBlocksHoldsUpNobodyElse() throws Exception {
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1_000)) {
            var gate = new CountDownLatch(1);
            RecordedCall slow = RecordedCall.dial(switchboard, agent, "+12025550100", (live, line) -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            RecordedCall other = RecordedCall.dial(switchboard, agent, "+12025550100");
            CallEnd end = other.end();
            gate.countDown();

            assertThat(slow.end())
                    .usingRecursiveComparison()
                    .ignoringFields("latency")
                    .isEqualTo(end);
        }
    }

    @Test
    void callsWhoseEndsTakeLongToStoreHoldUpNoLineOfOthers() {
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1_000)) {
            CountDownLatch stored = new CountDownLatch(1);
            for (int i = 0; i < 100; i++) {
                switchboard
                        .dial(RecordedCall.plan(agent, "+12025550100"), new Ending(end -> await(stored)))
                        .hangUp();
            }
            CountDownLatch said = new CountDownLatch(1);
            RecordedCall talking =
                    RecordedCall.dial(switchboard, agent, "+12025550100", (live, line) -> said.countDown());

            assertThat(await(said)).isTrue();
            stored.countDown();
            assertThat(talking.end().failureReason()).isNull();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChatGoesThroughTheSamePoints() {
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1)) {
            List<TranscriptEntry> history = new ArrayList<>();
            List<String> replies = new ArrayList<>();
            boolean ended = false;
            for (String message : List.of("Hi", "Yes, I can", "No", "At nine", "Yes please")) {
                WrittenReply reply = write(switchboard, history, message);
                replies.add(reply.text());
                ended = reply.ended();
            }

            assertThat(replies.get(0))
                    .startsWith("Hello Priya")
                    .endsWith("Can you make it to your appointment on Tuesday at ten?");
            assertThat(replies.get(1)).isEqualTo("Perfect, thank you. Do you have any allergies we should know about?");
            assertThat(replies.get(4)).endsWith("Goodbye.");
            assertThat(ended).isTrue();
        }
    }

    @Test
    void anOptOutInWritingIsTold() {
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1)) {
            WrittenReply reply = write(switchboard, new ArrayList<>(), "Please unsubscribe me");

            assertThat(reply.optedOut()).isTrue();
            assertThat(reply.ended()).isTrue();
            assertThat(reply.usage()).isEqualTo(Usage.NONE);
        }
    }

    @Test
    void whoAsksForAPersonInWritingIsNotPutThrough() {
        Agent transferring = TestAgent.reminder().transfersTo("+12025550150").build();
        try (Switchboard switchboard = SimulatedNetwork.switchboard(1)) {
            WrittenReply reply = switchboard
                    .reply(
                            transferring,
                            RecordedCall.VARIABLES,
                            OptOutWords.USUAL,
                            List.of(),
                            "I want to talk to a human")
                    .toCompletableFuture()
                    .join();

            assertThat(reply.ended()).isFalse();
            assertThat(reply.text()).contains("can't put you through");
        }
    }

    private WrittenReply write(Switchboard switchboard, List<TranscriptEntry> history, String message) {
        WrittenReply reply = switchboard
                .reply(agent, RecordedCall.VARIABLES, OptOutWords.USUAL, List.copyOf(history), message)
                .toCompletableFuture()
                .join();
        history.add(new TranscriptEntry(history.size(), TranscriptRole.CALLER, message, 0, null));
        history.add(new TranscriptEntry(history.size(), TranscriptRole.AGENT, reply.text(), 0, null));
        return reply;
    }
}
