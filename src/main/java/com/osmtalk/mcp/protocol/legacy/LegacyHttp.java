package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.http.ClientNetwork;
import com.osmtalk.mcp.protocol.http.EventStream;
import com.osmtalk.mcp.protocol.http.HttpMessages;
import com.osmtalk.mcp.protocol.http.HttpRefusedException;
import com.osmtalk.mcp.protocol.http.OpenStreams;
import com.osmtalk.mcp.protocol.http.ReplayMemory;
import com.osmtalk.mcp.protocol.http.ReplayableStream;
import com.osmtalk.mcp.protocol.http.SessionStreams;
import com.osmtalk.mcp.protocol.http.Shares.Share;
import com.osmtalk.mcp.protocol.jsonrpc.BatchResponder;
import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revisions with sessions over Streamable HTTP. A session is opened by {@code initialize} and named by the header
 * {@code Mcp-Session-Id}; a request without it is answered with 400, one of a session that has ended with 404, upon
 * which a client initializes again (2025-11-25, transports, session management).
 *
 * <p>The SDK's session is used for what it does well, the questions to a client and the streams; its servlet is not.
 * See {@link SdkSessions}.
 */
public final class LegacyHttp {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyHttp.class);
    private static final String SESSION_ID = "Mcp-Session-Id";

    private final LegacyProtocol protocol;
    private final OpenStreams streams;
    private final RequestExecutor workers;
    private final StreamableSessions sessions;

    private final ReplayMemory memory = new ReplayMemory();
    private final Clock clock;

    public LegacyHttp(LegacyProtocol protocol, OpenStreams streams, RequestExecutor workers, Clock clock) {
        this.protocol = protocol;
        this.streams = streams;
        this.workers = workers;
        this.clock = clock;
        this.sessions = new StreamableSessions(clock);
    }

    /**
     * Takes a message that is of one of these revisions.
     *
     * <p>A request whose answer is closed goes on for a while, since the client may take the stream up again. See
     * {@link ReplayableStream}.
     */
    public void receive(Message message, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        if (message instanceof Message.Request initialize && initialize.method().equals("initialize")) {
            open(initialize, request, response);
            return;
        }
        StreamableSession session = session(request);
        if (message instanceof Message.Batch && !session.takesBatches()) {
            throw Message.Batch.refusal();
        }
        Cancellation gone = new Cancellation();
        Requester requester = HttpMessages.requester(request, gone).declaring(session.capabilities());
        ReplayableStream answer = begin(session.streams().answer(gone::cancel), streams::answer, request);
        if (message instanceof Message.Batch batch) {
            BatchResponder.each(batch, answer, (each, part) -> receive(each, session, requester, part));
        } else {
            receive(message, session, requester, answer);
        }
    }

    /** Has a new stream begin in the answer to a request. */
    private static ReplayableStream begin(ReplayableStream stream, Opening opening, HttpServletRequest request)
            throws IOException, HttpRefusedException {
        try {
            connect(stream, 0, opening, request);
            return stream;
        } catch (HttpRefusedException e) {
            stream.close();
            throw e;
        }
    }

    /** Has a stream go on, from an event on, in the answer to a request. */
    private static void connect(ReplayableStream stream, long after, Opening opening, HttpServletRequest request)
            throws IOException, HttpRefusedException {
        EventStream[] self = new EventStream[1];
        self[0] = opening.open(request, () -> stream.detach(self[0]));
        stream.attach(self[0], after);
    }

    /** Which kind of stream is opened, and so whose share it is of. */
    private interface Opening {
        EventStream open(HttpServletRequest request, Runnable whenGone) throws HttpRefusedException;
    }

    private void receive(Message message, StreamableSession session, Requester requester, Responder responder) {
        if (message instanceof Message.Request call) {
            begin(call, session, requester, responder);
            return;
        }
        if (message instanceof Message.Notification notification) {
            session.running().cancel(notification.cancelledId());
        } else if (message instanceof Message.Response answer) {
            session.sdk().accept(SdkSessions.toSdk(answer)).subscribe(done -> {}, SdkSessions::logAnswer);
        }
        responder.end(HttpServletResponse.SC_ACCEPTED, null);
    }

    private void open(Message.Request request, HttpServletRequest http, HttpServletResponse response)
            throws IOException, HttpRefusedException {
        try {
            Map<String, Object> result =
                    protocol.initialize(request.params(), HttpMessages.requester(http, new Cancellation()));
            Share share = sessions.room(HttpMessages.apiKey(http), ClientNetwork.of(http));
            McpStreamableServerSession session =
                    protocol.sessions().open(UUID.randomUUID().toString(), request.params());
            Object version = result.get("protocolVersion");
            sessions.add(new StreamableSession(
                    session,
                    ProtocolVersions.WITH_BATCHES.equals(version),
                    HttpMessages.apiKey(http),
                    LegacyProtocol.capabilities(request.params()),
                    new SessionStreams(memory, clock, ProtocolVersions.WITH_EMPTY_EVENTS.equals(version)),
                    share,
                    protocol.methods().features(),
                    protocol.tasks(result),
                    sessions.now()));
            response.setHeader(SESSION_ID, session.getId());
            HttpMessages.json(response, HttpServletResponse.SC_OK, JsonRpc.result(request.id(), result));
        } catch (ProtocolException e) {
            HttpMessages.json(response, HttpServletResponse.SC_OK, JsonRpc.error(request.id(), e.error()));
        }
    }

    private void begin(Message.Request call, StreamableSession session, Requester requester, Responder responder) {
        try {
            Optional<Map<String, Object>> direct = answerDirectly(call, session, requester);
            if (direct.isPresent()) {
                responder.end(HttpServletResponse.SC_OK, JsonRpc.result(call.id(), direct.get()));
            } else if (protocol.serves(call.method(), session.tasks())) {
                work(call, session, requester, responder);
            } else {
                throw ProtocolException.unknownMethod(call.method());
            }
        } catch (ProtocolException e) {
            responder.end(HttpServletResponse.SC_OK, JsonRpc.error(call.id(), e.error()));
        } catch (RuntimeException e) {
            fail(call, responder, e);
        }
    }

    private static void fail(Message.Request call, Responder responder, Throwable e) {
        LOG.error("{} failed", call.method(), e);
        responder.end(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                JsonRpc.error(call.id(), ProtocolException.internal().error()));
    }

    /** What is answered without the SDK's session; empty for the rest. */
    private Optional<Map<String, Object>> answerDirectly(
            Message.Request call, StreamableSession session, Requester requester) throws ProtocolException {
        if (call.method().equals("ping")) {
            return Optional.of(Map.of());
        }
        if (call.method().equals("logging/setLevel") && protocol.methods().declares("logging")) {
            session.sdk().setMinLoggingLevel(SdkSessions.logLevel(call.params()));
            return Optional.of(Map.of());
        }
        return protocol.list(call.method(), call.params(), requester, session.tasks());
    }

    private void work(Message.Request call, StreamableSession session, Requester from, Responder responder)
            throws ProtocolException {
        Cancellation cancellation = session.running().begin(call.id());
        from.cancellation().whenCancelled(cancellation::cancel);
        Requester requester = from.cancelledBy(cancellation);
        Runnable whenDone = () -> session.running().end(call.id(), cancellation);
        try {
            workers.run(() -> {
                try {
                    handle(call, session, requester, responder, whenDone);
                } catch (RuntimeException | Error e) {
                    // on a thread of its own, where nobody else would answer
                    fail(call, responder, e);
                    whenDone.run();
                }
            });
        } catch (ProtocolException busy) {
            whenDone.run();
            throw busy;
        }
    }

    private static void handle(
            Message.Request call,
            StreamableSession session,
            Requester requester,
            Responder responder,
            Runnable whenDone) {
        session.sdk()
                .responseStream(new SdkStreamTransport(call.id(), responder))
                .handle(SdkSessions.toSdk(call))
                .contextWrite(context -> context.put(
                        McpTransportContext.KEY,
                        SdkSessions.context(new SessionRequest(requester, session.subscriptions(), session.tasks()))))
                .doFinally(end -> {
                    whenDone.run();
                    responder.end(HttpServletResponse.SC_OK, null);
                })
                .subscribe(done -> {}, SdkSessions::log);
    }

    /**
     * Opens a stream on which a session is told what it did not ask for just now, or takes up one that broke, of
     * whichever kind. A session may have several.
     */
    public void listen(HttpServletRequest request) throws IOException, HttpRefusedException {
        SessionStreams its = session(request).streams();
        String lastEventId = request.getHeader("Last-Event-ID");
        if (lastEventId == null || lastEventId.isBlank()) {
            begin(its.listen(), streams::listen, request).open();
        } else {
            SessionStreams.Place place = its.find(lastEventId.strip())
                    .orElseThrow(() -> new HttpRefusedException(
                            HttpServletResponse.SC_BAD_REQUEST,
                            "No stream of this session can be taken up at that Last-Event-ID; streams are kept for a"
                                    + " minute."));
            connect(place.stream(), place.after(), streams::listen, request);
        }
    }

    /** Ends the session that a request names. */
    public void endSession(HttpServletRequest request) throws HttpRefusedException {
        sessions.remove(session(request));
    }

    private StreamableSession session(HttpServletRequest request) throws HttpRefusedException {
        String id = request.getHeader(SESSION_ID);
        if (id == null || id.isBlank()) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The header Mcp-Session-Id is missing: send `initialize` first.");
        }
        return sessions.find(id, HttpMessages.apiKey(request))
                .orElseThrow(() -> new HttpRefusedException(
                        HttpServletResponse.SC_NOT_FOUND, "That session has ended: send `initialize` again."));
    }

    /** Ends the sessions that nobody uses any more, and streams that nobody takes up. */
    public void heartbeat() {
        sessions.evictIdle();
        sessions.heartbeat();
    }

    /** Whether there is a session of a key. */
    public boolean holds(String key) {
        return sessions.holds(key);
    }

    /** Ends the sessions of a key that is good for nothing any more. */
    public void endAll(String key) {
        sessions.endAll(key);
    }

    /** Ends all sessions. */
    public void close() {
        sessions.clear();
    }
}
