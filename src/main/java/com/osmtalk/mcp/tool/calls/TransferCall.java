package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TransferRequest;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.guard.CallPurpose;
import com.osmtalk.mcp.guard.ConsentTerms;
import com.osmtalk.mcp.guard.DialOutcome;
import com.osmtalk.mcp.guard.DialRequest;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.OwnCalls;
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
import com.osmtalk.mcp.view.CallView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code transfer_call}: transfers a live phone call to a person, whose phone rings: so it passes the guard. */
public final class TransferCall implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "transfer_call",
            "Transfer a call",
            description("it dials that human's phone, costs money"),
            ObjectSchema.arguments()
                    .required("call_id", SharedArguments.callId())
                    .required("to", SharedArguments.phoneNumber("The human's number, E.164."))
                    .optional(
                            "summary",
                            Schema.string("What they should know; default: the last ten lines.", 1, 2000)
                                    .example("Wants to move the appointment."))
                    .optional("idempotency_key", SharedArguments.idempotencyKey())
                    .optional("confirmation_token", SharedArguments.confirmationToken()),
            ObjectSchema.answer()
                    .required("call_id", Schema.string())
                    .required("status", Schema.string())
                    .optional("idempotency_key", Schema.string())
                    .optional("duplicate_suppressed", Schema.bool())
                    .optional("retry_at", Schema.string())
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, false, true),
            "Find the call_id with list_calls status=in_progress.",
            "Look with get_call");

    private static final ToolDefinition SIMULATED =
            DEFINITION.describedAs(description("calls are simulated here, so nobody's phone rings"));

    private final GuardedDialler dialler;
    private final BooleanSupplier simulated;

    /** @param simulated whether all phone calls are known to be simulated, now */
    public TransferCall(GuardedDialler dialler, BooleanSupplier simulated) {
        this.dialler = dialler;
        this.simulated = simulated;
    }

    private static String description(String effect) {
        return "Use this when the person on the line should be handed to a human: " + effect
                + ". They hear the summary, and take the call with key 1. Only for phone calls in progress. The answer"
                + " may be a preview to show the person first. Not for a new call: use start_outbound_call. Example:"
                + " {\"call_id\":\"call_01JD\",\"to\":\"+12025550108\"}";
    }

    @Override
    public ToolDefinition definition() {
        return simulated.getAsBoolean() ? SIMULATED : DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireWritable();
        Call live = context.api().getCall(arguments.string("call_id"));
        PhoneNumber own = own(live);
        if (live.status().isTerminal()
                && arguments.optionalString("idempotency_key").isEmpty()) {
            throw new ToolException(ToolProblem.of(
                    "call_not_in_progress",
                    "The call is already over; nothing was dialled.",
                    "To place a new call, use start_outbound_call."));
        }
        TransferRequest request = new TransferRequest(
                arguments.phoneNumber("to").orElseThrow(),
                arguments.optionalString("summary").orElse(null));
        String key = IdempotentRequests.key(arguments);
        DialRequest dial = new DialRequest(
                Simulated.is(live) ? "Transfer this simulated call?" : "Transfer this call?",
                request.destination(),
                own,
                live.simulated(),
                live.id(),
                CallPurpose.of("transfer"),
                ConsentTerms.of("transfer_call", live.id(), String.valueOf(request.summary())),
                details(live, request),
                key,
                arguments.optionalString("confirmation_token").orElse(null));
        DialOutcome<Call> outcome = dialler.dial(
                dial,
                context,
                DEFINITION,
                () -> OwnCalls.send(
                        context,
                        live.id(),
                        () -> context.account().calls().transfer(live.id(), request, key),
                        () -> context.api().transferCall(live.id(), request, key)),
                Call::id);
        String next = live.status().isTerminal() ? "get_call shows the result." : "Follow it with wait_for_call.";
        if (outcome instanceof DialOutcome.Duplicate<Call> first) {
            return ToolAnswer.of(
                    "Nothing was dialled again: " + live.id() + " was transferred to " + dial.to() + " at "
                            + first.placedAt() + ". "
                            + Simulated.sentence(live).map(words -> words + " ").orElse("")
                            + dialler.again(first) + " " + next,
                    CallView.fields(live)
                            .put("duplicate_suppressed", true)
                            .put("retry_at", first.againAt().toString())
                            .put("next", next));
        }
        Call call = ((DialOutcome.Dialled<Call>) outcome).answer();
        return ToolAnswer.of(
                Simulated.sentence(call).map(words -> words + " ").orElse("") + "Transferring to " + dial.to() + ": "
                        + CallView.headline(call) + ". " + next,
                CallView.fields(call).put("idempotency_key", key).put("next", next));
    }

    /** The account's number in this call, which the human's phone will show. */
    private static PhoneNumber own(Call call) {
        String own = call.direction() == CallDirection.INBOUND ? call.to() : call.from();
        if (own == null || !own.startsWith("+")) {
            throw new ToolException(ToolProblem.of(
                    "not_a_phone_call",
                    "Only phone calls can be transferred to a phone; nothing was dialled.",
                    "Find a phone call in progress with list_calls status=in_progress."));
        }
        return PhoneNumber.of(own);
    }

    private static Map<String, String> details(Call call, TransferRequest request) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Call", call.id());
        String other = call.direction() == CallDirection.INBOUND ? call.from() : call.to();
        details.put("With", QuotedText.words(String.valueOf(other), 80));
        if (call.agentName() != null) {
            details.put("Agent", QuotedText.words(call.agentName(), 120));
        }
        if (request.summary() != null) {
            details.put("Summary for them", QuotedText.words(request.summary(), 500));
        }
        return details;
    }
}
