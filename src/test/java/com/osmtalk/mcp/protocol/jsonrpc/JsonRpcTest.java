package com.osmtalk.mcp.protocol.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRpcTest {
    @Test
    void anErrorOfUnknownIdHasANullId() {
        assertThat(JsonRpc.error(null, new JsonRpcError(-32700, "a \"quote\"\n", null)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":null,"
                        + "\"error\":{\"code\":-32700,\"message\":\"a \\\"quote\\\"\\n\"}}");
    }

    @Test
    void nestingBeyondWhatIsReadIsCalledThat() {
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"arguments\":"
                + "[".repeat(100) + "]".repeat(100) + "}}";
        assertThatThrownBy(() -> JsonRpc.read(bytes(deep))).hasMessageContaining("64 levels of nesting");
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() {
        String twice = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\","
                + "\"arguments\":{\"to\":\"+12025550100\",\"to\":\"+12025550101\"}}}";
        assertThatThrownBy(() -> JsonRpc.read(bytes(twice)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("has a field twice");
    }

    @Test
    void aNumberIsTheSameIdInARequestAndInItsCancellation() throws Exception {
        for (String id : List.of("2", "\"2\"", "9007199254740993", "-1")) {
            Message.Request request =
                    (Message.Request) JsonRpc.read(bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"x\"}"));
            Message.Notification cancelled = (Message.Notification) JsonRpc.read(
                    bytes("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id
                            + "}}"));
            assertThat(cancelled.cancelledId()).isEqualTo(request.id());
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
