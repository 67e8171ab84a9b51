package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestClock;
import com.osmtalk.api.Money;
import com.osmtalk.api.PhoneNumber;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to place calls, with a gate before the line, an account that pays and a person who may be asked.
 */
final class GuardFixture implements AutoCloseable {
    static final String USUAL_PURPOSE = "remind";
    static final CampaignHours ALWAYS =
            new CampaignHours(ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, EnumSet.allOf(DayOfWeek.class));

    private final Path home;
    private final TestClock clock = new TestClock();
    private final List<String> dialled = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    private GuardSettings settings;
    private DialGuard guard;
    private String account = "account";
    private Money spent = Money.ZERO;
    private boolean simulated = true;
    private boolean mayCall;
    private boolean insisted;
    private String from = "+12025550150";
    private String agent = "as it was made";
    private @Nullable Runnable line;
    private @Nullable Attempt thinking;
    private Approver.@Nullable Answer answer;

    GuardFixture(Path home) {
        this.home = home;
        rules(rules -> rules);
    }

    /** Opens the gate anew with these rules. */
    void rules(UnaryOperator<GuardSettings.Builder> rules) {
        settings = rules.apply(GuardSettings.in(home)).build();
        restart();
    }

    void restart() {
        close();
        guard = new DialGuard(settings, clock);
    }

    TestClock clock() {
        return clock;
    }

    void account(String id) {
        account = id;
    }

    void spent(String rupees) {
        spent = Money.ofRupees(new BigDecimal(rupees));
    }

    /** The call's price is final. */
    void settle(String callId) {
        settled.add(callId);
    }

    /** The call is over, and nobody answered it. */
    void nobodyAnswers(String callId) {
        unanswered.add(callId);
    }

    void simulated(boolean from) {
        simulated = from;
    }

    /** The agent that speaks is another one from now on. */
    void changeAgent(String state) {
        agent = state;
    }

    /** What happens when it is dialled; null: the call is placed. */
    void line(@Nullable Runnable line) {
        this.line = line;
    }

    /** What the person says; null: there is no way to ask. */
    void answer(Approver.@Nullable Answer answer) {
        this.answer = answer;
    }

    /** What happens elsewhere between the question and the answer. */
    void whileThinking(Attempt elsewhere) {
        thinking = elsewhere;
    }

    void from(String number) {
        from = number;
    }

    List<String> questions() {
        return questions;
    }

    int asked() {
        return questions.size();
    }

    /** Whom the API was asked to dial, in order. */
    List<String> dialled() {
        return dialled;
    }

    /** @return the call's id, after "again" when it is that of a call placed before */
    String call(String to) throws InterruptedException {
        return call(to, USUAL_PURPOSE);
    }

    String call(String to, String purpose) throws InterruptedException {
        return call(to, purpose, UUID.randomUUID().toString(), null);
    }

    String call(String to, CallPurpose purpose) throws InterruptedException {
        return call(to, purpose, UUID.randomUUID().toString(), null);
    }

    String callWithKey(String to, String key) throws InterruptedException {
        return call(to, USUAL_PURPOSE, key, null);
    }

    String callWithToken(String to, String purpose, String token) throws InterruptedException {
        return call(to, purpose, UUID.randomUUID().toString(), token);
    }

    private String call(String to, String purpose, String key, @Nullable String token) throws InterruptedException {
        return call(to, CallPurpose.of(purpose), key, token);
    }

    /** A call that a server dials later on its own, or again. */
    String callLater(String to, DialTimes when) throws InterruptedException {
        return call(to, CallPurpose.of(USUAL_PURPOSE), UUID.randomUUID().toString(), null, when);
    }

    /** What the gate has against a call for later now; empty: nothing. */
    Optional<RefusalCode> objection(String callId, String to, Instant ring) {
        return guard.objection(callId, PhoneNumber.of(to), simulated, ring, new Account(account))
                .map(DialRefusedException::code);
    }

    List<String> later() {
        return guard.later(new Account(account));
    }

    void withdraw(String callId) {
        guard.withdraw(callId);
    }

    private String call(String to, CallPurpose purpose, String key, @Nullable String token)
            throws InterruptedException {
        return call(to, purpose, key, token, DialTimes.ONCE_NOW);
    }

