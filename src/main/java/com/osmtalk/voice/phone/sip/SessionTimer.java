package com.osmtalk.voice.phone.sip;

import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.Dialog;
import javax.sip.header.AllowHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that a far end is gone which could not say so (RFC 4028): one side repeats an agreed sign of life, and the
 * other takes its absence for the end. Where nothing is agreed, the sound tells.
 */
final class SessionTimer {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTimer.class);
    private static final Pattern INTERVAL = Pattern.compile("^\\s*(\\d{1,9})");
    private static final Pattern REFRESHER = Pattern.compile("(?i);\\s*refresher\\s*=\\s*(uac|uas)");
    private static final Pattern TIMER = Pattern.compile("(?i)(^|[\\s,])timer($|[\\s,])");

    /** RFC 4028, 4. */
    static final int USUAL_SECONDS = 1_800;

    static final int LEAST_SECONDS = 90;
    /** What a far end agrees to is its own affair, but not that we ask it without a pause. */
    private static final int SHORTEST_SECONDS = 4;

    private static final int MARGIN_SECONDS = 32;
    static final int INTERVAL_TOO_SMALL = 422;

    private final Leg leg;
    private @Nullable ScheduledFuture<?> next;
    private boolean updates;
    private boolean refreshing;

    SessionTimer(Leg leg) {
        this.leg = leg;
    }

    /** Asks for a timer in an INVITE of ours. */
    static void ask(SipMessages messages, Request invite, int seconds) {
        messages.set(invite, "Session-Expires", Integer.toString(seconds));
        messages.set(invite, "Min-SE", Integer.toString(Math.min(seconds, LEAST_SECONDS)));
    }

    /** The shortest interval that a 422 allows. */
    static int least(Response refusal) {
        return SipMessages.value(refusal, "Min-SE").map(SessionTimer::seconds).orElse(USUAL_SECONDS);
    }

    /**
     * The refusal of a session that is too short to be kept alive (RFC 4028, 9); empty where there is nothing to
     * refuse, also where whoever asks can't lengthen it.
     */
    static Optional<Response> refusal(SipMessages messages, Request request) {
        boolean tooShort = SipMessages.value(request, "Session-Expires")
                .filter(value -> seconds(value) < LEAST_SECONDS)
                .isPresent();
        if (!tooShort || !supportsTimer(request)) {
            return Optional.empty();
        }
        Response refusal = messages.response(INTERVAL_TOO_SMALL, request);
        messages.set(refusal, "Min-SE", Integer.toString(LEAST_SECONDS));
        return Optional.of(refusal);
    }

    private static boolean supportsTimer(Request request) {
        return SipMessages.value(request, "Supported")
                .filter(value -> TIMER.matcher(value).find())
                .isPresent();
    }

    /** A request of ours was answered: takes what the far end has agreed to. */
    void agreed(Response response) {
        updates = updates || allows(response);
        SipMessages.value(response, "Session-Expires")
                .ifPresentOrElse(value -> start(seconds(value), !isRefresher(value, "uas")), this::stop);
    }

    /** Answers a request of the far end that asks for a timer. */
    void answer(Request request, Response ok) {
        updates = updates || allows(request);
        boolean theyCan = supportsTimer(request);
        SipMessages.value(request, "Session-Expires")
                .ifPresentOrElse(
                        value -> {
                            int seconds = seconds(value);
                            boolean weRefresh = !theyCan || isRefresher(value, "uas");
                            SipMessages messages = leg.node().messages();
                            messages.set(ok, "Session-Expires", seconds + ";refresher=" + (weRefresh ? "uas" : "uac"));
                            if (theyCan) {
                                messages.set(ok, "Require", "timer");
                            }
                            start(seconds, weRefresh);
                        },
                        this::stop);
    }

    private static boolean allows(Message message) {
        for (var headers = message.getHeaders(AllowHeader.NAME); headers.hasNext(); ) {
            if (((AllowHeader) headers.next()).getMethod().equals(Request.UPDATE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefresher(String value, String side) {
        Matcher refresher = REFRESHER.matcher(value);
        return refresher.find() && refresher.group(1).equalsIgnoreCase(side);
    }

    private static int seconds(String value) {
        Matcher interval = INTERVAL.matcher(value);
        return interval.find() ? Integer.parseInt(interval.group(1)) : USUAL_SECONDS;
    }

    private void start(int agreedSeconds, boolean weRefresh) {
        stop();
        int seconds = Math.max(agreedSeconds, SHORTEST_SECONDS);
        if (leg.isOver()) {
            return;
        }
        if (weRefresh) {
            next = leg.signalling().after(seconds * 1_000L / 2, leg.mailbox(), this::refresh);
        } else {
            long patience = seconds - Math.min(MARGIN_SECONDS, seconds / 3);
            next = leg.signalling().after(patience * 1_000L, leg.mailbox(), this::expire);
        }
    }

    void stop() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** Whether a request of ours that could change the session is under way. */
    boolean isRefreshing() {
        return refreshing;
    }

    private void expire() {
        if (!leg.isOver()) {
            LOG.info("{}: the far end gives no more signs of life", leg);
            leg.hungUp();
            leg.bye();
        }
    }

    private void refresh() {
        Dialog dialog = leg.dialog();
        if (leg.isOver() || dialog == null) {
            return;
        }
        refreshing = true;
        String method = updates ? Request.UPDATE : Request.INVITE;
        new DialogRequest(
                        leg,
                        dialog,
                        () -> {
                            Request request = dialog.createRequest(method);
                            SipMessages messages = leg.node().messages();
                            messages.set(request, "Supported", "timer");
                            ask(messages, request, USUAL_SECONDS);
                            if (!updates) {
                                messages.setSdp(request, leg.media().offer());
                            }
                            return request;
                        },
                        this::refreshed)
                .send();
    }

    private void refreshed(@Nullable Response response) {
        refreshing = false;
        if (leg.isOver()) {
            return;
        }
        int status = response == null ? Response.REQUEST_TIMEOUT : response.getStatusCode();
        if (response != null && status < 300) {
            SipMessages.sdp(response).ifPresent(leg::acceptQuietly);
            agreed(response);
        } else if (status == Response.REQUEST_TIMEOUT || status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST) {
            LOG.info("{}: the far end no longer knows the call: {}", leg, status);
            leg.hungUp();
            leg.bye();
        } else {
            // refused for now, as in a glare (491): the call itself goes on
            start(LEAST_SECONDS, true);
        }
    }
}
