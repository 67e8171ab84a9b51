package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.sip.DigestCredentials.Authorization;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sip.Dialog;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A request to one address of a trunk outside any call, with its repetition where the trunk asks who we are. */
final class TrunkRequest implements ResponseHandler {
    private final Signalling signalling;
    private final Path path;
    private final Supplier<Request> writer;
    private final Challenges challenges;
    private final Mailbox mailbox;
    private final CompletableFuture<TrunkReply> reply = new CompletableFuture<>();
    private final long began = System.nanoTime();
    private boolean identified;

    /**
     * @param writer writes it anew for each repetition
     * @param credentials null: the trunk has none
     */
    TrunkRequest(Signalling signalling, Path path, Supplier<Request> writer, @Nullable DigestCredentials credentials) {
        this.signalling = signalling;
        this.path = path;
        this.writer = writer;
        this.challenges = new Challenges(credentials);
        this.mailbox = new Mailbox(signalling.threads());
    }

    /** @return is completed in any case, after the limit at the latest */
    CompletableFuture<TrunkReply> send(long limitMillis) {
        signalling.after(limitMillis, mailbox, () -> fault("no answer within " + limitMillis / 1_000 + " seconds"));
        mailbox.execute(() -> send(List.of()));
        return reply;
    }

    private void send(List<Authorization> credentials) {
        if (reply.isDone()) {
            return;
        }
        try {
            Request request = writer.get();
            credentials.forEach(header -> signalling.node().messages().set(request, header.name(), header.value()));
            challenges.sent(request);
            signalling.node().send(request, path.hop(), this);
        } catch (SipException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            fault(String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void response(Response response, @Nullable Dialog dialog) {
        if (response.getStatusCode() >= 200) {
            mailbox.execute(() -> received(response));
        }
    }

    private void received(Response response) {
        signalling.node().learn(path, response);
        int status = response.getStatusCode();
        identified |= status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED;
        List<Authorization> credentials = challenges.answer(response);
        if (credentials.isEmpty()) {
            reply.complete(new TrunkReply(path, response, null, identified, millis()));
        } else {
            send(credentials);
        }
    }

    @Override
    public void timeout() {
        mailbox.execute(() -> fault("no answer came"));
    }

    private void fault(String why) {
        reply.complete(new TrunkReply(path, null, why, identified, millis()));
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
