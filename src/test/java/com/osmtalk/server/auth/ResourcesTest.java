package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are this server's, however they are written. */
class ResourcesTest {
    private static final String BASE = "https://calls.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://calls.example/mcp",
                "https://calls.example/mcp/",
                "https://calls.example/sse",
                "https://calls.example",
                "https://calls.example/",
                "HTTPS://Calls.Example/mcp",
                "https://calls.example:443/mcp"
            })
    void ours(String resource) {
        assertThat(Resources.isOurs(BASE, resource)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://calls.example/mcp",
                "https://calls.example:80/mcp",
                "https://calls.example:8443/mcp",
                "https://calls.example/MCP",
                "https://calls.example/mcp//",
                "https://calls.example/%6dcp",
                "https://calls.example/mcp/../api",
                "https://calls.example/mcp?x=1",
                "https://calls.example/api",
                "https://calls.example.evil.example/mcp",
                "https://calls.example@evil.example/mcp",
                "https://evil.example@calls.example/mcp",
                "https://evil.example/https://calls.example/mcp",
                "//calls.example/mcp",
                "/mcp",
                "mcp",
                ""
            })
    void noneOfOurs(String resource) {
        assertThat(Resources.isOurs(BASE, resource)).isFalse();
    }
}
