package com.osmtalk.mcp.protocol.feature;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client at the other end, while one of its requests is worked on: what a tool can tell it, and ask it, before it
 * answers.
 */
public interface RequestContext {
    /** Who sent the request, and whether they still want the answer. */
    Requester requester();

    /**
     * Reports progress, if the client gave a token for it. A report that does not grow is left out, as the
     * specification demands (basic, utilities, progress).
     *
     * @param done grows with every report
     * @param total what {@code done} will be at the end
     * @param message for people; null for none
     */
    void progress(double done, double total, @Nullable String message);

    /**
     * Sends a log entry, if the client wants entries of that level.
     *
     * @param level one of the syslog levels, as {@code info} or {@code error}
     */
    void log(String level, String logger, String message);

    /**
     * Asks the client: for a form to be filled in (elicitation), a model's text (sampling), its folders (roots). A
     * question that the client does not offer to answer is missing in what comes back.
     *
     * <p>A form comes back as {@link ElicitedForm} wants it: declined, cancelled, or accepted and filled in.
     *
     * <p>With the stateless revision this ends the work with an {@link InputRequiredException}, and the request comes
     * again with the answers: whatever was done before the question is then done again. So ask before doing anything
     * that counts.
     *
     * @param questions by names that tell them apart within one request
     * @return the answers by the same names
     * @throws ProtocolException when the client could not be asked after all: it answered with an error, with what is
     *     no answer, or not at all. The message says which
     */
    Map<String, Map<String, Object>> ask(Map<String, InputRequest> questions)
            throws ProtocolException, InterruptedException;
}
