package com.osmtalk.mcp.kit;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.DisclosureSettings;
import com.osmtalk.api.Json;
import com.osmtalk.client.ApiException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a preview tells of the agent's first sentence: whoever agrees to a call is to know whether the person who is
 * called is told that an AI speaks.
 */
public final class DisclosureNotice {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_WORDS = 600;

    private DisclosureNotice() {}

    /**
     * Empty where the server doesn't tell, or nothing would be said anyway: on simulated calls.
     *
     * @param simulated as the number that is called from says
     * @param version of the agent; null: as it is now
     */
    public static Optional<String> of(
            ToolContext context, @Nullable Boolean simulated, String agentId, @Nullable Integer version) {
        try {
            return Optional.ofNullable(context.account().compliance().get().disclosure())
                    .flatMap(settings ->
                            sentence(settings, Boolean.TRUE.equals(simulated), () -> agent(context, agentId, version)));
        } catch (ApiException keyWithoutThatRight) {
            return Optional.empty();
        }
    }

    private static AgentDraft agent(ToolContext context, String id, @Nullable Integer version) {
        return version == null
                ? Json.MAPPER.convertValue(context.account().agents().get(id), AgentDraft.class)
                : context.account().agents().getVersion(id, version).snapshot();
    }

    private static Optional<String> sentence(
            DisclosureSettings settings, boolean simulated, Supplier<AgentDraft> agent) {
        if (Boolean.FALSE.equals(settings.enabled())) {
            return Optional.of("switched off: the person is not told that an AI speaks, which the law may demand");
        }
        if (simulated && !Boolean.TRUE.equals(settings.simulatedCalls())) {
            return Optional.empty();
        }
        Optional<String> own = isEmpty(settings.words()) ? Optional.empty() : own(settings, agent);
        return own.or(() -> Optional.of("the agent says first that it is an AI assistant"
                + (settings.onBehalfOf() == null
                        ? ""
                        : " and speaks for " + QuotedText.words(settings.onBehalfOf(), LONGEST_NAME))));
    }

    /** The organisation's own words, to be judged by whoever reads them. */
    private static Optional<String> own(DisclosureSettings settings, Supplier<AgentDraft> agent) {
        try {
            String language = Objects.requireNonNullElse(agent.get().language(), "en");
            return settings.ownWords(language)
                    .map(words -> "the agent says first: " + QuotedText.words(words, LONGEST_WORDS));
        } catch (ApiException agentNotToBeRead) {
            return Optional.of("the agent says first, by its language: "
                    + QuotedText.fields(Objects.requireNonNull(settings.words()), LONGEST_WORDS));
        }
    }

    private static boolean isEmpty(@Nullable Map<String, String> words) {
        return words == null || words.isEmpty();
    }
}
