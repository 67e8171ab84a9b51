package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says by its prompt where no language model is configured.
 *
 * @param purpose why it calls; absent when the prompt doesn't tell
 * @param points what it goes through, in order
 * @param understood whether any of it is of the prompt; null where a server doesn't tell
 */
public record AgentScript(
        @Nullable String purpose,
        List<String> points,
        @Nullable Boolean understood) {}
