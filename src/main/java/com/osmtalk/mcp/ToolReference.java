package com.osmtalk.mcp;

import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.tool.Tools;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All tools as a document for people, drawn from what models are told: what {@code docs/tools.md} holds. */
public final class ToolReference {
    private static final String HEAD = """
            # Tools

            Made from the program with `./osmtalk manifest --markdown > docs/tools.md`; a test fails when it is old.

            """;

    private static final String CHOOSING = """

            `calls` and `insight` are on unless you choose. The others need an account key, which is an API key with both scopes and
            no allowed domains, or a session token in its place; with any other key their tools answer `forbidden` and say so.

            ## Choosing

            | option of `mcp` and `serve` | variable | header over HTTP | |
            |---|---|---|---|
            | `--toolsets calls,manage` | `OSMTALK_TOOLSETS` | `X-Osmtalk-Toolsets` | these toolsets instead of the standard ones; `all` for every one |
            | `--tools get_balance` | `OSMTALK_TOOLS` | `X-Osmtalk-Tools` | these tools beside those of the toolsets; with no toolset named, these alone |
            | `--exclude-tools buy_number` | `OSMTALK_EXCLUDE_TOOLS` | `X-Osmtalk-Exclude-Tools` | not these; wins over both |
            | `--read-only` | `OSMTALK_READ_ONLY` | `X-Osmtalk-Read-Only` | only tools that change nothing; wins over everything |

            A tool that is not chosen is not listed and can't be called: it is as unknown as one that does not exist. A name that is
            none is refused with those there are, at the start, or in the answer to the request whose header has it.

            Headers choose for one request, among what the server's own options allow: toolsets or tools that the operator names are
            the limit; where the operator names none, a caller may name any. What the operator excludes stays excluded, and a server
            that is read-only stays so, whatever a header says.

            ## Errors

            A tool that could not do what was asked answers with `isError` and `{"error": {code, message, field?, next?, …}}`; `next`
            says what to do now.

            | code | |
            |---|---|
            | `invalid_arguments`, `invalid_request` | an argument is wrong, by this program's rules or the API's; `field` names it |
            | `agent_not_found`, `agent_ambiguous`, `phone_number_not_found`, `phone_number_ambiguous`, `no_phone_number`, `missing_variables` | what was named is not there, not clear or not enough; the answer lists what there is |
            | `not_found` | the API does not know it |
            | `unauthenticated`, `forbidden` | the key is missing, wrong or not enough; the answer says which is needed |
            | `insufficient_credits` | the balance does not cover it |
            | `concurrency_limit`, `rate_limited` | too many at once; `retry_after_seconds` says how long to wait |
            | `dnc_blocked`, `outside_calling_window`, `destination_not_allowed`, `invalid_number` | the account's rules forbid the call |
            | `declined`, `confirmation_required` | the person said no, or has to be asked |
            | `idempotency_key_reused`, `request_in_progress` | the key was used for something else, or its first request still runs |
            | `unknown_outcome` | nobody can tell whether it was done; look before doing it again, or repeat it with the `idempotency_key` given |
            | `unreachable`, `api_error`, `internal_error`, `stopped`, `answer_too_large` | something failed on the way; the answer says whether to try again |
            """;

    private ToolReference() {}

    /** Markdown, with a line end. */
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

    /** The description with its example set apart. */
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
            words.add("can't be taken back");
        }
        if (!effects.readOnly() && effects.idempotent()) {
            words.add("twice is as once");
        }
        if (effects.openWorld()) {
            words.add("reaches people outside, or brings their words");
        }
        return String.join(", ", words);
    }

    private static String type(Map<?, ?> schema) {
        List<String> words = new ArrayList<>();
        words.add(
                switch (String.valueOf(schema.get("type"))) {
                    case "string" -> schema.containsKey("enum") ? choices((List<?>) schema.get("enum")) : "text";
                    case "integer" -> "whole number";
                    case "boolean" -> "true or false";
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
                : "object of texts by name";
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
