package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.Dialog;
import javax.sip.header.CSeqHeader;
import javax.sip.header.SubscriptionStateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the far end of a call to call somebody else itself in the place of this call (REFER, RFC 3515). It tells by
 * NOTIFY how that goes, with the status line of what it was answered there (message/sipfrag, RFC 3420). In its leg's
 * mailbox, but for what says otherwise.
 */
final class Referral {
    private static final Logger LOG = LoggerFactory.getLogger(Referral.class);

    /** Somebody's telephone rings for as long, and the trunk has its own limit. */
    private static final long LONGEST_MILLIS = 60_000;

    private static final Pattern STATUS = Pattern.compile("^\\s*SIP/2\\.0\\s+(\\d{3})\\b");
    private static final Pattern EVENT = Pattern.compile("(?i)^refer\\s*(?:;.*?\\bid\\s*=\\s*(\\d+).*|;.*)?$");

    private final Leg leg;
    private volatile @Nullable Attempt current;

    Referral(Leg leg) {
        this.leg = leg;
    }

    /** Whether a leg's trunk is to be asked, from any thread. */
    static boolean isWanted(Leg leg) {
        return leg.path().trunk().transfer() == SipTrunk.Transfer.REFER;
    }

    /**
     * The far end of a call as one whom somebody else is to call in the place of that call (RFC 3891), in angle
     * brackets; empty when there is no such call. From any thread.
     */
    static Optional<String> inPlaceOf(Leg leg) {
        Dialog dialog = leg.dialog();
        if (dialog == null || dialog.getRemoteTarget() == null || dialog.getRemoteTag() == null) {
            return Optional.empty();
        }
        String call = dialog.getCallId().getCallId() + ";to-tag=" + dialog.getRemoteTag() + ";from-tag="
                + dialog.getLocalTag();
        // in a URI a blank is %20 (RFC 3261, 19.1.1)
        String escaped = URLEncoder.encode(call, StandardCharsets.UTF_8).replace("+", "%20");
        return Optional.of("<" + dialog.getRemoteTarget().getURI() + "?Replaces=" + escaped + ">");
    }

    /**
     * Asks. From any thread.
     *
     * @param target whom to call, in angle brackets
     * @param done is told once whether the far end is connected there; never when the leg ends before
     */
    void begin(String target, Consumer<Boolean> done) {
        leg.mailbox().execute(() -> {
            Dialog dialog = leg.dialog();
            if (!leg.isOver() && dialog != null) {
                Attempt attempt = new Attempt(done);
                current = attempt;
                attempt.send(dialog, target);
            }
        });
    }

    /** Whether it is still to be told what comes of it. From any thread. */
    boolean isPending() {
        Attempt attempt = current;
        return attempt != null && !attempt.over;
    }

    /** The far end tells something. */
    void notified(Request notify) {
        Matcher event = EVENT.matcher(SipMessages.value(notify, "Event").orElse(""));
        Attempt attempt = current;
        if (attempt != null && event.matches() && attempt.isMeant(event.group(1))) {
            attempt.notified(notify);
        }
    }

    private final class Attempt {
        private final Consumer<Boolean> done;
        private @Nullable ScheduledFuture<?> limit;
        private long number;
        private volatile boolean over;

        Attempt(Consumer<Boolean> done) {
            this.done = done;
        }

        void send(Dialog dialog, String target) {
            limit = leg.signalling().after(LONGEST_MILLIS, leg.mailbox(), () -> finish(false, "nothing more was told"));
            new DialogRequest(
                            leg,
                            dialog,
                            () -> {
                                Request refer = dialog.createRequest(Request.REFER);
                                number = ((CSeqHeader) refer.getHeader(CSeqHeader.NAME)).getSeqNumber();
                                SipMessages messages = leg.node().messages();
                                messages.set(refer, "Refer-To", target);
                                messages.set(
                                        refer,
                                        "Referred-By",
                                        "<" + dialog.getLocalParty().getURI() + ">");
                                return refer;
                            },
                            this::answered)
                    .send();
        }

        private void answered(@Nullable Response response) {
            if (response == null) {
                finish(false, "no answer came");
            } else if (response.getStatusCode() >= 300) {
                finish(false, response.getStatusCode() + " " + response.getReasonPhrase());
            }
        }

        /** @param id the number of the REFER that a NOTIFY is about; null: the only one (RFC 3515, 2.4.6) */
        boolean isMeant(@Nullable String id) {
            return id == null || id.equals(Long.toString(number));
        }

        void notified(Request notify) {
            int status = status(SipMessages.body(notify).orElse(""));
            boolean last = notify.getHeader(SubscriptionStateHeader.NAME) instanceof SubscriptionStateHeader state
                    && SubscriptionStateHeader.TERMINATED.equalsIgnoreCase(state.getState());
            if (status >= 200) {
                finish(status < 300, "it was answered with " + status);
            } else if (last) {
                finish(false, "it tells nothing more");
            }
        }

        private void finish(boolean connected, String why) {
            if (over) {
                return;
            }
            over = true;
            if (limit != null) {
                limit.cancel(false);
            }
            if (!leg.isOver()) {
                LOG.info(
                        "{}: its trunk {} ({})", leg, connected ? "has put it through" : "doesn't put it through", why);
                done.accept(connected);
            }
        }
    }

    /** Of a sipfrag; 0: it says none. */
    private static int status(String fragment) {
        Matcher matcher = STATUS.matcher(fragment);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
