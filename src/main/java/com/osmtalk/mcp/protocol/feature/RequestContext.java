package com.osmtalk.mcp.protocol.feature;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client at the other end, while one of its requests is worked on. */
public interface RequestContext {
    Requester requester();

    /**
     * Tells how far it is, if the client wants to know.
     *
     * @param done grows with every report
     * @param total what {@code done} will be at the end
     */
    void progress(double done, double total, @Nullable String message);

    /** Tells what happens, if the client wants to know as much as that. */
    void log(String level, String logger, String message);

    /**
     * Asks the client. What it does not offer to answer is missing in what comes back.
     *
     * <p>With stateless revisions this ends the work here, and the request comes again with the answers: whatever is
     * done before is then done again.
     *
     * @param questions by names that tell them apart within one request
     * @return the answers by the same names
     * @throws ProtocolException when the client answers with an error, or not at all
     */
    Map<String, Map<String, Object>> ask(Map<String, InputRequest> questions)
            throws ProtocolException, InterruptedException;
}
