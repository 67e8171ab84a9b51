package com.osmtalk.mcp.tool;

import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * {@code start_outbound_call}: makes a telephone ring. Every request carries an idempotency key, and whenever it is
 * not certain that nobody was called, the answer gives the key that makes asking again safe.
 */
final class StartOutboundCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "start_outbound_call",
            "Start a phone call",
            "Use this when the person wants an agent to phone somebody now. It dials a real phone and costs money;"
                    + " be sure of number and purpose first. Give every variable the agent has"
                    + " (see list_agents). It returns at once: follow with wait_for_call. Not for"
                    + " trying an agent out: use chat_with_agent. Example:"
                    + " {\"agent\":\"Appointment reminder\",\"to\":\"+12025550100\",\"variables\":{\"first_name\":\"Asha\",\"day\":\"Tuesday\"}}",
            ObjectSchema.arguments()
                    .required("agent", Inputs.agent("Name or id of the agent that speaks (see list_agents)."))
                    .required("to", Inputs.phoneNumber("The number to call, E.164."))
                    .optional(
                            "from",
                            Schema.text(
                                            "Own number or its id to call from; may be left out when there is only one.",
                                            1,
                                            100)
                                    .example("+12025550150"))
                    .optional("variables", Inputs.variables())
                    .optional(
                            "agent_version",
                            Schema.whole("A published version; left out: the agent as it is now.", 1, 1_000_000)
                                    .example(3))
                    .optional(
                            "idempotency_key",
                            Schema.text("Only to repeat an attempt of unknown outcome: the key that attempt gave"
                                            + " back. The same key never dials twice.")
                                    .pattern("^[A-Za-z0-9._:-]{8,128}$", "8 to 128 letters, digits and . _ : -")
                                    .example("5f0c3f6e-8d2b-4c1a")),
            ObjectSchema.answer()
                    .required("call_id", Schema.text())
                    .required("status", Schema.text())
                    .required("to", Schema.text())
                    .required("from", Schema.text())
                    .required("agent_id", Schema.text())
                    .optional("agent_name", Schema.text())
                    .optional("variables", Schema.anyFields(null))
                    .required("idempotency_key", Schema.text())
                    .required("next", Schema.text()),
            new ToolDefinition.Effects(false, true, false, true),
            "Nothing was dialled. Check the agent with list_agents and `from` with list_phone_numbers; leave"
                    + " agent_version out for the agent as it is now.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Optional<Integer> version = arguments.whole("agent_version");
        AgentFinder.Found agent = version.isPresent()
                ? AgentFinder.find(context.api(), arguments.text("agent"))
                : AgentFinder.findWithVariables(context.api(), arguments.text("agent"));
        Map<String, String> variables = arguments.texts("variables");
        if (version.isEmpty()) {
            // what a published version asks for is not on the list
            requireAll(agent, variables);
        }
        NumberFinder.Found from = NumberFinder.find(context.api(), arguments.optionalText("from"));
        String to = arguments.text("to");
        String key = arguments
                .optionalText("idempotency_key")
                .orElseGet(() -> UUID.randomUUID().toString());
        OutboundCallAccepted call = dial(
                context,
                new OutboundCallRequest(
                        agent.id(),
                        from.id(),
                        PhoneNumber.of(to),
                        version.orElse(null),
                        variables.isEmpty() ? null : variables),
                key);
        String next = "Follow it: wait_for_call with call_id " + call.callId() + ".";
        return ToolAnswer.of(
                "Calling " + to + " from " + from.number() + " with "
                        + (agent.name() == null ? agent.id() : Wording.oneLine(agent.name(), 120)) + ": "
                        + call.callId() + ", " + Wording.code(call.status()) + "."
                        + (variables.isEmpty() ? "" : " Variables: " + shown(variables) + ".") + " " + next,
                new Fields()
                        .put("call_id", call.callId())
                        .put("status", Wording.code(call.status()))
                        .put("to", to)
                        .put("from", from.number())
                        .put("agent_id", call.agentId())
                        .put("agent_name", agent.name())
                        .put("variables", variables)
                        .put("idempotency_key", key)
                        .put("next", next));
    }

    private static void requireAll(AgentFinder.Found agent, Map<String, String> given) {
        List<String> missing = agent.variables().stream()
                .filter(name -> !given.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new ToolException(new Problem(
                    "missing_variables",
                    "`variables` lacks what this agent says in the call: " + String.join(", ", missing) + ".",
                    "variables",
                    "Nothing was dialled. Ask the person for what you do not know, then call again with all of them;"
                            + " \"\" is for what is to be left out.",
                    Map.of("missing", missing)));
        }
    }

    private static String shown(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + " = " + Wording.oneLine(variable.getValue(), 80))
                .collect(Collectors.joining(", "));
    }

    private OutboundCallAccepted dial(ToolContext context, OutboundCallRequest request, String key) {
        try {
            return context.api().startOutboundCall(request, key);
        } catch (UnknownOutcomeException e) {
            throw new ToolException(Problem.of(
                            "unknown_outcome",
                            "The connection broke before osmTalk answered: the call to " + request.destination()
                                    + " MAY have been placed.",
                            "Before dialling again, look with list_calls number=" + request.destination()
                                    + ", or repeat this call with the same arguments and idempotency_key=" + key
                                    + ": that never dials twice.")
                    .with("idempotency_key", key));
        } catch (ApiException e) {
            Problem problem = ApiProblems.of(e, DEFINITION);
            boolean mayBeRepeated =
                    e.status() == 0 || e.status() >= 500 || e.code().equals("request_in_progress");
            throw new ToolException(mayBeRepeated ? problem.with("idempotency_key", key) : problem);
        }
    }
}
