package com.osmtalk.mcp;

import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.tool.Tools;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All tools as a document for people, generated from their definitions: the content of {@code docs/tools.md}. */
public final class ToolReference {
    private static final String HEAD = """
            # Tools

            Generated from the program with `./osmtalk manifest --markdown > docs/tools.md`; a test fails when it is \
            out of date.

            """;

    private static final String CHOOSING = """

            `calls` and `insight` are on by default. The others need an account key, which is an API key with both \
            scopes and no
            allowed domains, or a session token; with any other key their tools answer `forbidden`.

            ## Choosing

            | option of `mcp` and `serve` | variable | header over HTTP | |
            |---|---|---|---|
            | `--toolsets calls,manage` | `OSMTALK_TOOLSETS` | `X-Osmtalk-Toolsets` | these toolsets instead of the \
            default ones; `all` for every one |
            | `--tools get_balance` | `OSMTALK_TOOLS` | `X-Osmtalk-Tools` | these tools in addition to the toolsets; \
            without a toolset, only these |
            | `--exclude-tools buy_number` | `OSMTALK_EXCLUDE_TOOLS` | `X-Osmtalk-Exclude-Tools` | not these; \
            overrides both |
            | `--read-only` | `OSMTALK_READ_ONLY` | `X-Osmtalk-Read-Only` | only tools that change nothing; overrides \
            everything |

            A tool that is not chosen is not listed and can't be called, as if it did not exist. An unknown name is \
            an error that
            lists the valid ones: at the start for an option, in the answer for a header.

            Headers choose for one request, within what the server's own options allow: the toolsets or tools that \
            its operator
            names are the limit; if the operator names none, a caller may name any. What the operator excludes stays \
            excluded, and a
            read-only server stays read-only, whatever a header says.

            ## Arguments

            What can mean only one thing is understood: an object, number or boolean in a string; a number or boolean \
            as the value
            of a variable; one value where a list is wanted; a null or an empty string for what may be left out; an \
            enum's value or
            an argument's name in another case (`callId`); blanks around a string. Times are dates, dates with a time \
            (with an
            offset or in the organisation's time zone), or words: `yesterday`, `last_7_days`, `monday`, `3 days ago`. \
            `until` has
            the whole day in it.

            Arguments that clients add by themselves (`toolCallId`, `sessionId`, `task_progress`, `_meta` …) are \
            passed over. One
            that is nearly an argument of the tool is refused with the name that was meant; any other is refused by \
            tools that
            change something, and left out by those that only read, whose answer then says so.

            The schemas hold only what OpenAI, Gemini and llama.cpp take: other limits stand in the descriptions.

            ## Errors

            A tool that fails answers with `isError` and `{"error": {code, message, field?, next?, …}}`; `next` says \
            what to do.

            | code | |
            |---|---|
            | `invalid_arguments`, `invalid_request` | an argument is invalid, by this program's rules or the API's; \
            `field` names it |
            | `agent_not_found`, `agent_ambiguous`, `phone_number_not_found`, `phone_number_ambiguous`, \
            `no_phone_number`, `missing_variables` | what was named does not exist, is ambiguous or incomplete; the \
            answer lists what there is |
            | `not_found` | the API could not find it |
            | `not_supported` | this osmTalk server can't do that; the answer says what it can |
            | `unauthenticated`, `forbidden` | the key is missing, invalid or not permitted to do this; the answer \
            says which key is needed |
            | `insufficient_credits` | the balance does not cover it |
            | `concurrency_limit`, `rate_limited` | too many at once; `retry_after_seconds` says how long to wait |
            | `dnc_blocked`, `outside_calling_window`, `destination_not_allowed`, `invalid_number`, `no_consent` \
            | the account's rules forbid the call |
            | `no_carrier` | the server has no carrier for the provider of the number; nothing was charged |
            | `declined`, `confirmation_required` | the person declined, or has to be asked |
            | `idempotency_key_reused`, `request_in_progress` | the key was used for another request, or its first \
            request is still in progress |
            | `unknown_outcome` | it may or may not have been done; check before doing it again, or repeat it with \
            the `idempotency_key` given |
            | `unreachable`, `api_error`, `internal_error`, `stopped`, `answer_too_large` | something failed on the \
            way; the answer says whether to try again |
            """;

    private ToolReference() {}

