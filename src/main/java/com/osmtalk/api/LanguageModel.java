package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model that thinks for an agent. */
public record LanguageModel(
        String provider, String model, @KeptFields @Nullable Map<String, Object> further) {
    public LanguageModel {
        further = FurtherFields.of(further);
    }

    /** Without fields that nothing here uses. */
    public LanguageModel(String provider, String model) {
        this(provider, model, null);
    }
}
