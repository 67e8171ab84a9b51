package com.osmtalk.mcp.dialling;

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
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Dials for the tools, through the guard; every outcome that is no call becomes words for the model. */
public final class GuardedDialler {
    /** Accepting the question is the answer: there is nothing to fill in. */
    private static final Map<String, Object> NO_FIELDS = Map.of("type", "object", "properties", Map.of());

    private static final int SUBJECT_LENGTH = 16;

    private final Supplier<DialGuard> guard;
    private final Clock clock;

    public GuardedDialler(Supplier<DialGuard> guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Dials, if nothing stands against it.
     *
     * @param line asks the API to dial
     * @throws ToolException when nobody was called, or nobody can tell whether somebody was
     */
    public <T> DialOutcome<T> dial(
            DialRequest dial, ToolContext context, ToolDefinition tool, Supplier<T> line, Function<T, String> callId)
            throws InterruptedException {
        try {
            return guard.get()
                    .dial(
                            dial,
                            new ApiBillingAccount(context, clock),
                            (subject, question) -> ask(context, subject, question),
                            line,
                            callId);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        } catch (UnknownOutcomeException e) {
            throw new ToolException(ToolProblem.of(
                            "unknown_outcome",
                            "The connection broke before osmTalk answered: the call to " + dial.to()
                                    + " MAY have been placed.",
                            "Before dialling again, look with list_calls number=" + dial.to()
                                    + ", or repeat this call with the same arguments and idempotency_key="
                                    + dial.idempotencyKey() + ": that never dials twice.")
                    .with("idempotency_key", dial.idempotencyKey()));
        } catch (ApiException e) {
            ToolProblem problem = ApiProblems.of(e, tool);
            throw new ToolException(
                    IdempotentRequests.mayBeRepeated(e)
                            ? IdempotentRequests.repeatable(tool, problem, dial.idempotencyKey())
                            : problem);
        }
    }

    /**
     * Gets the person's consent to something else than one call.
     *
     * @param token the person's answer to a preview of these terms
     * @throws ToolException when there is none
     */
    public void requireConsent(
            ToolContext context,
            String title,
            String what,
            String undone,
            Supplier<Map<String, String>> facts,
            ConsentTerms terms,
            Optional<String> token)
            throws InterruptedException {
        ConsentRequest consentRequest =
                new ConsentRequest(title, what, undone, facts, terms, context.principal(), token.orElse(null));
        try {
            guard.get().requireConsent(consentRequest, (about, question) -> ask(context, about, question));
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /**
     * Checks numbers that others will dial, as one that an agent hands calls to.
     *
     * @throws ToolException for the first that may not be called at any time
     */
    public void requireAllowed(Stream<PhoneNumber> numbers) {
        try {
            numbers.forEach(guard.get()::requireAllowed);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /**
     * Lets a campaign begin to call, or go on, if nothing stands against it.
     *
     * @param line asks the API to; what it throws comes out of here
     * @param mayCall whether it may have begun all the same, asked after the API has refused
     * @throws ToolException when the guard refuses, and nobody was called
     */
    public <T> T begin(
            Function<BillingAccount, CampaignRun> run, ToolContext context, Supplier<T> line, BooleanSupplier mayCall)
            throws InterruptedException {
        BillingAccount account = new ApiBillingAccount(context, clock);
        try {
            return guard.get()
                    .begin(
                            run.apply(account),
                            account,
                            (subject, question) -> ask(context, subject, question),
                            line,
                            mayCall);
        } catch (DialRefusedException e) {
            throw new ToolException(problem(e));
        }
    }

    /** Gives back what these leads of a campaign count as, who were not called and never will be. */
    public void uncalled(ToolContext context, String campaign, Stream<String> leads) {
        guard.get().uncalled(new ApiBillingAccount(context, clock), campaign, leads);
    }

    /** @throws ToolException when this server may change nothing */
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
                + Wording.count(Math.max(1, (left.toSeconds() + 59) / 60), "minute")
                + " (OSMTALK_DUPLICATE_MINUTES sets how long after the first).";
    }

    private static ToolProblem problem(DialRefusedException e) {
        return new ToolProblem(e.code().code(), e.getMessage(), null, e.next(), e.more());
    }

    /** Where the tool is called again with the answer, the name keeps an answer about one call from counting for another. */
    private static Optional<Approver.Answer> ask(ToolContext context, String subject, String question)
            throws InterruptedException {
        return context.ask(new Question("confirm_" + subject.substring(0, SUBJECT_LENGTH), question, NO_FIELDS))
                .map(answer -> switch (answer.decision()) {
                    case ACCEPTED -> Approver.Answer.YES;
                    case DECLINED -> Approver.Answer.NO;
                    case DISMISSED -> Approver.Answer.NONE;
                });
    }
}
