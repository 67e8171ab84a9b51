package com.osmtalk.mcp.kit;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns errors of the API into problems that a model can act on: what happened, and what to do next. Field names of
 * the API become the argument names of tools.
 */
public final class ApiProblems {
    /** What to do when there is no usable API key; only a person can fix this. */
    public static final String HOW_TO_GIVE_A_KEY =
            "Tell the person: set OSMTALK_API_KEY in this MCP server's configuration, or over HTTP send the header"
                    + " `x-api-key: osm_…`. Keys are made in osmTalk under Settings, API keys, or with `osmtalk keys"
                    + " create --name <name>`. Trying again without that does not help.";

    private static final String HOW_TO_GET_SCOPES =
            "Tell the person: the key needs the scope `voice` to place calls and `chat` to chat, and must belong to"
                    + " this"
                    + " organisation. Trying again does not help.";

    private static final String HOW_TO_GET_AN_ACCOUNT_KEY =
            "Tell the person: this tool needs an account key, which is an API key with the scopes `chat` and `voice`"
                    + " and"
                    + " no allowed domains (osmTalk, Settings, API keys, or `osmtalk keys create --name <name>`), in"
                    + " OSMTALK_API_KEY or over HTTP in the header x-api-key; or a session token there. Trying again"
                    + " without that does not help.";

    private ApiProblems() {}

    /**
     * An error that the API answered with.
     *
     * @param tool whose call failed: its arguments, and where to look next
     */
    public static ToolProblem of(ApiException e, ToolDefinition tool) {
        String said = Wording.sentence(String.valueOf(e.getMessage()), 500);
        return switch (e.status()) {
            case 0 ->
                e.code().equals("not_set_up")
                        ? ToolProblem.of(
                                "not_set_up",
                                "This MCP server is not set up to call yet: " + said,
                                "Tell the person to fix that and restart the assistant; `osmtalk doctor` checks"
                                        + " everything."
                                        + " Trying again without that does not help.")
                        : ToolProblem.of(
                                "unreachable",
                                "osmTalk could not be reached; nothing was changed.",
                                "Try again in a few seconds. If it keeps failing, tell the person to check"
                                        + " OSMTALK_API_URL and the"
                                        + " network (`osmtalk doctor` does).");
            case 400 -> invalid(e, said, tool);
            case 401 ->
                ToolProblem.of("unauthenticated", "osmTalk did not accept the API key: " + said, HOW_TO_GIVE_A_KEY);
            case 402 ->
                ToolProblem.of(
                        "insufficient_credits",
                        "The account does not have enough credits: " + said,
                        "Tell the person to top up the balance (get_dashboard_stats shows it), then call again without"
                                + " the idempotency_key of this attempt.");
            case 403 ->
                ToolProblem.of(
                        "forbidden",
                        "This API key is not allowed to do that: " + said,
                        tool.toolset().needsAccountKey() ? HOW_TO_GET_AN_ACCOUNT_KEY : HOW_TO_GET_SCOPES);
            case 404 -> ToolProblem.of("not_found", "osmTalk could not find it: " + said, tool.whenNotFound());
            case 409 -> conflict(e, said);
            case 413 -> ToolProblem.of("too_large", "The request is too large: " + said, correct());
            case 422 -> refused(e, said);
            case 429 -> tooMany(e, said);
            default ->
                e.status() >= 500
                        ? ToolProblem.of(
                                "api_error",
                                "osmTalk had an internal error (HTTP " + e.status() + reference(e) + ").",
                                tool.effects().readOnly()
                                        ? "Try again in a few seconds."
                                        : tool.whenUnsure() + " whether it was done before you try again.")
                        : ToolProblem.of(code(e), said, correct());
        };
    }

    /** A request whose connection broke before the answer: it may have been carried out, and the problem says so. */
    public static ToolProblem of(UnknownOutcomeException e, ToolDefinition tool) {
        return ToolProblem.of(
                "unknown_outcome",
                "The connection broke before osmTalk answered " + tool.name() + ": it MAY have been done.",
                tool.whenUnsure() + " before doing it again.");
    }

