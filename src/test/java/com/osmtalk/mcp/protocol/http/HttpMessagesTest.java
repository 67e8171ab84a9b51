package com.osmtalk.mcp.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpExchangeTest {
    @Test
    void aMessageThatTricklesInIsGivenUp() {
        InputStream trickle = new ByteArrayInputStream(new byte[100]) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, 1);
            }
        };
        assertThatThrownBy(() -> HttpMessages.read(trickle, Duration.ZERO))
                .isInstanceOf(HttpRefusedException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void oneThatComesInTimeIsReadWhole() throws Exception {
        assertThat(HttpMessages.read(new ByteArrayInputStream(new byte[20_000]), Duration.ofHours(1)))
                .hasSize(20_000);
    }
}
