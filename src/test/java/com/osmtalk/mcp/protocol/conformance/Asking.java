package com.osmtalk.mcp.protocol.conformance;

import static com.osmtalk.mcp.protocol.conformance.Samples.json;
import static com.osmtalk.mcp.protocol.conformance.Samples.object;
import static com.osmtalk.mcp.protocol.conformance.Samples.said;
import static com.osmtalk.mcp.protocol.conformance.Samples.text;
import static com.osmtalk.mcp.protocol.conformance.Samples.type;

import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that ask the client something before they answer. */
final class Asking {
    private static final Map<String, Object> NAME = object("name", type("string"));

    private Asking() {}

    static void addTo(ConformanceTools tools) {
        tools.add("test_sampling", object("prompt", type("string")), (arguments, client) -> {
            Map<?, ?> content = (Map<?, ?>) one(client, sample(String.valueOf(arguments.get("prompt")), 100))
                    .get("content");
            return said("LLM response: " + content.get("text"));
        });
        tools.add("test_elicitation", object("message", type("string")), (arguments, client) -> {
            Map<String, Object> user = object(
                    "username",
                    Map.of("type", "string", "description", "User's response"),
                    "email",
                    Map.of("type", "string", "description", "User's email address"));
            return elicited("User response", one(client, form(String.valueOf(arguments.get("message")), user)));
        });
        tools.add(
                "test_elicitation_sep1034_defaults",
                (arguments, client) ->
                        elicited("Elicitation completed", one(client, form("Check the defaults", DEFAULTS))));
        tools.add(
                "test_elicitation_sep1330_enums",
                (arguments, client) -> elicited("Elicitation completed", one(client, form("Choose", ENUMS))));
        tools.add("test_missing_capability", (arguments, client) -> {
            one(client, sample("Anything", 10));
            return said("The client can sample.");
        });
        tools.add("test_streaming_elicitation", (arguments, client) -> {
            one(client, form("What is your name?", NAME));
            return said("Thank you.");
        });
        addInputRequiredTo(tools);
    }

    private static void addInputRequiredTo(ConformanceTools tools) {
        String prefix = "test_input_required_result_";
        tools.add(prefix + "elicitation", (arguments, client) -> {
            Map<?, ?> answer = ask(client, Map.of("user_name", form("What is your name?", NAME)))
                    .get("user_name");
            return said("Hello, " + ((Map<?, ?>) answer.get("content")).get("name") + "!");
        });
        tools.add(prefix + "sampling", (arguments, client) -> {
            one(client, sample("What is the capital of France?", 100));
            return said("Thank you.");
        });
        tools.add(prefix + "list_roots", (arguments, client) -> {
            one(client, roots());
            return said("Thank you.");
        });
        for (String tool : List.of("request_state", "tampered_state")) {
            tools.add(prefix + tool, (arguments, client) -> {
                InputRequest confirm = new InputRequest(
                        "elicitation/create",
                        form("Please confirm", object("ok", type("boolean"))).params(),
                        true);
                ask(client, Map.of("confirm", confirm));
                return said("state-ok");
            });
        }
        tools.add(prefix + "multiple_inputs", (arguments, client) -> {
            Map<String, InputRequest> all = new LinkedHashMap<>();
            all.put("user_name", form("What is your name?", NAME));
            all.put("greeting", sample("Generate a greeting", 50));
            all.put("client_roots", roots());
            ask(client, all);
            return said("Thank you for all three.");
        });
        tools.add(prefix + "multi_round", (arguments, client) -> {
            ask(client, Map.of("step1", form("Step 1: What is your name?", NAME)));
            ask(client, Map.of("step2", form("Step 2: What is your color?", object("color", type("string")))));
            return said("Thank you twice.");
        });
        tools.add(prefix + "capabilities", (arguments, client) -> {
            ask(client, Map.of("form", form("Anything", NAME), "sample", sample("Anything", 50)));
            return said("Thank you.");
        });
    }

    static InputRequest form(String message, Map<String, Object> schema) {
        return new InputRequest("elicitation/create", Map.of("message", message, "requestedSchema", schema), false);
    }

    private static InputRequest sample(String text, int maxTokens) {
        return new InputRequest(
                "sampling/createMessage",
                Map.of("messages", List.of(Map.of("role", "user", "content", text(text))), "maxTokens", maxTokens),
                false);
    }

    private static InputRequest roots() {
        return new InputRequest("roots/list", Map.of(), false);
    }

    private static Map<String, Object> one(RequestContext client, InputRequest question)
            throws ProtocolException, InterruptedException {
        return ask(client, Map.of("answer", question)).get("answer");
    }

    private static Map<String, Map<String, Object>> ask(RequestContext client, Map<String, InputRequest> questions)
            throws ProtocolException, InterruptedException {
        Map<String, Map<String, Object>> answers = client.ask(questions);
        if (answers.isEmpty()) {
            String method = questions.values().iterator().next().method();
            throw ProtocolException.missingCapability(
                    "The client cannot be asked this.", Map.of(method.substring(0, method.indexOf('/')), Map.of()));
        }
        return answers;
    }

    private static Map<String, Object> elicited(String begin, Map<String, Object> answer) {
        return said(begin + ": action=" + answer.get("action") + ", content=" + answer.get("content"));
    }

    private static final Map<String, Object> DEFAULTS = json("""
            {"type": "object", "required": [], "properties": {
              "name": {"type": "string", "default": "John Doe"},
              "age": {"type": "integer", "default": 30},
              "score": {"type": "number", "default": 95.5},
              "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
              "verified": {"type": "boolean", "default": true}}}""");

    private static final Map<String, Object> ENUMS = json("""
            {"type": "object", "required": [], "properties": {
              "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
              "titledSingle": {"type": "string", "oneOf": [{"const": "value1", "title": "First Option"},
                {"const": "value2", "title": "Second Option"}, {"const": "value3", "title": "Third Option"}]},
              "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"],
                "enumNames": ["Option One", "Option Two", "Option Three"]},
              "untitledMulti": {
                "type": "array", "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
              "titledMulti": {"type": "array", "items": {"anyOf": [{"const": "value1", "title": "First Choice"},
                {"const": "value2", "title": "Second Choice"}, {"const": "value3", "title": "Third Choice"}]}}}}""");
}
