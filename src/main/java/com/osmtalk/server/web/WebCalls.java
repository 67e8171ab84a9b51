package com.osmtalk.server.web;

import com.osmtalk.api.Call;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.WebCall;
import com.osmtalk.server.call.CallStarter;
import com.osmtalk.server.call.Calls;
import com.osmtalk.server.identity.AllowedDomains;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.web.WebTicketStore.Ticket;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.web.WebCallAcceptor;
import com.osmtalk.voice.web.WebSession;
import com.osmtalk.voice.web.WebVoiceException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Web voice calls. Whoever asks for one gets a token that lets one visitor in, once, within the time asked for; only
 * its hash is stored. If nobody comes, the call fails like one that nobody answered.
 *
 * <p>A waiting call holds a line, because the visitor must be able to begin at any moment. That is why it waits a
 * minute unless more is asked for, and why few calls of an organisation may wait longer.
 */
public final class WebCalls implements WebCallAcceptor {
    /**
     * For whoever is on the page that asks. A waiting call holds a line, so a link that is handed on has to ask for
     * more.
     */
    private static final int USUAL_WAIT = 60;

    /**
     * How many calls of an organisation may wait for longer than usual: each holds a line, and with all of them waiting
     * nobody could be called.
     */
    private static final int MOST_HANDED_ON = 5;

    /**
     * How many calls that were asked for with browser keys may wait: anybody can ask for them and never come, and with
     * all lines held by such the organisation could call nobody.
     */
    private static final int MOST_OF_PAGES = 5;

    private static final int SHORTEST_WAIT = 10;
    private static final int LONGEST_WAIT = 3_600;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 8;

    private final Database database;
    private final WebTicketStore tickets;
    private final Calls calls;
    private final CallStarter starter;
    private final Switchboard switchboard;
    private final Supplier<URI> publicUrl;
    private final Supplier<URI> url;
    private final Clock clock;
    private final Jobs.Job expiry;
    private final SecretGenerator secrets = new SecretGenerator();

    /**
     * @param publicUrl of the server, where the page is
     * @param url where visitors reach the channel
     */
    public WebCalls(
            Database database,
            Calls calls,
            CallStarter starter,
            Switchboard switchboard,
            Supplier<URI> publicUrl,
            Supplier<URI> url,
            Clock clock,
            Jobs jobs) {
        this.database = database;
        this.tickets = new WebTicketStore(database);
        this.calls = calls;
        this.starter = starter;
        this.switchboard = switchboard;
        this.publicUrl = publicUrl;
        this.url = url;
        this.clock = clock;
        this.expiry = jobs.define("expire-web-call", FIRST_RETRY, RETRIES, this::expire);
    }

    /**
     * A call that waits for its visitor.
     *
     * @param domains of the pages that may hold it; none: any
     * @param starter the secret API key that asks for it
     * @throws Problem INVALID for a time that it can't wait, LIMIT_REACHED when many wait so long already, and as
     *     {@link Calls#startWeb}
     */
    WebCall connect(
            String organizationId,
            String agentId,
            ConnectRequest request,
            List<String> domains,
            Optional<String> starter) {
        Duration wait = wait(request);
        String token = secrets.token("osw_");
        if (!domains.isEmpty() && wait.toSeconds() > USUAL_WAIT) {
            throw Problem.invalid(
                    "waitSeconds", "must be at most " + USUAL_WAIT + " with a browser key: its visitor is on the page");
        }
        return database.transaction(handle -> {
            if (!domains.isEmpty()) {
                requireFewOfPages(organizationId);
            }
            if (wait.toSeconds() > USUAL_WAIT) {
                requireFewWaiting(organizationId);
            }
            Call call = calls.startWeb(organizationId, agentId, starter.orElse(null), request);
            Instant expiresAt = clock.instant().plus(wait);
            tickets.insert(SecretGenerator.hash(token), new Ticket(call.id(), domains), expiresAt);
            expiry.schedule(call.id(), expiresAt);
            String page = TalkPage.address(publicUrl.get(), url.get(), token);
            return new WebCall(call.id(), url.get().toString(), token, expiresAt, page);
        });
    }

    private void requireFewOfPages(String organizationId) {
        if (tickets.waitingOnPages(organizationId, clock.instant()) >= MOST_OF_PAGES) {
            throw Problem.limitReached(
                    "concurrency_limit",
                    MOST_OF_PAGES + " web calls are already waiting for visitors of pages. Try again in a minute.",
                    Duration.ofSeconds(USUAL_WAIT));
        }
    }

    private void requireFewWaiting(String organizationId) {
        Duration usual = Duration.ofSeconds(USUAL_WAIT);
        if (tickets.waiting(organizationId, clock.instant().plus(usual)) >= MOST_HANDED_ON) {
            throw Problem.limitReached(
                    "concurrency_limit",
                    MOST_HANDED_ON
                            + " web calls of this organisation are already waiting for visitors, each holding a line."
                            + " End one that is no longer needed, or try again when one has begun or expired.",
                    usual);
        }
    }

    @Override
    public void accept(String token, @Nullable String origin, WebSession session) throws WebVoiceException {
        String hash = SecretGenerator.hash(token);
        Ticket ticket = tickets.find(hash, clock.instant()).orElseThrow(WebCalls::unknown);
        if (!ticket.domains().isEmpty() && !isPageFor(ticket, origin)) {
            throw new WebVoiceException(
                    "origin_not_allowed",
                    "The API key of this call may be used from pages of its allowed domains only, and this is none.");
        }
        if (!tickets.take(hash)) {
            throw unknown();
        }
        String callId = ticket.callId();
        boolean begun = starter.begin(
                callId,
                (plan, recorder) -> {
                    session.tap(plan.recording().get());
                    return switchboard.connect(plan, session.following(plan, recorder), session::open);
                },
                FailureReason.INTERRUPTED);
        if (!begun) {
            throw new WebVoiceException("call_ended", "This call was ended before it began. Ask for a new one.");
        }
    }

    /** Programs have no origin. The server's own page may hold every call: it does what the page that asked does. */
    private boolean isPageFor(Ticket ticket, @Nullable String origin) {
        return origin != null && (isOurs(origin) || AllowedDomains.permit(ticket.domains(), origin));
    }

    private boolean isOurs(String origin) {
        URI page = publicUrl.get();
        return origin.equalsIgnoreCase(page.getScheme() + "://" + page.getRawAuthority());
    }

    private void expire(String callId) {
        tickets.delete(callId);
        starter.giveUp(callId, FailureReason.NO_ANSWER);
    }

    private static WebVoiceException unknown() {
        return new WebVoiceException(
                "token_refused", "This token is not known, was used or has expired. Ask for a new call with connect.");
    }

    private static Duration wait(ConnectRequest request) {
        int seconds = request.waitSeconds() == null ? USUAL_WAIT : request.waitSeconds();
        if (seconds < SHORTEST_WAIT || seconds > LONGEST_WAIT) {
            throw Problem.invalid("waitSeconds", "must be from " + SHORTEST_WAIT + " to " + LONGEST_WAIT);
        }
        return Duration.ofSeconds(seconds);
    }
}
