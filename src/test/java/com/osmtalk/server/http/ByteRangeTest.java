package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,     0, 3",
        "bytes=0-,      0, 9",
        "bytes=9-9,     9, 9",
        "bytes=5-100,   5, 9",
        "bytes=-3,      7, 9",
        "bytes=-100,    0, 9"
    })
    void aPartIsInsideTheFile(String header, long first, long last) throws Exception {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=3-2",
                "bytes=0-1,4-5",
                "items=0-1",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void whatIsNotUnderstoodAsksForTheWhole(String header) throws Exception {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void whatIsBehindTheEndCanNotBeHad(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 10)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }
}
