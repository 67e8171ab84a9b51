package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.api.Consent;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.guard.CallPurpose;
import com.osmtalk.mcp.guard.ConsentTerms;
import com.osmtalk.mcp.guard.DialOutcome;
import com.osmtalk.mcp.guard.DialRequest;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.DisclosureNotice;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.NumberFinder;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code start_outbound_call}: makes a phone ring. Every request carries an idempotency key, and unless it is certain
 * that nobody was called, the answer returns the key that makes a repeat safe.
 */
public final class StartOutboundCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "start_outbound_call",
            "Start a phone call",
            description("It dials and costs money"),
            ObjectSchema.arguments()
                    .required("agent", SharedArguments.agent("Name or id of the agent that speaks (see list_agents)."))
                    .required("to", SharedArguments.phoneNumber("The number to call, E.164."))
                    .optional(
                            "from",
                            Schema.string(
                                            "Account's number (or id) to call from; optional if there is only one.",
                                            1,
                                            100)
                                    .example("+12025550150"))
                    .optional("variables", SharedArguments.variables())
                    .optional(GivenConsent.NAME, GivenConsent.schema())
                    .optional(
                            "agent_version",
                            Schema.integer("A published version; default: the agent as it is now.", 1, 1_000_000)
                                    .example(3))
                    .optional(
                            "idempotency_key",
                            SharedArguments.idempotencyKey(
                                    "Only to retry after unknown_outcome: the key that attempt returned."
                                            + " The same key never dials twice."))
                    .optional("confirmation_token", SharedArguments.confirmationToken()),
            ObjectSchema.answer()
                    .required("call_id", Schema.string())
                    .required("status", Schema.string())
                    .optional("simulated", Simulated.schema())
                    .required("to", Schema.string())
                    .required("from", Schema.string())
                    .required("agent_id", Schema.string())
                    .optional("agent_name", Schema.string())
                    .optional("variables", Schema.anyObject(null))
                    // a task that is over has the call itself for its result, and that knows neither of these
                    .optional("idempotency_key", Schema.string())
                    .optional("duplicate_suppressed", Schema.bool())
                    .optional("retry_at", Schema.string())
                    .optional("next", Schema.string()),
            new ToolDefinition.Effects(false, true, false, true),
            "Nothing was dialled. Check the agent with list_agents and `from` with list_phone_numbers; omit"
                    + " agent_version to use the agent as it is now.");

    private static final ToolDefinition SIMULATED = DEFINITION.describedAs(
            description("Calls are simulated here (nobody's phone rings: tell the person) and cost credits"));

    private final GuardedDialler dialler;
    private final BooleanSupplier simulated;

    /** @param simulated whether all phone calls are known to be simulated, now */
    public StartOutboundCall(GuardedDialler dialler, BooleanSupplier simulated) {
        this.dialler = dialler;
        this.simulated = simulated;
    }

    private static String description(String effect) {
        return "Use this when the person wants an agent to phone somebody now. " + effect
                + ": be sure of number and purpose. The answer may be a preview to show the person first. Give every"
                + " variable the agent needs (see list_agents). It returns immediately: follow with wait_for_call."
                + " Not for testing an agent: use chat_with_agent. Example:"
                + " {\"agent\":\"Appointment reminder\",\"to\":\"+12025550100\","
                + "\"variables\":{\"first_name\":\"Asha\",\"day\":\"Tuesday\"}}";
    }

    @Override
    public ToolDefinition definition() {
        return simulated.getAsBoolean() ? SIMULATED : DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireWritable();
        Optional<Integer> version = arguments.integer("agent_version");
        AgentFinder.Found agent = version.isPresent()
                ? AgentFinder.findVersion(context, arguments.string("agent"), version.get())
                : AgentFinder.findWithVariables(context.api(), arguments.string("agent"));
        Map<String, String> variables = arguments.stringMap("variables");
        agent.requireAll(variables);
        NumberFinder.Found from = NumberFinder.find(context.api(), arguments.optionalString("from"));
        OutboundCallRequest request = OutboundCallRequest.to(
                        arguments.phoneNumber("to").orElseThrow())
                .agentId(agent.id())
                .phoneNumberId(from.id())
                .agentVersion(version.orElse(null))
                .dynamicVariables(variables.isEmpty() ? null : variables)
                .consent(GivenConsent.of(arguments))
                .build();
        if (from.number().equals(request.destination().e164())) {
            throw new ToolException(ToolProblem.argument(
                    "to", "`to` and `from` are the same number.", "Nothing was dialled. Ask whom to call."));
        }
        Optional<String> disclosure = DisclosureNotice.of(context, from.simulated(), agent.id(), version.orElse(null));
        String key = IdempotentRequests.key(arguments);
        DialRequest dial = new DialRequest(
                Boolean.TRUE.equals(from.simulated()) ? "Place this simulated phone call?" : "Place this phone call?",
                request.destination(),
                PhoneNumber.of(from.number()),
                from.simulated(),
                agent.id(),
                CallPurpose.of(variables, agent.variables()),
                terms(request, from, variables, agent, disclosure, context),
                details(agent, version, variables, request.consent(), disclosure),
                key,
                arguments.optionalString("confirmation_token").orElse(null));
        DialOutcome<OutboundCallAccepted> outcome = dialler.dial(
                dial,
                context,
                DEFINITION,
                () -> context.api().startOutboundCall(request, key),
                OutboundCallAccepted::callId);
        if (outcome instanceof DialOutcome.Duplicate<OutboundCallAccepted> first) {
            return alreadyPlaced(first, dial, agent, context);
        }
        OutboundCallAccepted call = ((DialOutcome.Dialled<OutboundCallAccepted>) outcome).answer();
        @Nullable Boolean simulated = call.simulated() == null ? from.simulated() : call.simulated();
        String text = Simulated.sentence(simulated).map(words -> words + " ").orElse("") + "Calling " + dial.to()
                + " from " + dial.from() + " with " + agent.quoted() + ": " + call.callId()
                + ", " + Wording.code(call.status()) + "."
                + (variables.isEmpty() ? "" : " Variables: " + QuotedText.fields(variables, 80) + ".") + " "
                + followUp(call.callId());
        return ToolAnswer.of(
                text,
                fields(call.callId(), Wording.code(call.status()), simulated, dial, agent, key, followUp(call.callId()))
                        .put("variables", variables));
    }

    /** Answers with the first call, as it is now, instead of placing a second. */
    private ToolAnswer alreadyPlaced(
            DialOutcome.Duplicate<?> first, DialRequest dial, AgentFinder.Found agent, ToolContext context) {
        Optional<Call> call = find(first.callId(), context);
        String status = call.map(found -> Wording.code(found.status())).orElse("placed");
        @Nullable Boolean simulated = call.map(Call::simulated).orElse(null);
        boolean over = call.isPresent() && call.get().status().isTerminal();
        String next = over ? whatCameOfIt(call.get()) + dialler.again(first) : followUp(first.callId());
        return ToolAnswer.of(
                "Nothing was dialled again: the same call to " + dial.to() + " with " + agent.quoted()
                        + " was placed at " + first.placedAt() + ", " + first.callId() + ", now " + status + ". "
                        + call.flatMap(Simulated::sentence)
                                .map(words -> words + " ")
                                .orElse("") + next
                        + (over ? "" : " " + dialler.again(first)),
                fields(first.callId(), status, simulated, dial, agent, first.idempotencyKey(), next)
                        .put("duplicate_suppressed", true)
                        .put("retry_at", first.againAt().toString()));
    }

    private static String whatCameOfIt(Call call) {
        FailureReason reason = call.failureReason();
        return "It is over: "
                + (reason == null
                        ? "get_call with call_id " + call.id() + " shows what was said. "
                        : reason.cause() + " " + reason.whatToTry() + " ");
    }

    private static Optional<Call> find(String callId, ToolContext context) {
        try {
            return Optional.of(context.api().getCall(callId));
        } catch (ApiException notToBeHad) {
            return Optional.empty();
        }
    }

    private static AnswerFields fields(
            String callId,
            String status,
            @Nullable Boolean simulated,
            DialRequest dial,
            AgentFinder.Found agent,
            String key,
            String next) {
        return new AnswerFields()
                .put("call_id", callId)
                .put("status", status)
                .put("simulated", simulated)
                .put("to", dial.to().e164())
                .put("from", dial.from().e164())
                .put("agent_id", agent.id())
                .put("agent_name", agent.name())
                .put("idempotency_key", key)
                .put("next", next);
    }

    private static String followUp(String callId) {
        return "Follow it: wait_for_call with call_id " + callId + ".";
    }

    /** A published version never changes; the agent itself may change until the call is placed. */
    private static ConsentTerms terms(
            OutboundCallRequest request,
            NumberFinder.Found from,
            Map<String, String> variables,
            AgentFinder.Found agent,
            Optional<String> disclosure,
            ToolContext context) {
        ConsentTerms terms = ConsentTerms.of(
                "start_outbound_call",
                request.agentId(),
                String.valueOf(request.agentVersion()),
                // consent to a simulated call is none to a real one
                String.valueOf(from.simulated()),
                Json.MAPPER.valueToTree(new TreeMap<>(variables)).toString(),
                String.valueOf(request.consent()),
                // nor is consent to a call that discloses to one that does not
                disclosure.orElse(""));
        return request.agentVersion() != null
                ? terms
                : terms.dependingOn(
                        agent.state(),
                        () -> AgentFinder.findWithVariables(context.api(), agent.id())
                                .state());
    }

    /** What the person is shown besides the numbers. */
    private static Map<String, String> details(
            AgentFinder.Found agent,
            Optional<Integer> version,
            Map<String, String> variables,
            @Nullable Consent consent,
            Optional<String> disclosure) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(
                "Agent",
                agent.quoted() + version.map(number -> ", version " + number).orElse(""));
        if (!variables.isEmpty()) {
            details.put("Variables", QuotedText.fields(variables, 300));
        }
        if (consent != null) {
            details.put(
                    "Consent",
                    QuotedText.words(consent.basis(), 100) + ", from " + QuotedText.words(consent.source(), 300) + ", "
                            + consent.at());
        }
        disclosure.ifPresent(sentence -> details.put("Disclosure", sentence));
        return details;
    }
}
