package com.osmtalk.voice.carrier.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Pace;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent's keys reach whoever is on the other end of a simulated line. */
class PressedKeysTest {
    private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
    private final List<String> log = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void aMenuHearsThemInOrderAndGoesOn() {
        Timeline timeline =
                new Timeline(new Pace(1_000, System::nanoTime, threads, threads), fault -> log.add("fault " + fault));
        SimulatedLine[] line = new SimulatedLine[1];
        timeline.post(() -> {
            line[0] = new SimulatedLine(timeline, new Log(() -> line[0].press("47#")), 1);
            line[0].connect(new SimulatedCarrier.DialOutcome.Answers(new Menu()));
        });

        Waiting.untilTrue(Duration.ofMinutes(2), () -> log.contains("hung up"));
        assertThat(log).containsExactly("heard Press the number of your account.", "menu heard 47#", "hung up");
    }

    private final class Menu implements Callee {
        @Override
        public Reaction onPickUp() {
            return Reaction.say("Press the number of your account.");
        }

        @Override
        public Reaction onKeys(String keys) {
            log.add("menu heard " + keys);
            return Reaction.HANG_UP;
        }

        @Override
        public Reaction onSilence(String said, int turn) {
            return Reaction.WAIT;
        }
    }

    private final class Log implements LineEvents {
        private final Runnable afterWords;

        Log(Runnable afterWords) {
            this.afterWords = afterWords;
        }

        @Override
        public void heard(Heard words) {
            log.add("heard " + words.text());
            afterWords.run();
        }

        @Override
        public void hungUp() {
            log.add("hung up");
        }

        @Override
        public void failed(FailureReason reason) {
            log.add("failed " + reason);
        }

        @Override
        public void ringing() {}

        @Override
        public void answered() {}

        @Override
        public void audible() {}

        @Override
        public void spoken() {}

        @Override
        public void callerSpeaking() {}

        @Override
        public void digit(char key) {}
    }
}
