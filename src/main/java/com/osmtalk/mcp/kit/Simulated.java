package com.osmtalk.mcp.kit;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How answers say whether a telephone rings. A server may not tell, and then nothing is said and nothing claimed. What
 * is said here stands before every name or label that somebody has chosen: those are shown in quotes, so that an agent
 * that is called "a real call" can't take it back.
 */
public final class Simulated {
    private Simulated() {}

    /** The field {@code simulated} of an answer; absent where it is not known. */
    public static Schema schema() {
        return Schema.bool();
    }

    /** {@code Simulated call: nobody's phone rings.}, or that it is a real one; empty when that is not known. */
    public static Optional<String> sentence(@Nullable Boolean simulated) {
        return Optional.ofNullable(simulated)
                .map(yes -> yes ? "Simulated call: nobody's phone rings." : "Real phone call.");
    }

    /** The same of a call that is there, as it is now. Conversations on the web and in writing are neither. */
    public static Optional<String> sentence(Call call) {
        return isByPhone(call)
                ? sentence(call.simulated())
                        .map(words -> call.status().isTerminal() ? words.replace("rings", "rang") : words)
                : Optional.empty();
    }

    /** The same in a line with other facts about the call: {@code simulated (nobody's phone rang)}. */
    public static Optional<String> tag(Call call) {
        if (!isByPhone(call) || call.simulated() == null) {
            return Optional.empty();
        }
        return Optional.of(
                !call.simulated()
                        ? "real phone call"
                        : "simulated (nobody's phone " + (call.status().isTerminal() ? "rang)" : "rings)"));
    }

    /** {@code simulated (its calls ring nobody's phone)}, of a number of the account or what calls from one. */
    public static Optional<String> tag(@Nullable Boolean simulated) {
        return Optional.ofNullable(simulated)
                .map(yes -> yes ? "simulated (its calls ring nobody's phone)" : "its calls ring real phones");
    }

    /** {@code , 3 of them simulated (nobody's phone rang)}, behind a number of calls; empty when it is not known. */
    public static String among(long calls, @Nullable Long simulated) {
        if (simulated == null || calls == 0) {
            return "";
        }
        if (simulated == 0) {
            return ", none of them simulated";
        }
        return (simulated == calls ? ", " + (calls == 1 ? "" : "all ") : ", " + simulated + " of them ")
                + "simulated (nobody's phone rang)";
    }

    /** Whether a call was held on the simulated network, as far as its server tells. */
    public static boolean is(Call call) {
        return Boolean.TRUE.equals(call.simulated());
    }

    /** Who is at the other end of a simulated call: {@code a simulated callee}. */
    public static String otherSide(Call call) {
        return call.direction() == CallDirection.INBOUND ? "a simulated caller" : "a simulated callee";
    }

    private static boolean isByPhone(Call call) {
        return call.channel() == CallChannel.PHONE;
    }
}
