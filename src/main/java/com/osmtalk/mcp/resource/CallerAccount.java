package com.osmtalk.mcp.resource;

import com.osmtalk.api.Call;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The osmTalk account of whoever asks, for reading. Trouble with the API is a {@link ProtocolException} in a sentence. */
public interface CallerAccount {
    /** What a tool answers, be it a problem. */
    ToolAnswer answer(String tool, Map<String, Object> arguments) throws InterruptedException;

    /** What a tool answers, for programs; empty when osmTalk does not know what it is asked about. */
    default Optional<Map<String, Object>> read(String tool, Map<String, Object> arguments)
            throws ProtocolException, InterruptedException {
        ToolAnswer answer = answer(tool, arguments);
        if (!answer.isError()) {
            return Optional.of(answer.structured());
        }
        if (answer.structured().get("error") instanceof Map<?, ?> error && "not_found".equals(error.get("code"))) {
            return Optional.empty();
        }
        throw ProtocolException.unable(answer.text());
    }

    /** A call with its whole transcript so far; empty when there is none with this id. */
    Optional<Call> call(String id) throws ProtocolException;

    /** Tells of each change of a call until it is over, as {@link CallWatch} does; empty when there is no such call. */
    Optional<ServerFeatures.Watch> watch(String id, Consumer<Call> changed) throws ProtocolException;
}
