package com.osmtalk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.cluster.LiveCalls.TransferOutcome;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.LiveCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every implementation of {@link LiveCalls} does, whether the server that is asked holds the call or another. */
abstract class LiveCallsContract {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final PhoneNumber PERSON = PhoneNumber.of("+12025550108");

    private final Line line = new Line();
    Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = TestDatabase.SQLITE.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As the server has it that holds calls. */
    abstract LiveCalls holding();

    /** What is told of a hand-over that the line will not make. */
    abstract TransferOutcome refusal(TransferOutcome known);

    /** As the server has it that is asked to end them; the same, where there is one. */
    abstract LiveCalls asked();

    @Test
    void aCommandReachesTheLineOnceItIsCommitted() {
        holding().hold("call_1").complete(line);
        database.transaction(handle -> {
            assertThat(asked().end("call_1")).isTrue();
            assertThat(line.commands).isEmpty();
            return null;
        });
        line.await("hang up");
    }

    @Test
    void aCommandThatIsRolledBackReachesNothing() {
        holding().hold("call_1").complete(line);
        assertThatThrownBy(() -> database.transaction(handle -> {
                    asked().end("call_1");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(transfer("call_1")).isEqualTo(TransferOutcome.ACCEPTED);
        line.await("transfer to +12025550108: wants a person");
    }

    @Test
    void whatIsAskedOfACallBetweenItsClaimAndItsLineIsNotLost() {
        holding().hold("call_1");
        assertThat(end("call_1")).isTrue();
        holding().hold("call_1").complete(line);
        line.await("hang up");
    }

    @Test
    void aCommandWaitsForALineThatIsJustBeingOpened() {
        var opening = holding().hold("call_1");
        assertThat(end("call_1")).isTrue();
        assertThat(line.commands).isEmpty();
        opening.complete(line);
        line.await("hang up");
    }

    @Test
    void whatTheAgentIsToldReachesItsCall() {
        holding().hold("call_1").complete(line);
        assertThat(inTransaction(() -> asked().note("call_1", 2, "Take Friday.")))
                .isTrue();
        line.await("note 2: Take Friday.");
        line.commands.clear();
        assertThat(inTransaction(() -> asked().answer("call_1", 3, "Yes"))).isTrue();
        line.await("answer 3: Yes");
        line.commands.clear();
        assertThat(inTransaction(() -> asked().press("call_1", "1w2"))).isTrue();
        line.await("press 1w2");
        assertThat(inTransaction(() -> asked().note("call_2", 1, "Take Friday.")))
                .isFalse();
    }

    @Test
    void aCallThatNobodyHoldsCanNotBeReached() {
        holding().hold("call_1").complete(line);
        assertThat(end("call_2")).isFalse();
        assertThat(transfer("call_2")).isEqualTo(TransferOutcome.UNREACHABLE);
        assertThat(line.commands).isEmpty();
    }

    @Test
    void aCallThatIsReleasedCanNotBeReachedAnyMore() {
        holding().hold("call_1").complete(line);
        holding().release("call_1");
        holding().release("call_2");
        assertThat(end("call_1")).isFalse();
        assertThat(transfer("call_1")).isEqualTo(TransferOutcome.UNREACHABLE);
        assertThat(line.commands).isEmpty();
    }

    @Test
    void aLineThatIsOverIsNotHandedOver() {
        holding().hold("call_1").complete(line);
        line.over = true;
        assertThat(transfer("call_1")).isEqualTo(refusal(TransferOutcome.OVER));
        assertThat(end("call_1")).isTrue();
        line.await("hang up");
    }

    @Test
    void aLineIsHandedOverOnceAtATime() {
        holding().hold("call_1").complete(line);
        line.beingTransferred = true;
        assertThat(transfer("call_1")).isEqualTo(refusal(TransferOutcome.BEING_TRANSFERRED));
        assertThat(end("call_1")).isTrue();
        line.await("hang up");
    }

    @Test
    void aServerKnowsWhatItHoldsItself() {
        holding().hold("call_1").complete(line);
        holding().hold("call_2");
        assertThat(holding().held()).containsExactlyInAnyOrder("call_1", "call_2");
        holding().release("call_2");
        assertThat(holding().held()).containsExactly("call_1");
    }

    @Test
    void aCallThatIsNotThisServersAnyMoreIsInterruptedAndForgotten() {
        holding().hold("call_1").complete(line);
        holding().interrupt("call_1");
        holding().interrupt("call_2");
        line.await("interrupt");
        assertThat(holding().held()).isEmpty();
    }

    private boolean end(String callId) {
        return inTransaction(() -> asked().end(callId));
    }

    private TransferOutcome transfer(String callId) {
        return inTransaction(() -> asked().transfer(callId, PERSON, "wants a person"));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return database.transaction(handle -> work.get());
    }

    /** A line that writes down what it is told. */
    private static final class Line implements LiveCall {
        final List<String> commands = new CopyOnWriteArrayList<>();
        volatile boolean over;
        volatile boolean beingTransferred;

        void await(String command) {
            Waiting.untilTrue(LIMIT, () -> !commands.isEmpty());
            assertThat(commands).containsExactly(command);
        }

        @Override
        public void hangUp() {
            commands.add("hang up");
        }

        @Override
        public void interrupt() {
            commands.add("interrupt");
        }

        @Override
        public void stop(FailureReason reason) {
            commands.add("stop: " + reason);
        }

        @Override
        public void transfer(PhoneNumber destination, @Nullable String summary) {
            commands.add("transfer to " + destination + ": " + summary);
        }

        @Override
        public void note(int n, String text) {
            commands.add("note " + n + ": " + text);
        }

        @Override
        public void press(String keys) {
            commands.add("press " + keys);
        }

        @Override
        public void answer(int question, String text) {
            commands.add("answer " + question + ": " + text);
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public boolean isBeingTransferred() {
            return beingTransferred;
        }
    }
}
