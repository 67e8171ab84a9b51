package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person to call, what the agent should know of them, and their consent to it. */
public record LeadDraft(
        PhoneNumber phoneNumber,
        @Nullable Map<String, String> variables,
        @Nullable Consent consent) {}