    private String call(String to, CallPurpose purpose, String key, @Nullable String token, DialTimes when)
            throws InterruptedException {
        DialRequest dial = new DialRequest(
                "Place this phone call?",
                PhoneNumber.of(to),
                PhoneNumber.of(from),
                simulated,
                "agent",
                purpose,
                ConsentTerms.of(purpose.fingerprint()).dependingOn(agent, () -> agent),
                Map.of("Agent", "Reminder"),
                key,
                token,
                when,
                "");
        DialOutcome<String> outcome = guard.dial(dial, new Account(account), this::ask, () -> place(to), id -> id);
        return outcome instanceof DialOutcome.Duplicate<String> first
                ? "again " + first.callId()
                : ((DialOutcome.Dialled<String>) outcome).answer();
    }

    /** The refusal of a call that must not be placed. */
    DialRefusedException refused(String to, String purpose) {
        return refusal(() -> call(to, purpose));
    }

    DialRefusedException refusedWithToken(String to, String purpose, String token) {
        return refusal(() -> callWithToken(to, purpose, token));
    }

    /** Of {@link #campaign}, as tests have it; each can be changed. */
    CampaignRun campaign(String id, CampaignRun.Lead... leads) {
        return campaign(id, ALWAYS, () -> Stream.of(leads), null);
    }

    CampaignRun campaign(
            String id, CampaignHours hours, Supplier<Stream<CampaignRun.Lead>> leads, @Nullable String token) {
        ConsentRequest consentRequest = new ConsentRequest(
                "Start this campaign?",
                "campaign",
                "nobody was called",
                simulated,
                () -> Map.of("Campaign", id),
                ConsentTerms.of("start", id).dependingOn(agent, () -> agent),
                account,
                token);
        return new CampaignRun(id, "agent", simulated, hours, Instant.EPOCH, leads, consentRequest);
    }

    static CampaignRun.Lead lead(String id, String number, String purpose, int calls) {
        return new CampaignRun.Lead(id, PhoneNumber.of(number), CallPurpose.of(purpose), calls);
    }

    /** Whether the API says that a campaign it would not begin may call all the same. */
    void mayCall(boolean mayCall) {
        this.mayCall = mayCall;
    }

    String begin(CampaignRun run) throws InterruptedException {
        return guard.begin(run, new Account(account), this::ask, () -> place(run.campaign()), () -> mayCall);
    }

    DialRefusedException refused(CampaignRun run) {
        return refusal(() -> begin(run));
    }

    void releaseUncalled(String campaign, String... leads) {
        guard.releaseUncalled(new Account(account), campaign, Stream.of(leads));
    }

    interface Attempt {
        String run() throws InterruptedException;
    }

    private DialRefusedException refusal(Attempt attempt) {
        int before = dialled.size();
        try {
            throw new AssertionError("not refused: " + attempt.run());
        } catch (DialRefusedException refused) {
            assertThat(dialled).hasSize(before);
            return refused;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Approver.Reply ask(String subject, String question, boolean insist) throws InterruptedException {
        if (thinking != null) {
            thinking.run();
        }
        insisted = insist;
        if (answer == null) {
            return new Approver.Reply(Approver.Answer.CANNOT_ASK, "This client can't ask the person.");
        }
        questions.add(question);
        return Approver.Reply.of(answer);
    }

    /** Whether the last question was to be put even to a client that had failed before. */
    boolean insisted() {
        return insisted;
    }

    private synchronized String place(String to) {
        if (line != null) {
            line.run();
        }
        dialled.add(to);
        return "call_" + dialled.size();
    }

    @Override
    public void close() {
        if (guard != null) {
            guard.close();
        }
    }

    private final class Account implements BillingAccount {
        private final String id;

        Account(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Money spentToday() {
            return spent;
        }

        @Override
        public boolean isSettled(String callId) {
            return settled.contains(callId);
        }

        @Override
        public Optional<String> whyUnanswered(String callId) {
            return unanswered.contains(callId) ? Optional.of("busy") : Optional.empty();
        }

        @Override
        public boolean isOverForGood(String callId) {
            return settled.contains(callId);
        }

        @Override
        public boolean isOver(String campaign) {
            return settled.contains(campaign);
        }

        @Override
        public String expectedCost(long calls) {
            return "about ₹4.00 a minute";
        }
    }
}
