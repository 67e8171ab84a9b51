package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.AvailableNumber;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.NumberType;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.List;

/** {@code search_numbers}: phone numbers for sale. */
public final class SearchNumbers implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "search_numbers",
            "Search numbers to buy",
            "Use this when the account needs another phone number: lists those for sale and their price. Not for the"
                    + " account's own: use list_phone_numbers. Example: {\"country\":\"US\",\"contains\":\"55\"}",
            ObjectSchema.arguments()
                    .required("country", country())
                    .optional(
                            "type",
                            SharedArguments.choice("Kind of number.", NumberType.class)
                                    .byDefault("local"))
                    .optional(
                            "contains",
                            Schema.string("Digits it must contain.")
                                    .pattern("^[0-9]{1,15}$", "1 to 15 digits")
                                    .example("55"))
                    .optional("limit", SharedArguments.limit(20)),
            ObjectSchema.answer()
                    .required(
                            "numbers",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("number", Schema.string())
                                    .optional("simulated", Simulated.schema())
                                    .required("country", Schema.string())
                                    .required("region", Schema.string())
                                    .required("type", Schema.string())
                                    .required("monthly_inr", Schema.number())
                                    .required("setup_inr", Schema.number())))),
            ToolDefinition.Effects.READS,
            "Search in another country.");

    /** Of a number that exists on the simulated network only. */
    static final String MADE_UP = "made-up number: nobody's telephone";

    static Schema country() {
        return Schema.string("ISO 3166-1 code.")
                .pattern("^[A-Za-z]{2}$", "a two-letter country code, like US")
                .example("US");
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        List<AvailableNumber> found = context.account()
                .telephony()
                .search(new NumberSearch(
                        arguments.string("country"),
                        arguments.choice("type", NumberType.class).orElse(null),
                        arguments.optionalString("contains").orElse(null),
                        arguments.integer("limit", 20)));
        List<String> lines = new ArrayList<>();
        lines.add(
                found.isEmpty()
                        ? "No such number is for sale; try other digits, another type or country."
                        : Wording.count(found.size(), "number") + " for sale"
                                + (found.stream().allMatch(number -> Boolean.TRUE.equals(number.simulated()))
                                        ? ", made up for the simulated network: calls from them ring nobody's phone:"
                                        : ":"));
        found.forEach(number -> lines.add("- " + shown(number)));
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .putList(
                                "numbers",
                                found.stream()
                                        .map(number -> new AnswerFields()
                                                .put(
                                                        "number",
                                                        number.phoneNumber().e164())
                                                .put("simulated", number.simulated())
                                                .put("country", number.country())
                                                .putText("region", number.region())
                                                .put("type", Wording.code(number.type()))
                                                .put(
                                                        "monthly_inr",
                                                        number.monthlyCost().rupees())
                                                .put(
                                                        "setup_inr",
                                                        number.setupCost().rupees())
                                                .asMap())
                                        .toList()));
    }

    /** {@code +12025550150, Washington, local: ₹150.00 a month, ₹0.00 once}. */
    static String shown(AvailableNumber number) {
        return number.phoneNumber() + ", " + Wording.oneLine(number.region(), 80) + ", " + Wording.code(number.type())
                + (Boolean.TRUE.equals(number.simulated()) ? ", " + MADE_UP : "")
                + ": " + number.monthlyCost() + " a month, " + number.setupCost() + " once";
    }
}
