package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.AvailableNumber;
import com.osmtalk.api.NumberPurchase;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.guard.ConsentTerms;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.ObjectSchema;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code buy_number}: buys a number, which is charged immediately and every month after, so it needs a person's
 * consent.
 */
public final class BuyNumber implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "buy_number",
            "Buy a phone number",
            "Use this when the person wants to buy one of the numbers for sale; setup and first month are charged"
                    + " immediately, then rent every month. The answer may be a preview to show the person first. Not"
                    + " for finding"
                    + " one: use search_numbers. Example: {\"number\":\"+12025550150\",\"country\":\"US\"}",
            ObjectSchema.arguments()
                    .required("number", SharedArguments.phoneNumber("As search_numbers shows it."))
                    .required("country", SearchNumbers.country())
                    .optional("label", Schema.string("A name for it.", 1, 100).example("Front desk"))
                    .optional("agent", SharedArguments.agent("Who answers calls to it: name or id."))
                    .optional("idempotency_key", SharedArguments.idempotencyKey())
                    .optional("confirmation_token", SharedArguments.confirmationToken()),
            ObjectSchema.answer()
                    .required("id", Schema.string())
                    .required("number", Schema.string())
                    .required("status", Schema.string())
                    .optional("simulated", Simulated.schema())
                    .optional("label", Schema.string())
                    .optional("agent_id", Schema.string())
                    .required("monthly_inr", Schema.number())
                    .required("next", Schema.string()),
            new ToolDefinition.Effects(false, true, false, false),
            "Nothing was bought. Search again: the number may be sold.",
            "Look with list_phone_numbers");

    private final GuardedDialler dialler;

    public BuyNumber(GuardedDialler dialler) {
        this.dialler = dialler;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        PhoneNumber number = arguments.phoneNumber("number").orElseThrow();
        Optional<String> label = arguments.optionalString("label");
        Optional<AgentFinder.Found> agent =
                arguments.optionalString("agent").map(named -> AgentFinder.find(context.account(), named));
        @Nullable String agentId = agent.map(AgentFinder.Found::id).orElse(null);
        String country = arguments.string("country");
        dialler.requireConsent(
                context,
                "Buy this phone number?",
                "purchase",
                "nothing was bought",
                () -> facts(context, number, country, label, agent),
                ConsentTerms.of("buy_number", number.e164(), label.toString(), String.valueOf(agentId)),
                arguments.optionalString("confirmation_token"));
        OwnedNumber bought = IdempotentRequests.send(
                DEFINITION,
                arguments,
                key -> context.account().telephony().buy(new NumberPurchase(number, label.orElse(null), agentId), key));
        String next = "Call from it: start_outbound_call with from " + bought.phoneNumber() + ".";
        return ToolAnswer.of(
                "Bought " + bought.phoneNumber() + " (" + bought.id() + ") for " + bought.monthlyCost() + " a month. "
                        + (Boolean.TRUE.equals(bought.simulated())
                                ? "It is a " + SearchNumbers.MADE_UP + ", and its calls are simulated. "
                                : "")
                        + next,
                new AnswerFields()
                        .put("id", bought.id())
                        .put("number", bought.phoneNumber().e164())
                        .put("status", Wording.code(bought.status()))
                        .put("simulated", bought.simulated())
                        .put("label", bought.label())
                        .put("agent_id", bought.agentId())
                        .put("monthly_inr", bought.monthlyCost().rupees())
                        .put("next", next));
    }

    /** What the person is shown before the purchase. */
    private static Map<String, String> facts(
            ToolContext context,
            PhoneNumber number,
            String country,
            Optional<String> label,
            Optional<AgentFinder.Found> agent) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Number",
                offer(context, number, country)
                        .map(SearchNumbers::shown)
                        .orElse(number + ": not for sale now, so its price is unknown"));
        label.ifPresent(name -> facts.put("Label", QuotedText.words(name, 120)));
        agent.ifPresent(answering -> facts.put("Answered by", answering.quoted()));
        facts.put("Balance", context.account().billing().balance().total().toString());
        return facts;
    }

    /**
     * The offer for this number among those for sale, to show its price; the API can only search, by kind and digits.
     */
    private static Optional<AvailableNumber> offer(ToolContext context, PhoneNumber number, String country) {
        String digits = number.e164().substring(1);
        return Arrays.stream(NumberType.values())
                .flatMap(type ->
                        context.account().telephony().search(new NumberSearch(country, type, digits, 1)).stream())
                .filter(offer -> offer.phoneNumber().equals(number))
                .findFirst();
    }
}
