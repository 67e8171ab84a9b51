package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A servlet behind an {@link AccessPolicy}. Whatever goes wrong in it is answered with a small JSON-RPC error: the
 * SDK's servlets answer with a serialised exception and its stack trace (2.1.0).
 */
abstract class McpServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(McpServlet.class);

    final AccessPolicy access;

    McpServlet(AccessPolicy access) {
        this.access = access;
    }

    /** Whether a request has to bring a key, where the policy asks for one at all. */
    boolean needsKey() {
        return true;
    }

    /** Answers a request that was let in. */
    abstract void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            access.check(request);
            CrossOrigin.allow(request, response);
            if (CrossOrigin.isPreflight(request)) {
                CrossOrigin.preflight(request, response);
                return;
            }
            if (needsKey()) {
                answerAdmitted(request, response);
            } else {
                answer(request, response);
            }
        } catch (MalformedMessageException e) {
            new HttpRefusedException(HttpServletResponse.SC_BAD_REQUEST, e).answer(response);
        } catch (HttpRefusedException e) {
            if (request.getMethod().equals("POST") && !request.getInputStream().isFinished()) {
                // The container closes the connection when the unread body has not arrived yet (RFC 9112, section 9.3).
                // A client that is not told so loses the next request it sends on it.
                response.setHeader("Connection", "close");
            }
            e.answer(response);
        } catch (RuntimeException e) {
            LOG.error("A request could not be handled", e);
            if (!response.isCommitted()) {
                HttpMessages.json(
                        response,
                        HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                        JsonRpc.error(null, ProtocolException.internal().error()));
            }
        }
    }

    /**
     * A connection that is ended while its request is on the way takes its sessions along, of which none is found then.
     * Who has lost access is told that (401, which has them sign in again), and not to begin another session (404).
     */
    private void answerAdmitted(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        access.keys().admit(request, response);
        try {
            answer(request, response);
        } catch (HttpRefusedException e) {
            if (e.isNotFound()) {
                access.keys().admit(request, response);
            }
            throw e;
        }
    }

    /** Refuses a path below the servlet's own; a slash at the end is none. */
    static void requireNothingBelow(HttpServletRequest request) throws HttpRefusedException {
        String below = request.getPathInfo();
        if (below != null && !below.equals("/")) {
            throw new HttpRefusedException(HttpServletResponse.SC_NOT_FOUND, "There is nothing at this path.");
        }
    }

    /** Refuses a method with 405, naming those there are (RFC 9110, section 15.5.6). */
    static HttpRefusedException methodNotAllowed(HttpServletResponse response, String allowed) {
        response.setHeader("Allow", allowed);
        return new HttpRefusedException(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This address accepts " + allowed + " only.");
    }
}
