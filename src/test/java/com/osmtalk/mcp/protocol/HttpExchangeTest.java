package com.osmtalk.mcp.protocol;

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
        assertThatThrownBy(() -> HttpExchange.read(trickle, Duration.ZERO))
                .isInstanceOf(HttpExchange.Refused.class)
                .hasMessageContaining("too long");
    }

    @Test
    void oneThatComesInTimeIsReadWhole() throws Exception {
        assertThat(HttpExchange.read(new ByteArrayInputStream(new byte[20_000]), Duration.ofHours(1)))
                .hasSize(20_000);
    }
}
