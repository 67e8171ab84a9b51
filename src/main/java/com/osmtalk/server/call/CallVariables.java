package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.server.agent.NeededVariables;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What fills the places of an agent's words on one call: the variables of the call, and what it is for. */
final class CallVariables {
    private CallVariables() {}

    /**
     * Every value of a call.
     *
     * @param account whom the general agent calls for where the call doesn't say
     */
    static Map<String, String> of(Agent agent, Call call, Supplier<Optional<String>> account) {
        return of(agent, given(call), account);
    }

    /** The same for a conversation that is for nothing in particular. */
    static Map<String, String> of(Agent agent, Map<String, String> given, Supplier<Optional<String>> account) {
        Map<String, String> values = new HashMap<>(given);
        if (Boolean.TRUE.equals(agent.general())) {
            values.computeIfAbsent(
                    "on_behalf_of",
                    name -> account.get()
                            .orElseGet(
                                    () -> StandardPhrases.in(agent.language()).get(Phrase.SOMEBODY)));
        }
        return Map.copyOf(values);
    }

    private static Map<String, String> given(Call call) {
        Map<String, String> values = new HashMap<>(call.dynamicVariables());
        put(values, "task", call.task());
        put(values, "callee", call.callee());
        put(values, "on_behalf_of", call.onBehalfOf());
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /**
     * Those that the agent has a place for and are given no value, not even an empty one; null when there are none. A
     * call without them is placed all the same, since the API has them as optional and the agent leaves such a place
     * out; but whoever forgot them is told.
     */
    static @Nullable List<String> missing(Agent agent, Call call) {
        Map<String, String> given = given(call);
        List<String> missing = NeededVariables.of(agent).stream()
                .filter(name -> !given.containsKey(name))
                .toList();
        return missing.isEmpty() ? null : missing;
    }
}
