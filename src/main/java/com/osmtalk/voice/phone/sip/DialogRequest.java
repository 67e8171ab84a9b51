package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.sip.DigestCredentials.Authorization;
import java.util.List;
import java.util.function.Consumer;
import javax.sip.Dialog;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request of ours in a dialog, with its repetition where the far end asks for credentials first. */
final class DialogRequest implements ResponseHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DialogRequest.class);

    private final Leg leg;
    private final Dialog dialog;
    private final Making making;
    private final Consumer<@Nullable Response> done;
    private final Challenges challenges;
    private boolean over;

    /** Makes the request anew each time, since the dialog numbers it. */
    @FunctionalInterface
    interface Making {
        Request make() throws SipException;
    }

    /** @param done is given the final response in the leg's mailbox; null: there is none */
    DialogRequest(Leg leg, Dialog dialog, Making making, Consumer<@Nullable Response> done) {
        this.leg = leg;
        this.dialog = dialog;
        this.making = making;
        this.done = done;
        this.challenges = leg.challenges();
    }

    void send() {
        send(List.of());
    }

    private void send(List<Authorization> credentials) {
        try {
            Request request = making.make();
            leg.addressInDialog(request, dialog);
            credentials.forEach(header -> leg.node().messages().set(request, header.name(), header.value()));
            challenges.sent(request);
            leg.node().send(request, leg.hopIn(dialog), dialog, this);
        } catch (SipException e) {
            LOG.info("{}: a request in its dialog could not be sent: {}", leg, e.getMessage());
            finish(null);
        }
    }

    @Override
    public void response(Response response, @Nullable Dialog of) {
        if (response.getStatusCode() >= 200) {
            leg.mailbox().execute(() -> received(response));
        }
    }

    private void received(Response response) {
        boolean invite =
                ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod().equals(Request.INVITE);
        if (invite && response.getStatusCode() < 300) {
            leg.acknowledge(dialog, response);
        }
        List<Authorization> credentials = challenges.answer(response);
        if (!over && !credentials.isEmpty()) {
            send(credentials);
        } else {
            finish(response);
        }
    }

    @Override
    public void timeout() {
        leg.mailbox().execute(() -> finish(null));
    }

    private void finish(@Nullable Response response) {
        if (!over) {
            over = true;
            done.accept(response);
        }
    }
}
