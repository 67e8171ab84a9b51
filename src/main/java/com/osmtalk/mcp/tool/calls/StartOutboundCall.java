package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Consent;
import com.osmtalk.api.DialWindow;
import com.osmtalk.api.Json;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.guard.ConsentTerms;
import com.osmtalk.mcp.guard.DialOutcome;
import com.osmtalk.mcp.guard.DialRequest;
import com.osmtalk.mcp.guard.DialTimes;
import com.osmtalk.mcp.guard.Fingerprint;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.DisclosureNotice;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.NumberFinder;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.PersonToCall;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
            CallBriefing.describe(ObjectSchema.arguments()
                            .optional("to", Schema.numberOrPeople("Number.").example("+12025550100"))
                            .optional("people", Schema.people("Instead, up to 20. E.g. to, callee Ben"))
                            .optional("agent", SharedArguments.agent("Name or id; default: the general one.")))
                    .optional(
                            "at",
                            Schema.string("When, if not now: RFC 3339, or in the callee's time.", 1, 60)
                                    .example("tomorrow 9:30 there"))
                    .optional(
                            "from",
                            Schema.string("Own number or id, if several.", 1, 100)
                                    .example("+12025550150"))
                    .optional("variables", SharedArguments.variables())
                    .optional(GivenConsent.NAME, GivenConsent.schema())
                    .optional(
                            "agent_version",
                            Schema.integer("Published version.", 1, 9999).example(3))
                    .optional("idempotency_key", SharedArguments.idempotencyKey())
                    .optional("confirmation_token", SharedArguments.confirmationToken()),
            StartedCalls.schema(),
            new ToolDefinition.Effects(false, true, false, true),
            "Nothing was dialled. Check the agent with list_agents and `from` with list_phone_numbers; omit"
                    + " agent_version to use the agent as it is now.");

    private static final ToolDefinition SIMULATED = DEFINITION.describedAs(
            description("Calls are simulated here (nobody's phone rings: tell the person) and cost credits"));

    private final GuardedDialler dialler;
    private final Clock clock;
    private final BooleanSupplier simulated;
    private final WordedTimes wordedTimes;

    /** @param simulated whether all phone calls are known to be simulated, now */
    public StartOutboundCall(GuardedDialler dialler, Clock clock, BooleanSupplier simulated) {
        this.dialler = dialler;
        this.clock = clock;
        this.simulated = simulated;
        this.wordedTimes = new WordedTimes(clock);
    }

    private static String description(String effect) {
        return "Use this when somebody is to be phoned, now or later: say in `task` what to achieve, or name an agent. "
                + effect
                + ": be sure of number and purpose. It may answer with a preview to show the person. Then"
                + " wait_for_call. Not for testing an agent: use chat_with_agent. Example:"
                + " {\"to\":\"+12025550100\",\"task\":\"Move my appointment to Thursday\"}";
    }

    @Override
    public ToolDefinition definition() {
        return simulated.getAsBoolean() ? SIMULATED : DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        dialler.requireWritable();
        List<PersonToCall> people = people(arguments);
        CallBriefing briefing = CallBriefing.of(arguments);
        Optional<Integer> version = arguments.integer("agent_version");
        SpeakingAgent speaker = SpeakingAgent.of(
                arguments.optionalString("agent"), version, briefing, arguments.optionalString("at"), context);
        AgentFinder.Found agent = speaker.agent();
        Map<String, String> variables = arguments.stringMap("variables");
        NumberFinder.Found from = NumberFinder.find(context.api(), arguments.optionalString("from"));
        Optional<String> disclosure = DisclosureNotice.of(context, from.simulated(), agent.id(), version.orElse(null));
        @Nullable Consent consent = GivenConsent.of(arguments);
        String key = IdempotentRequests.key(arguments);
        Optional<String> at = arguments.optionalString("at").filter(words -> !words.equalsIgnoreCase("now"));
        String asked = Fingerprint.of(
                context.principal(),
                at.orElse(""),
                String.valueOf(arguments.optionalString("idempotency_key")),
                people.toString(),
                briefing.terms());
        boolean isAgreed = arguments.optionalString("confirmation_token").isPresent();
        Map<DialRequest, OutboundCallRequest> requests = new LinkedHashMap<>();
        for (PersonToCall person : people) {
            Map<String, String> own = new LinkedHashMap<>(variables);
            own.putAll(person.variables());
            Map<String, String> places = briefing.places(person.callee());
            speaker.requireAll(own, places, people.size() == 1 ? "" : " for " + person.number());
            if (from.number().equals(person.number().e164())) {
                throw new ToolException(ToolProblem.argument(
                        "to", "`to` and `from` are the same number.", "Nothing was dialled. Ask whom to call."));
            }
            @Nullable
            CallTime time = at.map(words ->
                            wordedTimes.meant(asked + person.number(), isAgreed, () -> time(words, person.number())))
                    .orElse(null);
            DialTimes times = briefing.times(time == null ? null : time.at());
            DialWindow window = dialler.window(times, from.simulated());
            OutboundCallRequest request = speaker.request(person.number(), own, places, briefing)
                    .phoneNumberId(from.id())
                    .agentVersion(version.orElse(null))
                    .consent(consent)
                    .scheduledAt(time == null ? null : time.at())
                    .dialWindow(speaker.knowsTasks() ? window : null)
                    .build();
            Map<String, String> details = details(agent, version, briefing, variables, consent, disclosure);
            boolean alone = people.size() == 1;
            List<ZoneId> zones = time == null ? List.of() : new NumberingPlan().timeZones(person.number());
            if (alone && time != null) {
                details.put("When", CallTime.shown(time.at(), zones));
            }
            if (times.isLater()) {
                details.put("Consent holds", held(window));
            }
            if (alone) {
                details.putAll(person.details());
            }
            requests.put(
                    new DialRequest(
                            title(from, people.size()),
                            person.number(),
                            PhoneNumber.of(from.number()),
                            from.simulated(),
                            agent.id(),
                            briefing.purpose(own, agent),
                            terms(request, from, own, agent, briefing, disclosure, context),
                            details,
                            alone ? key : keyOfOne(key, person.number()),
                            arguments.optionalString("confirmation_token").orElse(null),
                            times,
                            alone ? "" : shown(person, time, zones)),
                    request);
        }
        List<DialRequest> dials = List.copyOf(requests.keySet());
        List<DialOutcome<OutboundCallAccepted>> outcomes = dialler.dial(
                dials,
                context,
                dial -> place(Objects.requireNonNull(requests.get(dial)), dial.idempotencyKey(), context),
                OutboundCallAccepted::callId);
        people.forEach(person -> wordedTimes.forget(asked + person.number()));
        StartedCalls started =
                new StartedCalls(dialler, DEFINITION, agent, from, variables, requests, key, context, clock);
        return dials.size() == 1 ? started.one(dials.get(0), outcomes.get(0)) : started.all(dials, outcomes);
    }

    /** A server that knows no windows has no schedules either, and is asked again without. */
    private static OutboundCallAccepted place(OutboundCallRequest request, String key, ToolContext context) {
        try {
            return context.api().startOutboundCall(request, key);
        } catch (ApiException e) {
            boolean isUnknown = e.status() == 400
                    && request.scheduledAt() == null
                    && request.retry() == null
                    && e.details().toString().contains("dialWindow");
            if (!isUnknown) {
                throw e;
            }
            return context.api().startOutboundCall(request.withoutDialWindow(), key);
        }
    }

    /** From {@code to} or {@code people}; some models give both, and mean the same. */
    private static List<PersonToCall> people(Arguments arguments) {
        List<PersonToCall> one = arguments.people("to");
        List<PersonToCall> several = arguments.people("people");
        if (one.isEmpty() && several.isEmpty()) {
            String empty = arguments.has("people") ? "people" : "to";
            throw new ToolException(ToolProblem.argument(
                    empty,
                    "`" + empty + "` " + (empty.equals("to") ? "is missing." : "names nobody."),
                    "Nothing was dialled. Give a number, or several `people`."));
        }
        boolean isAmongThem = one.stream()
                .allMatch(each ->
                        several.stream().anyMatch(other -> other.number().equals(each.number())));
        if (!several.isEmpty() && !isAmongThem) {
            throw new ToolException(ToolProblem.argument(
                    "people",
                    "`to` names somebody who is not among `people`.",
                    "Nothing was dialled. Name everybody in `people` and leave `to` out."));
        }
        return several.isEmpty() ? one : several;
    }

    private CallTime time(String words, PhoneNumber number) {
        try {
            return CallTime.parse(words, clock.instant(), new NumberingPlan().timeZones(number));
        } catch (IllegalArgumentException e) {
            throw new ToolException(ToolProblem.argument(
                    "at",
                    "`at` " + e.getMessage() + ".",
                    "Nothing was dialled. Ask the person for the time, or leave `at` out to call " + number + " now."));
        }
    }

    /** Each call of a list has a key of its own, the same whenever the list is sent with the same key. */
    private static String keyOfOne(String key, PhoneNumber number) {
        return "list-" + Fingerprint.of(key, number.e164()).substring(0, 32);
    }

    private static String title(NumberFinder.Found from, int calls) {
        String what = Boolean.TRUE.equals(from.simulated()) ? "simulated phone call" : "phone call";
        return calls == 1 ? "Place this " + what + "?" : "Place these " + calls + " " + what + "s?";
    }

    /** Until when a server may still dial, in the words of the person who agrees. */
    private static String held(DialWindow window) {
        return "until " + window.minutes() + " minutes after the first dialling was due"
                + (window.windowStart() == null
                        ? ""
                        : ", from " + window.windowStart() + " to " + window.windowEnd() + " by the clock there");
    }

    /** What is shown of one of several people beside the number. */
    private static String shown(PersonToCall person, @Nullable CallTime time, List<ZoneId> zones) {
        List<String> parts = new ArrayList<>();
        person.details().forEach((label, value) -> parts.add(label.toLowerCase(Locale.ROOT) + " " + value));
        if (time != null) {
            parts.add(CallTime.shown(time.at(), zones));
        }
        return String.join(", ", parts);
    }

    /** A published version never changes; the agent itself may change until the call is placed. */
    private static ConsentTerms terms(
            OutboundCallRequest request,
            NumberFinder.Found from,
            Map<String, String> variables,
            AgentFinder.Found agent,
            CallBriefing briefing,
            Optional<String> disclosure,
            ToolContext context) {
        List<String> parts = new ArrayList<>(List.of(
                "start_outbound_call",
                agent.id(),
                String.valueOf(request.agentVersion()),
                // consent to a simulated call is none to a real one
                String.valueOf(from.simulated()),
                Json.MAPPER.valueToTree(new TreeMap<>(variables)).toString(),
                String.valueOf(request.consent()),
                // nor is consent to a call that discloses to one that does not
                disclosure.orElse("")));
        String more =
                briefing.terms() + Objects.toString(request.callee(), "") + Objects.toString(request.scheduledAt(), "");
        if (!more.isEmpty()) {
            parts.add(more);
        }
        ConsentTerms terms = ConsentTerms.of(parts.toArray(String[]::new));
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
            CallBriefing briefing,
            Map<String, String> variables,
            @Nullable Consent consent,
            Optional<String> disclosure) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put(
                "Agent",
                agent.quoted() + version.map(number -> ", version " + number).orElse(""));
        details.putAll(briefing.details());
        if (agent.general() && briefing.onBehalfOf() == null && !variables.containsKey("on_behalf_of")) {
            details.put("On behalf of", "not given: it says the account's own name, or \"my client\" if that has none");
        }
        if (!variables.isEmpty()) {
            details.put("Variables", QuotedText.allOf(variables));
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
