package com.osmtalk.mcp.resource;

import com.osmtalk.api.Call;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The caller's osmTalk account, for reading. A failure of the API is a {@link ProtocolException} with a sentence. */
public interface CallerAccount {
    /** The answer of a tool, which may be an error. */
    ToolAnswer answer(String tool, Map<String, Object> arguments) throws InterruptedException;

    /** The structured answer of a tool; empty when osmTalk could not find what it is about. */
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

    /** Reports each change of a call until it is over, as {@link CallWatch} does; empty when there is no such call. */
    Optional<ServerFeatures.Watch> watch(String id, Consumer<Call> changed) throws ProtocolException;
}
