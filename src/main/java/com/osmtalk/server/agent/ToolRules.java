package com.osmtalk.server.agent;

import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.Parameter;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules for an agent's tools: HTTP requests that a model is offered by name, and a person to transfer the call to.
 */
final class ToolRules {
    private static final int MAX_TOOLS = 64;
    private static final int MAX_PARAMETERS = 64;
    private static final int MAX_HEADERS = 64;
    private static final int DESCRIPTION_LENGTH = 2_000;
    private static final int MESSAGE_LENGTH = 500;
    private static final int URL_LENGTH = 2_000;
    private static final int LAST_PORT = 65_535;
    private static final int HEADER_LENGTH = 4_000;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final String NAME_RULE = "must be 1 to 64 letters, digits, underscores or hyphens";
    private static final Set<String> BUILT_IN =
            Set.of("end_call", "do_not_call", "transfer_to_human", "transfer_to_agent", "press_keys");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> TYPES = List.of("string", "number", "boolean");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PLACE_IN_HOST = Pattern.compile("[a-zA-Z]+://[^/?#]*\\{.*");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private final NumberingPlan plan;

    ToolRules(NumberingPlan plan) {
        this.plan = plan;
    }

    void check(AgentTools tools, FieldErrors errors) {
        List<HttpTool> httpTools = errors.elements("tools.httpTools", tools.httpTools(), MAX_TOOLS);
        for (int i = 0; i < httpTools.size(); i++) {
            httpTool("tools.httpTools[" + i + "]", httpTools.get(i), errors);
        }
        errors.unique(
                "tools.httpTools[%d].name",
                httpTools.stream().map(HttpTool::name).toList());
        McpServerRules.check(tools, errors);
        TransferSettings settings = tools.transferSettings();
        if (settings != null && settings.transferToHuman() != null) {
            transfer("tools.transferSettings.transferToHuman", settings.transferToHuman(), errors);
        }
    }

    private static void httpTool(String path, HttpTool tool, FieldErrors errors) {
        errors.matches(path + ".name", tool.name(), NAME, NAME_RULE);
        if (BUILT_IN.contains(tool.name())) {
            errors.add(path + ".name", "is the name of a tool that every agent has");
        }
        errors.required(path + ".description", tool.description(), DESCRIPTION_LENGTH);
        oneOf(path + ".method", tool.method(), METHODS, errors);
        List<Parameter> parameters = errors.elements(path + ".parameters", tool.parameters(), MAX_PARAMETERS);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String at = path + ".parameters[" + i + "]";
            errors.matches(at + ".name", parameter.name(), NAME, NAME_RULE);
            oneOf(at + ".type", parameter.type(), TYPES, errors);
            errors.optional(at + ".description", parameter.description(), DESCRIPTION_LENGTH);
        }
        List<String> names = parameters.stream().map(Parameter::name).toList();
        errors.unique(path + ".parameters[%d].name", names);
        url(path + ".url", tool.url(), Set.copyOf(names), errors);
        headers(path + ".headers", tool.headers(), errors);
        errors.optional(path + ".waitMessage", tool.waitMessage(), MESSAGE_LENGTH);
        errors.optional(path + ".errorMessage", tool.errorMessage(), MESSAGE_LENGTH);
    }

    private static void oneOf(String path, String value, List<String> allowed, FieldErrors errors) {
        if (!allowed.contains(value)) {
            errors.add(path, "must be one of " + String.join(", ", allowed));
        }
    }

    private static void url(String path, String url, Set<String> parameters, FieldErrors errors) {
        if (url.length() > URL_LENGTH) {
            errors.add(path, "must be at most 2,000 characters long");
            return;
        }
        // the model fills the places during a call: it may choose a page, never the host
        if (PLACE_IN_HOST.matcher(url).matches()) {
            errors.add(path, "must not use a {param} in its host");
            return;
        }
        if (!isHttp(filled(url))) {
            errors.add(
                    path,
                    "must be an http or https URL, with a port from 1 to 65535 where it has one; {param} stands for the"
                            + " value of a parameter");
            return;
        }
        if (PublicAddressResolver.isPlainlyPrivate(URI.create(filled(url)).getHost())) {
            errors.add(path, "must be on the public internet: a tool reaches no private address and no local name");
            return;
        }
        Set<String> unknown = PLACE.matcher(url)
                .results()
                .map((MatchResult place) -> place.group(1))
                .filter(name -> !parameters.contains(name))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            errors.add(path, "uses {" + String.join("}, {", unknown) + "}, which its parameters do not define");
        }
    }

    /** The URL with a value in each of its places. */
    static String filled(String url) {
        return PLACE.matcher(url).replaceAll("x");
    }

    static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= LAST_PORT
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    static void headers(String path, @Nullable Map<String, String> headers, FieldErrors errors) {
        if (headers == null) {
            return;
        }
        if (headers.size() > MAX_HEADERS) {
            errors.add(path, "must have at most " + MAX_HEADERS + " entries");
        }
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()) {
                errors.add(path, "has a name that is not a valid header name");
            } else if (value == null
                    || value.length() > HEADER_LENGTH
                    || !HEADER_VALUE.matcher(value).matches()) {
                errors.add(path + "." + name, "must be at most 4,000 printable ASCII characters");
            }
        });
    }

    private void transfer(String path, TransferToHuman transfer, FieldErrors errors) {
        if (transfer.destinationNumber() == null) {
            if (transfer.enabled()) {
                errors.add(path + ".destinationNumber", "is required when transfer is enabled");
            }
        } else if (!plan.isValid(transfer.destinationNumber())) {
            errors.add(path + ".destinationNumber", "is not a number that can be dialled");
        }
        errors.optional(path + ".triggerDescription", transfer.triggerDescription(), DESCRIPTION_LENGTH);
    }
}
