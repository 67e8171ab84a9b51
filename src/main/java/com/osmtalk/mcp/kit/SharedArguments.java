package com.osmtalk.mcp.kit;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The schemas of arguments that several tools share, so that they are described and checked alike. */
public final class SharedArguments {
    private static final Pattern VARIABLE = Pattern.compile("^(?=.{1,64}$)[A-Za-z0-9_.-]+( [A-Za-z0-9_.-]+)*$");

    private SharedArguments() {}

    /** A phone number with its country code. Whether it exists and may be called is decided later. */
    public static Schema phoneNumber(String description) {
        return Schema.phoneNumber(description).example("+12025550100");
    }

    public static Schema callId() {
        return Schema.string("A call_id (from start_outbound_call or list_calls).")
                .pattern("^[A-Za-z0-9_-]{1,100}$", "an id of letters, digits, _ and -")
                .example("call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG");
    }

    /** An agent by name or id, for {@link AgentFinder}. */
    public static Schema agent(String description) {
        return Schema.string(description, 1, 200).example("Appointment reminder");
    }

    public static Schema variables() {
        return Schema.stringMap(
                        "Values for {{name}} in greeting and prompt; \"\" leaves one empty.",
                        VARIABLE,
                        "1 to 64 letters, digits, _ - . and single inner spaces",
                        100,
                        4000)
                .example(Map.of("first_name", "Asha"));
    }

    public static Schema idempotencyKey() {
        return idempotencyKey("To retry after unknown_outcome: the key it returned.");
    }

    public static Schema idempotencyKey(String description) {
        return Schema.string(description)
                .pattern("^[A-Za-z0-9._:-]{8,128}$", "8 to 128 letters, digits and . _ : -")
                .example("5f0c3f6e");
    }

    public static Schema confirmationToken() {
        return Schema.string("From a preview, once the person agreed.", 1, 100).example("confirm_0f3a");
    }

    public static Schema campaignId() {
        return Schema.string("A campaign_id (from list_campaigns).")
                .pattern("^[A-Za-z0-9_-]{1,100}$", "an id of letters, digits, _ and -")
                .example("cmp_01JD2Z8Q6W3V5T7X9Y0ABCDEFG");
    }

    /** @param otherwise the default */
    public static Schema limit(int otherwise) {
        return Schema.integer("Maximum rows.", 1, 100).byDefault(otherwise);
    }

    public static Schema cursor() {
        return Schema.string("next_cursor of the previous page.", 1, 1000).example("Y2FsbF8wMUpE");
    }

    /** A moment or a day, as people write it. */
    public static Schema time(String description) {
        return Schema.time(description);
    }

    /** One of an enum's values, as the API writes them. */
    public static Schema choice(@Nullable String description, Class<? extends Enum<?>> type) {
        return Schema.choice(
                description,
                Arrays.stream(type.getEnumConstants()).map(Wording::code).toList());
    }
}
