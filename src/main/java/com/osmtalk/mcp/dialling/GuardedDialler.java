package com.osmtalk.mcp.dialling;

import com.osmtalk.api.DialWindow;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.Approver;
import com.osmtalk.mcp.guard.BillingAccount;
import com.osmtalk.mcp.guard.CampaignRun;
import com.osmtalk.mcp.guard.ConsentRequest;
import com.osmtalk.mcp.guard.ConsentTerms;
import com.osmtalk.mcp.guard.DialGuard;
import com.osmtalk.mcp.guard.DialOutcome;
import com.osmtalk.mcp.guard.DialRefusedException;
import com.osmtalk.mcp.guard.DialRequest;
import com.osmtalk.mcp.guard.DialTimes;
import com.osmtalk.mcp.kit.ApiProblems;
import com.osmtalk.mcp.kit.IdempotentRequests;
import com.osmtalk.mcp.kit.Question;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Wording;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places calls for the tools, through the guard. Whatever is not a placed call becomes a {@link ToolProblem}. */
public final class GuardedDialler {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedDialler.class);

    /**
     * The name of the form's only field. There has to be one: VS Code shows a form without fields that can't be sent,
     * and an {@code accept} without it comes from a client that has shown no form.
     */
    private static final String AGREED = "agreed";

    private static final Map<String, Object> FORM = form();

    private static final int SUBJECT_LENGTH = 16;

    private final Supplier<DialGuard> guard;
    private final Clock clock;

    public GuardedDialler(Supplier<DialGuard> guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Places a call unless the guard refuses.
     *
     * @param apiCall asks the API to dial
     * @param callId reads the call's id from the API's answer
     * @throws ToolException when nobody was called, or nobody can tell whether somebody was
     */
    public <T> DialOutcome<T> dial(
            DialRequest dial, ToolContext context, ToolDefinition tool, Supplier<T> apiCall, Function<T, String> callId)
            throws InterruptedException {
        try {
            return guard.get()
                    .dial(
                            dial,
                            new ApiBillingAccount(context, clock),
                            (subject, question, insist) -> ask(context, subject, question, insist),
                            apiCall,
                            callId);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        } catch (UnknownOutcomeException | ApiException e) {
            throw new ToolException(problem(e, dial.to(), dial.idempotencyKey(), tool));
        }
    }

    /**
     * Places calls that a person agrees to together, unless the guard refuses one of them.
     *
     * @param apiCall asks the API to dial one
     * @param callId reads the call's id from the API's answer
     * @return an outcome for each, in the same order
     * @throws ToolException when the guard refuses; nobody was called
     */
    public <T> List<DialOutcome<T>> dial(
            List<DialRequest> dials, ToolContext context, Function<DialRequest, T> apiCall, Function<T, String> callId)
            throws InterruptedException {
        try {
            return guard.get()
                    .dial(
                            dials,
                            new ApiBillingAccount(context, clock),
                            (subject, question, insist) -> ask(context, subject, question, insist),
                            apiCall,
                            callId);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /**
     * What to tell of a call that the API did not place, or may have.
     *
     * @param failure an {@code ApiException} or {@code UnknownOutcomeException}
     * @param key that makes a repeat safe
     */
    public static ToolProblem problem(RuntimeException failure, PhoneNumber to, String key, ToolDefinition tool) {
        if (failure instanceof ApiException e) {
            ToolProblem problem = ApiProblems.of(e, tool);
            return IdempotentRequests.mayBeRepeated(e) ? IdempotentRequests.repeatable(tool, problem, key) : problem;
        }
        return ToolProblem.of(
                        "unknown_outcome",
                        "The connection broke before osmTalk answered: the call to " + to + " MAY have been placed.",
                        "Before dialling again, look with list_calls number=" + to
                                + ", or repeat this call with the same arguments and idempotency_key=" + key
                                + ": a repeat never dials twice.")
                .with("idempotency_key", key);
    }

    /**
     * Gets the person's consent to something else than a call.
     *
     * @param noun one word for it, used in sentences: {@code purchase}
     * @param withoutConsent what is true as long as nobody agreed: {@code nothing was bought}
     * @param facts what the person has to know, by label
     * @param token of a preview of these terms
     * @throws ToolException when there is no consent
     */
    public void requireConsent(
            ToolContext context,
            String title,
            String noun,
            String withoutConsent,
            Supplier<Map<String, String>> facts,
            ConsentTerms terms,
            Optional<String> token)
            throws InterruptedException {
        ConsentRequest consentRequest = new ConsentRequest(
                title, noun, withoutConsent, null, facts, terms, context.principal(), token.orElse(null));
        try {
            guard.get()
                    .requireConsent(consentRequest, (about, question, insist) -> ask(context, about, question, insist));
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /**
     * Checks numbers that somebody else will dial, for example the one that an agent transfers calls to.
     *
     * @throws ToolException for the first that may never be called
     */
    public void requireAllowed(Stream<PhoneNumber> numbers) {
        try {
            numbers.forEach(guard.get()::requireAllowed);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /**
     * Lets a campaign start or resume unless the guard refuses.
     *
     * @param run describes it to the guard
     * @param apiCall asks the API to start it; its exceptions are passed on
     * @param mayCall asked after the API has refused: whether the campaign may be calling all the same
     * @throws ToolException when the guard refuses; nobody was called
     */
    public <T> T begin(
            Function<BillingAccount, CampaignRun> run,
            ToolContext context,
            Supplier<T> apiCall,
            BooleanSupplier mayCall)
            throws InterruptedException {
        BillingAccount account = new ApiBillingAccount(context, clock);
        try {
            return guard.get()
                    .begin(
                            run.apply(account),
                            account,
                            (subject, question, insist) -> ask(context, subject, question, insist),
                            apiCall,
                            mayCall);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /** Stops counting leads of a campaign that were not called and never will be. */
    public void releaseUncalled(ToolContext context, String campaign, Stream<String> leads) {
        guard.get().releaseUncalled(new ApiBillingAccount(context, clock), campaign, leads);
    }

    /** Stops counting a call for later that was cancelled before anybody was rung. */
    public void withdraw(String callId) {
        try {
            guard.get().withdraw(callId);
        } catch (DialRefusedException noRecords) {
            // then it counts on, which is the safe side
            LOG.warn("{} is cancelled and goes on counting: {}", callId, noRecords.getMessage());
        }
    }

    /** When a server may dial a call that is placed now: see {@link DialGuard#window}. */
    public DialWindow window(DialTimes times, @Nullable Boolean simulated) {
        return guard.get().window(times, simulated);
    }

    /** @throws ToolException in read-only mode */
    public void requireWritable() {
        try {
            guard.get().requireWritable();
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /** {@code The same call may be placed again from 2026-03-01T10:10:00Z on, in 7 minutes.} */
    public String again(DialOutcome.Duplicate<?> first) {
        Duration left = Duration.between(clock.instant(), first.againAt());
        return "The same call may be placed again from " + first.againAt() + " on, in "
                + inWords(left)
                + " (OSMTALK_DUPLICATE_MINUTES sets how long after the first).";
    }

    /** Rounded up, so that nobody comes back too early. */
    private static String inWords(Duration left) {
        long minutes = Math.max(1, (left.toSeconds() + 59) / 60);
        return minutes < 120 ? Wording.count(minutes, "minute") : Wording.count((minutes + 59) / 60, "hour");
    }

    private static ToolProblem problem(DialRefusedException e) {
        return new ToolProblem(e.code().code(), e.getMessage(), null, e.next(), e.more());
    }

    /**
     * The name contains the subject: where the tool is called again with the answer, an answer about one call must
     * not count for another.
     */
    private static Approver.Reply ask(ToolContext context, String subject, String question, boolean insist)
            throws InterruptedException {
        Question.Answer answer =
                context.ask(new Question("confirm_" + subject.substring(0, SUBJECT_LENGTH), question, FORM, insist));
        return new Approver.Reply(
                switch (answer.decision()) {
                    case ACCEPTED ->
                        Boolean.TRUE.equals(answer.filledIn().get(AGREED)) ? Approver.Answer.YES : Approver.Answer.NO;
                    case DECLINED -> Approver.Answer.NO;
                    case DISMISSED -> Approver.Answer.NONE;
                    case CANNOT_ASK -> Approver.Answer.CANNOT_ASK;
                },
                answer.why());
    }

    /** A yes or no that has to be chosen, without a default: what the protocol's forms have for it is a boolean. */
    private static Map<String, Object> form() {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", "boolean");
        field.put("title", "Yes, go ahead");
        field.put("description", "Yes (true) agrees to what is shown above. No (false): nothing is done.");
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "object");
        form.put("properties", Map.of(AGREED, field));
        form.put("required", List.of(AGREED));
        return form;
    }
}