    /** The document, with a line end. */
    public static String markdown() {
        List<ToolDefinition> tools = Tools.definitions();
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| toolset | for | tools |\n|---|---|---|\n");
        for (Toolset toolset : Toolset.values()) {
            text.append("| `" + toolset.code() + "` | " + toolset.purpose() + " | ")
                    .append(tools.stream()
                            .filter(tool -> tool.toolset() == toolset)
                            .map(tool -> "[`" + tool.name() + "`](#" + tool.name() + ")")
                            .collect(Collectors.joining(", ")))
                    .append(" |\n");
        }
        text.append(CHOOSING);
        tools.forEach(tool -> text.append(section(tool)));
        return text.toString();
    }

    private static String section(ToolDefinition tool) {
        StringBuilder text = new StringBuilder("\n## " + tool.name() + "\n\n");
        text.append("**" + tool.title() + "** · toolset `" + tool.toolset().code() + "` · " + effects(tool) + "\n\n");
        text.append(described(tool)).append("\n\n");
        Map<?, ?> input = tool.input().json();
        Map<?, ?> arguments = (Map<?, ?>) input.get("properties");
        if (arguments.isEmpty()) {
            text.append("It takes no arguments.\n");
        } else {
            List<?> required = input.get("required") instanceof List<?> names ? names : List.of();
            text.append("| argument | | |\n|---|---|---|\n");
            arguments.forEach((name, schema) -> text.append("| `" + name + "`"
                    + (required.contains(name) ? ", required" : "") + " | " + type((Map<?, ?>) schema) + " | "
                    + cell(String.valueOf(((Map<?, ?>) schema).get("description"))) + " |\n"));
        }
        Map<?, ?> answer = (Map<?, ?>) tool.output().json().get("properties");
        text.append("\nAnswers ")
                .append(answer.keySet().stream()
                        .filter(name -> !name.equals("error"))
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", ")))
                .append(".\nOn `not_found`: " + tool.whenNotFound());
        if (!tool.effects().readOnly()) {
            text.append("\nOn `unknown_outcome`: " + tool.whenUnsure() + ".");
        }
        return text.append('\n').toString();
    }

    /** The description with its example in a code block. */
    private static String described(ToolDefinition tool) {
        int example = tool.description().indexOf(" Example: ");
        return tool.description().substring(0, example) + "\n\n```json\n"
                + tool.description().substring(example + " Example: ".length()) + "\n```";
    }

    private static String effects(ToolDefinition tool) {
        ToolDefinition.Effects effects = tool.effects();
        List<String> words = new ArrayList<>();
        words.add(effects.readOnly() ? "only reads" : "changes something");
        if (effects.destructive()) {
            words.add("can't be undone");
        }
        if (!effects.readOnly() && effects.idempotent()) {
            words.add("idempotent");
        }
        if (effects.openWorld()) {
            words.add("reaches people outside the account or returns their words");
        }
        return String.join(", ", words);
    }

    private static String type(Map<?, ?> schema) {
        List<String> words = new ArrayList<>();
        words.add(
                switch (String.valueOf(schema.get("type"))) {
                    case "string" -> schema.containsKey("enum") ? choices((List<?>) schema.get("enum")) : "string";
                    case "integer" -> "integer";
                    case "boolean" -> "boolean";
                    case "array" -> "list of " + type((Map<?, ?>) schema.get("items"));
                    case "object" -> object(schema);
                    default -> String.valueOf(schema.get("type"));
                });
        range(schema, "minimum", "maximum", "", words);
        range(schema, "minLength", "maxLength", " characters", words);
        range(schema, "minItems", "maxItems", " entries", words);
        if (schema.containsKey("pattern")) {
            words.add("`" + schema.get("pattern") + "`");
        }
        if (schema.containsKey("default")) {
            words.add("default " + schema.get("default"));
        }
        return cell(String.join(", ", words));
    }

    private static String object(Map<?, ?> schema) {
        return schema.get("properties") instanceof Map<?, ?> fields
                ? "objects with "
                        + fields.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                : "object with string values";
    }

    private static String choices(List<?> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }

    private static void range(Map<?, ?> schema, String min, String max, String unit, List<String> words) {
        if (schema.containsKey(max)) {
            words.add((schema.containsKey(min) ? schema.get(min) + " to " : "up to ") + schema.get(max) + unit);
        }
    }

    private static String cell(String text) {
        return String.join("\\|", Arrays.asList(text.split("\\|", -1)));
    }
}
