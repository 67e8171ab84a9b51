package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How much of what a person says is understood when packets are lost on the way: the caller's side of the recording,
 * which is what a recogniser is given, against what was said. The figures are printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PacketLossIT {
    /** None of them makes the agent end the call. */
    private static final List<String> SAID = List.of(
            "yes please tell me more",
            "what does it cost",
            "my name is john smith",
            "i would like to order two large pizzas",
            "the invoice was paid last week",
            "we open at nine o'clock on monday",
            "how long does the delivery take",
            "my order number is seven four two nine",
            "is there a discount for students",
            "that sounds very good",
            "who gave you my number",
            "the meeting is on thursday afternoon",
            "how much would that be for a year");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("loss");
        Office.hire(
                centre.osmtalk().api(),
                "Patient",
                Map.of(
                        "systemPrompt",
                        "Ask these questions:\n"
                                + IntStream.range(1, 40)
                                        .mapToObj(i -> "- What is your number " + i + "?\n")
                                        .collect(Collectors.joining()),
                        "idleTimeoutSeconds",
                        300,
                        "recordingEnabled",
                        true));
    }

    @AfterAll
    void close() {
        threads.shutdownNow();
        centre.close();
    }

    @Test
    void wordsAreUnderstood() {
        // all at once, since each takes as long as one needs to say it
        Map<Integer, CompletableFuture<Double>> rates = new TreeMap<>();
        for (int percent : new int[] {0, 1, 5, 10}) {
            rates.put(percent, CompletableFuture.supplyAsync(() -> wordErrorRate(percent), threads));
        }
        rates.forEach((percent, rate) -> System.out.printf(
                Locale.ROOT, "%d %% of packets lost: word error rate %.1f %%%n", percent, rate.join()));
        assertThat(rates.get(0).join()).isLessThan(10);
        assertThat(rates.get(1).join()).isLessThan(15);
        assertThat(rates.get(5).join()).isLessThan(30);
        assertThat(rates.get(10).join()).isLessThan(50);
    }

    private double wordErrorRate(int percent) {
        String number = "4411349607%02d".formatted(percent);
        try (LossyRelay relay = new LossyRelay(percent);
                Baresip phone = centre.phone(number)) {
            String call = centre.osmtalk().call("Patient", "+" + number);
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            phone.sayAll(SAID);
            phone.hangUp();
            centre.osmtalk().outcome(call);
            assertThat(relay.lost()).isBetween(percent * 0.6, percent * 1.4);

            List<String> said = words(String.join(" ", SAID));
            List<String> heard = words(String.join(" ", centre.understood(caller(call))));
            return 100.0 * distance(said, heard) / said.size();
        }
    }

    /** The left channel of the call's recording. */
    private Path caller(String call) {
        Path stereo = centre.recordings().resolve(call + ".stereo.wav");
        // it is made of its two sides when the call is over
        Waiting.untilTrue(LIMIT, () -> Files.exists(stereo));
        Path left = centre.recordings().resolveSibling(call + ".left.wav");
        Sounds.sox(stereo.toString(), "-r", "8000", left.toString(), "remix", "1");
        return left;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** How many words have to be put in, left out or changed to make one of the other (Levenshtein). */
    private static int distance(List<String> from, List<String> to) {
        int[] row = IntStream.rangeClosed(0, to.size()).toArray();
        for (int i = 1; i <= from.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.size(); j++) {
                int changed = diagonal + (from.get(i - 1).equals(to.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.size()];
    }
}
