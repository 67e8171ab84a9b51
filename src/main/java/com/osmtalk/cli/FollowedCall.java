package com.osmtalk.cli;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.CallUpdate;
import com.osmtalk.client.OsmTalkClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Shows a call to somebody at a terminal while it is held. Whoever stops the program before its end ends the call. */
final class FollowedCall {
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final OsmTalkClient api;
    private final String callId;
    private final PrintWriter out;
    private @Nullable CallStatus shownStatus;
    private int shownLines;

    FollowedCall(OsmTalkClient api, String callId, PrintWriter out) {
        this.api = api;
        this.callId = callId;
        this.out = out;
    }

    /** @return the exit code: 0 when the call was held to its end */
    int follow() {
        Thread end = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            CallUpdate update = look(null);
            show(update.call());
            while (!update.call().status().isTerminal()) {
                if (!update.waited()) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                update = look(update);
                show(update.call());
            }
            return update.call().status() == CallStatus.COMPLETED ? 0 : 1;
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException stopping) {
                // then the hook runs
            }
        }
    }

    private CallUpdate look(@Nullable CallUpdate last) {
        try {
            return api.widget()
                    .awaitCall(callId, last, last == null ? Duration.ZERO : LOOK)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ApiException problem ? problem : e;
        }
    }

    private void show(Call call) {
        if (call.status() != shownStatus && !call.status().isTerminal()) {
            out.println("  " + call.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        shownStatus = call.status();
        List<TranscriptEntry> lines = call.transcript() == null ? List.of() : call.transcript();
        for (; shownLines < lines.size(); shownLines++) {
            TranscriptEntry line = lines.get(shownLines);
            out.println("  " + line.role().name().toLowerCase(Locale.ROOT) + ": " + line.text());
        }
        if (call.status().isTerminal()) {
            out.println("  " + outcome(call));
        }
        out.flush();
    }

    private static String outcome(Call call) {
        String cost = "; it costs " + call.costTotal();
        if (call.status() == CallStatus.COMPLETED) {
            return String.format(Locale.ROOT, "completed after %.0f s%s", call.durationSeconds(), cost);
        }
        FailureReason reason = call.failureReason();
        String named = reason == null ? "for no known reason" : reason.name().toLowerCase(Locale.ROOT);
        return "failed: " + named + cost + "." + (Boolean.TRUE.equals(call.simulated()) ? "" : advice(reason));
    }

    /** Whether sound arrives, and what a trunk answers to a call, no check can tell without a call. */
    static String advice(@Nullable FailureReason reason) {
        String check = " osmtalk phone check says whether the trunk works.";
        if (reason == FailureReason.NO_AUDIO_INPUT) {
            return " No sound came from the far end: look at NAT and the UDP ports for sound"
                    + " (docs/telephony.md, \"NAT, ports and firewalls\").";
        }
        return reason == FailureReason.CARRIER_DENIED ? " " + reason.cause() + " " + reason.whatToTry() + check : check;
    }

    private void end() {
        try {
            api.account().calls().end(callId, null);
        } catch (RuntimeException e) {
            // it is over, or nothing can be reached any more; the server has limits of its own
            out.println("  the call could not be ended: " + e.getMessage());
        }
    }
}
