package com.osmtalk.mcp.kit;

import com.osmtalk.api.DisclosureSettings;
import com.osmtalk.client.ApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a preview tells of the agent's first sentence: whoever agrees to a call is to know whether the person who is
 * called is told that an AI speaks.
 */
public final class DisclosureNotice {
    private static final int LONGEST_NAME = 100;

    private DisclosureNotice() {}

    /**
     * Empty where the server doesn't tell, or nothing would be said anyway: on simulated calls.
     *
     * @param simulated as the number that is called from says
     */
    public static Optional<String> of(ToolContext context, @Nullable Boolean simulated) {
        try {
            return Optional.ofNullable(context.account().compliance().get().disclosure())
                    .flatMap(settings -> sentence(settings, Boolean.TRUE.equals(simulated)));
        } catch (ApiException keyWithoutThatRight) {
            return Optional.empty();
        }
    }

    private static Optional<String> sentence(DisclosureSettings settings, boolean simulated) {
        if (Boolean.FALSE.equals(settings.enabled())) {
            return Optional.of("switched off: the person is not told that an AI speaks, which the law may demand");
        }
        if (simulated && !Boolean.TRUE.equals(settings.simulatedCalls())) {
            return Optional.empty();
        }
        return Optional.of("the agent says first that it is an AI assistant"
                + (settings.onBehalfOf() == null
                        ? ""
                        : " and speaks for " + QuotedText.words(settings.onBehalfOf(), LONGEST_NAME)));
    }
}
