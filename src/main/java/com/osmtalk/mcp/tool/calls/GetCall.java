package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import com.osmtalk.mcp.view.CallView;
import com.osmtalk.mcp.view.TranscriptView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code get_call}: one call with its transcript, a page of lines at a time. */
public final class GetCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "get_call",
            "Get a call",
            "Use this when you want to know what was said in a call, how it ended or what it cost. Not for following"
                    + " a live call: use wait_for_call. Example:"
                    + " {\"call_id\":\"call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\",\"response_format\":\"detailed\"}",
            ObjectSchema.arguments()
                    .required("call_id", SharedArguments.callId())
                    .optional(
                            "response_format",
                            Schema.choice(
                                            "detailed adds times, costs by part, latency, variables, recordings.",
                                            List.of("concise", "detailed"))
                                    .byDefault("concise"))
                    .optional(
                            "transcript_offset",
                            Schema.integer("First line to show.", 0, 1_000_000).byDefault(0))
                    .optional(
                            "transcript_limit",
                            Schema.integer("Maximum lines; 0 for none.", 0, 200).byDefault(50)),
            ObjectSchema.answer()
                    .all(CallView.schema())
                    .all(CallView.outcome())
                    .optional("transcript", TranscriptView.schema())
                    .optional("transcript_total", Schema.integer())
                    .optional("transcript_next_offset", Schema.integer())
                    .optional("details", Schema.anyObject(null)),
            ToolDefinition.Effects.READS_UNTRUSTED_TEXT,
            "Find the call_id with list_calls.");

    private static final Set<String> HOLDING_WORDS_OF_OTHERS = Set.of("variables", "question");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        boolean detailed = arguments
                .optionalString("response_format")
                .map("detailed"::equals)
                .orElse(false);
        Call call = context.api().getCall(arguments.string("call_id"));
        List<TranscriptEntry> all = call.transcript() == null ? List.of() : call.transcript();
        int offset = arguments.integer("transcript_offset", 0);
        TranscriptView page = TranscriptView.of(all, offset, arguments.integer("transcript_limit", 50));
        AnswerFields fields = CallView.fields(call).put(CallView.outcome(call).asMap());
        List<String> lines = new ArrayList<>(CallView.lines(call));
        if (detailed) {
            fields.put("details", CallView.details(call).asMap());
            CallView.details(call)
                    .asMap()
                    .forEach((name, value) -> lines.add(name + ": "
                            + (HOLDING_WORDS_OF_OTHERS.contains(name)
                                    ? UntrustedText.marked(Wording.shown(value), 2000)
                                    : Wording.oneLine(Wording.shown(value), 2000))));
        }
        fields.put("transcript", page.fields(detailed)).put("transcript_total", all.size());
        if (page.isEmpty()) {
            lines.add(
                    all.isEmpty()
                            ? CallView.nothingSaid(call)
                            : "The transcript has " + Wording.count(all.size(), "line") + ".");
        } else {
            lines.addAll(page.lines(call));
        }
        if (page.left() > 0 && !page.isEmpty()) {
            int next = offset + page.entries().size();
            fields.put("transcript_next_offset", next);
            lines.add(Wording.count(page.left(), "more line") + ": get_call with transcript_offset " + next + ".");
        }
        if (!call.status().isTerminal()) {
            lines.add("The call is still live; follow it with wait_for_call.");
        }
        return ToolAnswer.of(String.join("\n", lines), fields);
    }
}
