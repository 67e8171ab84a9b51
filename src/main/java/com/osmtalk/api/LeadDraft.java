package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person to call and what the agent should know of them. */
public record LeadDraft(PhoneNumber phoneNumber, @Nullable Map<String, String> variables) {}