    private static ToolProblem invalid(ApiException e, String said, ToolDefinition tool) {
        List<Map<?, ?>> faults = faults(e);
        String field = faults.stream()
                .map(fault -> argument(String.valueOf(fault.get("path"))))
                .filter(tool.input()::has)
                .findFirst()
                .orElse(null);
        String what = faults.isEmpty()
                ? said
                : faults.stream()
                        .map(fault -> Wording.oneLine(
                                named(String.valueOf(fault.get("path")), tool) + " " + fault.get("message"), 200))
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining("; "), text -> Wording.sentence(text, 1_000)));
        String next = "cursor".equals(field)
                ? "Give the next_cursor of the previous page, with the same filters, or call " + tool.name()
                        + " without cursor to start from the first page."
                : correct();
        return new ToolProblem("invalid_request", "osmTalk refused the request: " + what, field, next, Map.of());
    }

    /** A field of the API under the name that the model knows, if it knows one. */
    private static String named(String path, ToolDefinition tool) {
        String argument = argument(path);
        return tool.input().has(argument) ? "`" + argument + "`" : path;
    }

    /** The argument that is sent as a field of the API. */
    private static String argument(String path) {
        String field = path.split("[.\\[]", 2)[0];
        return switch (field) {
            case "destination" -> "to";
            case "phoneNumberId" -> "from";
            case "agentId" -> "agent";
            case "dynamicVariables" -> "variables";
            case "startedAfter" -> "since";
            case "startedBefore" -> "until";
            case "q" -> "text";
            case "csv" -> "leads_csv";
            default -> field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        };
    }

    private static ToolProblem conflict(ApiException e, String said) {
        return switch (e.code()) {
            case "idempotency_key_reused" ->
                new ToolProblem(
                        "idempotency_key_reused",
                        "That idempotency_key was used before with other arguments; nothing was done.",
                        "idempotency_key",
                        "For a new request, omit idempotency_key. To repeat the old one, give exactly its arguments.",
                        Map.of());
            case "request_in_progress" ->
                ToolProblem.of(
                        "request_in_progress",
                        "The same request is still in progress.",
                        "Repeat it in a second with the same arguments and idempotency_key; a repeat never does it"
                                + " twice.");
            default ->
                ToolProblem.of(code(e), "osmTalk refused: " + said, "Check the present state before trying again.");
        };
    }

    private static ToolProblem refused(ApiException e, String said) {
        String reason = e.details().get("reason") instanceof String text ? Wording.oneLine(text, 60) : "refused";
        String next = switch (reason) {
            case "dnc_blocked" ->
                "This number is on the do-not-call list. Do not call it in any other way. Tell the person.";
            case "outside_calling_window" ->
                "Calls are not allowed there at this time of day. Tell the person and try within the window.";
            case "destination_not_allowed" ->
                "The account may not call this destination. Tell the person; another number may work.";
            case "no_consent" ->
                "Nothing was charged. Ask the person whether and how the callee agreed to be called; never make it up.";
            case "no_carrier" ->
                "Nothing was charged. Call from another number: list_phone_numbers says which can call.";
            case "invalid_number" -> "Check the number with the person, including its country code.";
            default -> "Tell the person the reason; do not repeat the same request.";
        };
        return ToolProblem.of(reason, "osmTalk refused, nobody was called: " + said, next)
                .with("reason", reason);
    }

    private static ToolProblem tooMany(ApiException e, String said) {
        Duration wait = e.retryAfter();
        long seconds = wait == null ? 5 : Math.max(1, wait.toSeconds());
        String code = e.code().equals("concurrency_limit") ? "concurrency_limit" : "rate_limited";
        return ToolProblem.of(
                        code,
                        "osmTalk accepts no more requests right now: " + said + " Nothing was done.",
                        "Wait " + seconds + " seconds, then try again"
                                + (code.equals("concurrency_limit") ? ", or end a live call first." : "."))
                .with("retry_after_seconds", seconds);
    }

    /** The first few invalid fields. */
    private static List<Map<?, ?>> faults(ApiException e) {
        List<Map<?, ?>> faults = new ArrayList<>();
        if (e.details().get("fields") instanceof List<?> fields) {
            fields.stream().limit(5).forEach(field -> {
                if (field instanceof Map<?, ?> fault) {
                    faults.add(fault);
                }
            });
        }
        return faults;
    }

    private static String code(ApiException e) {
        return e.code().matches("[a-z0-9_]{1,60}") ? e.code() : "api_error";
    }

    private static String reference(ApiException e) {
        return e.requestId() == null ? "" : ", request " + Wording.oneLine(e.requestId(), 60);
    }

    private static String correct() {
        return "Correct the arguments and call again.";
    }
}
