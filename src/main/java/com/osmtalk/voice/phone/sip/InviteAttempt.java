package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.sip.DigestCredentials.Authorization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.SipException;
import javax.sip.TransactionState;
import javax.sip.header.RSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An INVITE at one address of the trunk, with its repetitions: with credentials, a longer session, or redirected. */
final class InviteAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(InviteAttempt.class);
    private static final int MOST_REPETITIONS = 8;

    private final OutgoingLeg leg;
    private final Path path;
    /**
     * Of our From. Each address gets its own: where two are tried at the same time, the stack would take what has the
     * same tag for one dialog, and the silent address's INVITE for a change that the other one must wait for (491).
     */
    private final String tag = Long.toHexString(ThreadLocalRandom.current().nextLong());

    private final Challenges challenges;
    private final Map<String, Integer> acknowledged = new HashMap<>();
    private @Nullable ClientTransaction transaction;
    private List<Authorization> credentials = List.of();
    private @Nullable String redirectedTo;
    private int sessionSeconds = SessionTimer.USUAL_SECONDS;
    private int repetitions;
    private boolean heardOf;
    private boolean unwanted;
    private boolean cancelled;

    InviteAttempt(OutgoingLeg leg, Path path) {
        this.leg = leg;
        this.path = path;
        this.challenges = leg.challenges();
    }

    Path path() {
        return path;
    }

    /** Whether the address has answered anything. */
    boolean isHeardOf() {
        return heardOf;
    }

    void send() {
        try {
            Request invite = leg.invites().write(path, tag, leg.media().offer(), sessionSeconds, redirectedTo);
            credentials.forEach(header -> leg.node().messages().set(invite, header.name(), header.value()));
            challenges.sent(invite);
            transaction = leg.node().transaction(invite, path.hop(), new Responses());
            Dialog dialog = transaction.getDialog();
            if (dialog != null) {
                dialog.setApplicationData(leg);
            }
            leg.keepEnding(transaction.createCancel());
            transaction.sendRequest();
        } catch (SipException | IllegalArgumentException e) {
            gone(String.valueOf(e.getMessage()));
        }
    }

    /** Takes it back: nobody is to answer it. As early as may be (RFC 3261, 9.1), which is once it was heard of. */
    void cancel() {
        unwanted = true;
        if (transaction == null || !heardOf || cancelled || isFinal(transaction)) {
            return;
        }
        cancelled = true;
        try {
            leg.node().send(transaction.createCancel(), null, new Unheeded());
        } catch (SipException e) {
            LOG.info("{}: could not be cancelled: {}", leg, e.getMessage());
        }
    }

    private static boolean isFinal(ClientTransaction transaction) {
        return transaction.getState() == TransactionState.COMPLETED
                || transaction.getState() == TransactionState.TERMINATED;
    }

    private void received(Response response, @Nullable Dialog dialog) {
        heardOf = true;
        leg.node().learn(path, response);
        boolean wanted = !unwanted && leg.isWanted(this);
        int status = response.getStatusCode();
        if (status < 200) {
            if (!wanted) {
                cancel();
            } else if (status > Response.TRYING) {
                acknowledgeReliably(response, dialog);
                leg.ringing(response, dialog);
            }
        } else if (status < 300) {
            if (dialog == null) {
                LOG.warn("{}: an answer came that belongs to no dialog", leg);
            } else {
                leg.answered(response, dialog, this);
            }
        } else if (wanted) {
            refused(response);
        }
    }

    /** RFC 3262. */
    private void acknowledgeReliably(Response response, @Nullable Dialog dialog) {
        RSeqHeader sequence = (RSeqHeader) response.getHeader(RSeqHeader.NAME);
        if (dialog == null || sequence == null) {
            return;
        }
        Integer last = acknowledged.get(dialog.getDialogId());
        if (last == null || sequence.getSequenceNumber() > last) {
            acknowledged.put(dialog.getDialogId(), sequence.getSequenceNumber());
            new DialogRequest(leg, dialog, () -> dialog.createPrack(response), answer -> {}).send();
        }
    }

    private void refused(Response response) {
        List<Authorization> answers = challenges.answer(response);
        if (!answers.isEmpty()) {
            credentials = answers;
            repeat(response);
        } else if (response.getStatusCode() == SessionTimer.INTERVAL_TOO_SMALL
                && SessionTimer.least(response) > sessionSeconds) {
            sessionSeconds = SessionTimer.least(response);
            repeat(response);
        } else {
            Optional<String> redirected = response.getStatusCode() < 400
                    ? Redirects.withinTrunk(response, path.trunk(), path.peer())
                    : Optional.empty();
            redirectedTo = redirected.orElse(redirectedTo);
            redirected.ifPresentOrElse(uri -> repeat(response), () -> leg.refused(response, !credentials.isEmpty()));
        }
    }

    private void repeat(Response refusal) {
        repetitions++;
        if (repetitions > MOST_REPETITIONS) {
            leg.refused(refusal, !credentials.isEmpty());
        } else {
            send();
        }
    }

    private void gone(String why) {
        if (!unwanted && leg.isWanted(this)) {
            leg.unreachable(why);
        }
    }

    private final class Responses implements ResponseHandler {
        @Override
        public void response(Response response, @Nullable Dialog dialog) {
            leg.mailbox().execute(() -> received(response, dialog));
        }

        @Override
        public void timeout() {
            leg.mailbox().execute(() -> gone("no answer came in time"));
        }
    }

    /** Of a CANCEL, whose INVITE tells what comes of it. */
    private static final class Unheeded implements ResponseHandler {
        @Override
        public void response(Response response, @Nullable Dialog dialog) {}

        @Override
        public void timeout() {}
    }
}
