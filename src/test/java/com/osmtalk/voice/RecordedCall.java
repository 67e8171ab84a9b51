package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.carrier.CarriedNumber;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Remembers what a call told, and may do something when it is told a line. */
public final class RecordedCall implements CallEvents {
    public static final Map<String, String> VARIABLES = Map.of("first_name", "Priya", "date", "Tuesday at ten");
    public static final CarriedNumber OURS =
            new CarriedNumber(PhoneNumber.of("+12025550199"), NumberProvider.SIMULATED, CarriedNumber.NO_TRUNK);

    public final List<String> order = new CopyOnWriteArrayList<>();
    public final List<TranscriptEntry> lines = new CopyOnWriteArrayList<>();
    public final List<Usage> usages = new CopyOnWriteArrayList<>();
    public final List<Usage> readings = new CopyOnWriteArrayList<>();
    public final List<AnsweredBy> answers = new CopyOnWriteArrayList<>();
    public final List<String> summaries = new CopyOnWriteArrayList<>();
    private final CompletableFuture<CallEnd> end = new CompletableFuture<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final BiConsumer<LiveCall, TranscriptEntry> onLine;
    private final CompletableFuture<LiveCall> live = new CompletableFuture<>();

    private RecordedCall(BiConsumer<LiveCall, TranscriptEntry> onLine) {
        this.onLine = onLine;
    }

    public static RecordedCall dial(Switchboard switchboard, Agent agent, String to) {
        return dial(switchboard, agent, to, (call, line) -> {});
    }

    public static RecordedCall dial(
            Switchboard switchboard, Agent agent, String to, BiConsumer<LiveCall, TranscriptEntry> onLine) {
        return dial(switchboard, plan(agent, to), onLine);
    }

    public static RecordedCall dial(
            Switchboard switchboard, CallPlan plan, BiConsumer<LiveCall, TranscriptEntry> onLine) {
        RecordedCall recorded = new RecordedCall(onLine);
        recorded.live.complete(switchboard.dial(plan, recorded));
        return recorded;
    }

    public static CallPlan plan(Agent agent, String to) {
        return plan(agent, to, CallRules.USUAL);
    }

    public static CallPlan plan(Agent agent, String to, CallRules rules) {
        return new CallPlan("call_test", OURS, PhoneNumber.of(to), agent, VARIABLES, rules);
    }

    public LiveCall live() {
        return live.join();
    }

    /** How it ended, at the latest after two minutes. */
    public CallEnd end() {
        try {
            return end.get(120, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the call did not end; so far:\n" + text(), e);
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The transcript, for eyes. */
    public String text() {
        return lines.stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%6.1f  %-6s  %s%s",
                        line.offsetMs() / 1000.0,
                        line.role().name().toLowerCase(Locale.ROOT),
                        line.text(),
                        line.interrupted() == null ? "" : " --"))
                .collect(Collectors.joining("\n"));
    }

    public List<String> said(TranscriptRole role) {
        return lines.stream()
                .filter(line -> line.role() == role)
                .map(TranscriptEntry::text)
                .toList();
    }

    private void told(String what) {
        if (inside.incrementAndGet() != 1) {
            order.add("two events at once");
        }
        order.add(what);
        inside.decrementAndGet();
    }

    @Override
    public void ringing() {
        told("ringing");
    }

    @Override
    public void answered() {
        told("answered");
    }

    @Override
    public void answeredBy(AnsweredBy who) {
        answers.add(who);
    }

    @Override
    public void said(TranscriptEntry line, Usage usageSoFar) {
        told("said");
        lines.add(line);
        usages.add(usageSoFar);
        onLine.accept(live.join(), line);
    }

    @Override
    public void used(Usage soFar) {
        readings.add(soFar);
    }

    @Override
    public void disclosed() {
        told("disclosed");
    }

    @Override
    public void disclosureUnheard() {
        told("disclosureUnheard");
    }

    @Override
    public void asked(int n, AskOwner question, Duration patience) {
        told("asked " + n + ": " + question.question() + " " + question.choices());
    }

    @Override
    public void lapsed(int n) {
        told("lapsed " + n);
    }

    @Override
    public void optedOut() {
        told("optedOut");
    }

    @Override
    public void transferring(PhoneNumber destination, String summary) {
        told("transferring " + destination);
        summaries.add(summary);
    }

    @Override
    public void ended(CallEnd how) {
        told("ended");
        end.complete(how);
    }
}
