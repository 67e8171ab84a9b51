package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Paging;
import com.osmtalk.mcp.kit.QuotedText;
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

/** {@code list_phone_numbers}: the numbers that the account can call from. */
public final class ListPhoneNumbers implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "list_phone_numbers",
            "List phone numbers",
            "Use this when you need one of the account's own numbers to call from. Not for"
                    + " people's numbers: osmTalk has no address book. Example: {}",
            ObjectSchema.arguments()
                    .optional("limit", SharedArguments.limit(50))
                    .optional("cursor", SharedArguments.cursor()),
            ObjectSchema.answer()
                    .required(
                            "phone_numbers",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("id", Schema.string())
                                    .required("number", Schema.string())
                                    .optional("status", SharedArguments.choice(null, OwnedNumber.Status.class))
                                    .optional("label", Schema.string())
                                    .optional("simulated", Simulated.schema())
                                    .optional(
                                            "can_call",
                                            Schema.bool("false: the server has no carrier for its provider."))
                                    .optional("country", Schema.string())
                                    .optional("capabilities", Schema.list(Schema.string()))
                                    .optional("agent_id", Schema.string()))))
                    .required("total", Schema.integer())
                    .optional("next_cursor", Schema.string()),
            ToolDefinition.Effects.READS,
            "Call list_phone_numbers without a cursor to start from the first page.");

    private static String use(OwnedNumber number) {
        return Boolean.FALSE.equals(number.canCall())
                ? ", can't call: no carrier for the provider " + Wording.code(number.provider()) + " here"
                : Simulated.tag(number.simulated()).map(tag -> ", " + tag).orElse("");
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Page<OwnedNumber> page = context.api()
                .listPhoneNumbers(PageRequest.after(
                        arguments.optionalString("cursor").orElse(null), arguments.integer("limit", 50)));
        List<String> lines = new ArrayList<>();
        lines.add(Wording.count(page.total(), "phone number") + (page.data().isEmpty() ? "." : ":"));
        for (OwnedNumber number : page.data()) {
            lines.add("- " + number.phoneNumber() + " (" + number.id() + ")"
                    + (number.status() == null ? "" : ", " + Wording.code(number.status()))
                    + use(number)
                    + (number.label() == null || number.label().isBlank()
                            ? ""
                            : ", label " + QuotedText.words(number.label(), 120))
                    + (number.agentId() == null ? "" : ", answered by " + number.agentId()));
        }
        Paging.addNext(lines, page, "list_phone_numbers");
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .putList(
                                "phone_numbers",
                                page.data().stream()
                                        .map(number -> new AnswerFields()
                                                .put("id", number.id())
                                                .put(
                                                        "number",
                                                        number.phoneNumber().e164())
                                                .put(
                                                        "status",
                                                        number.status() == null ? null : Wording.code(number.status()))
                                                .put("simulated", number.simulated())
                                                .put("can_call", number.canCall())
                                                .put("label", number.label())
                                                .put("country", number.country())
                                                .put(
                                                        "capabilities",
                                                        number.capabilities() == null
                                                                ? null
                                                                : number.capabilities().stream()
                                                                        .map(Wording::code)
                                                                        .toList())
                                                .put("agent_id", number.agentId())
                                                .asMap())
                                        .toList())
                        .put("total", page.total())
                        .put("next_cursor", page.nextCursor()));
    }
}
