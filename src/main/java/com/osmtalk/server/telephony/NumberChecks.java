package com.osmtalk.server.telephony;

import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.speech.SpeechCheck;
import com.osmtalk.voice.speech.SpeechCheck.Task;
import com.osmtalk.voice.speech.SpeechServices;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether calls can be made from a number and taken on it: at its carrier and, where its calls have sound, at the
 * speech services. Nothing is remembered: each look is a new one.
 */
public final class NumberChecks {
    private static final Logger LOG = LoggerFactory.getLogger(NumberChecks.class);

    /** Whoever asks waits for it, and gives up after 15 seconds as a rule. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final Numbers numbers;
    private final Trunks trunks;
    private final Carriers carriers;
    private final SpeechServices speech;
    private final Clock clock;
    private final Map<String, CompletableFuture<NumberHealth>> running = new ConcurrentHashMap<>();

    public NumberChecks(Numbers numbers, Trunks trunks, Carriers carriers, SpeechServices speech, Clock clock) {
        this.numbers = numbers;
        this.trunks = trunks;
        this.carriers = carriers;
        this.speech = speech;
        this.clock = clock;
    }

    /**
     * Looks at a number; several who ask at the same time are answered by one look, so that nobody's trunk is asked a
     * hundred times at once.
     *
     * @throws Problem NOT_FOUND when the organisation does not hold it
     */
    CompletableFuture<NumberHealth> check(String organizationId, String numberId) {
        OwnedNumber number = numbers.get(organizationId, numberId);
        CompletableFuture<NumberHealth> look = new CompletableFuture<>();
        CompletableFuture<NumberHealth> others = running.putIfAbsent(numberId, look);
        if (others != null) {
            return others;
        }
        look.whenComplete((health, failure) -> running.remove(numberId, look));
        try {
            look(number).whenComplete((health, failure) -> {
                if (failure == null) {
                    look.complete(health);
                } else {
                    look.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            look.completeExceptionally(e);
            throw e;
        }
        return look;
    }

    private CompletableFuture<NumberHealth> look(OwnedNumber number) {
        CarriedNumber carried = trunks.carried(number.id());
        Carrier carrier = carriers.of(carried);
        CompletableFuture<List<Check>> line = limited(
                carrier.check(carried).toCompletableFuture(),
                Check.wrong(
                        Subject.CARRIER,
                        "Its carrier did not answer within " + LIMIT.toSeconds() + " seconds.",
                        "Try again, and look at the server's log."));
        boolean withSpeech = Boolean.TRUE.equals(number.canCall()) && !carrier.simulated();
        CompletableFuture<List<Check>> services = withSpeech ? speech() : CompletableFuture.completedFuture(List.of());
        return line.thenCombine(services, (ofLine, ofServices) -> {
            List<Check> checks = new ArrayList<>(ofLine);
            checks.addAll(ofServices);
            return new NumberHealth(
                    number.id(),
                    number.phoneNumber(),
                    number.provider(),
                    checks.stream().allMatch(Check::ok),
                    checks,
                    clock.instant());
        });
    }

    private CompletableFuture<List<Check>> speech() {
        List<Check> missing = new ArrayList<>();
        if (speech.recogniser().isEmpty()) {
            missing.add(Check.wrong(
                    Subject.RECOGNITION,
                    "No service recognises speech, so that agents hear nothing on the phone.",
                    "Set OSMTALK_STT_MODEL, and where the service is: docs/settings.md."));
        }
        if (speech.speaker().isEmpty()) {
            missing.add(Check.wrong(
                    Subject.VOICE,
                    "Nothing speaks, so that agents are silent on the phone.",
                    "Set OSMTALK_TTS_MODEL, or install espeak-ng: docs/settings.md."));
        }
        return limited(
                speech.check().toCompletableFuture().thenApply(found -> {
                    List<Check> checks = new ArrayList<>(missing);
                    found.forEach(each -> checks.add(of(each)));
                    return checks;
                }),
                Check.wrong(
                        Subject.RECOGNITION,
                        "The speech services did not answer within " + LIMIT.toSeconds() + " seconds.",
                        "Look at their addresses, and whether they run."));
    }

    private static Check of(SpeechCheck found) {
        Subject subject = found.task() == Task.RECOGNITION ? Subject.RECOGNITION : Subject.VOICE;
        String service = found.provider() + ", " + found.model() + ", at " + found.address();
        Check check = found.problem() == null
                ? Check.ok(
                        subject,
                        found.task() == Task.RECOGNITION
                                ? service + " is ready to listen after " + found.millis() + " ms."
                                : service + " gives its first sound after " + found.millis() + " ms.")
                : Check.wrong(
                        subject,
                        service + " can't be used: " + found.problem(),
                        "Look at its address, its key and the name of its model: docs/settings.md.");
        return check.after(found.millis());
    }

    private static CompletableFuture<List<Check>> limited(CompletableFuture<List<Check>> checks, Check late) {
        return checks.copy()
                .completeOnTimeout(List.of(late), LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    LOG.warn("a look at a number's line or its speech failed", failure);
                    return List.of(Check.wrong(
                            late.subject(),
                            "The look at it failed: " + failure.getMessage(),
                            "Look at the server's log."));
                });
    }
}
