package com.osmtalk.server.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of {@link BlobStorage} does. */
abstract class BlobStorageContract {
    abstract BlobStorage store();

    @Test
    void whatIsPutIsFound() throws Exception {
        put("call_1.wav", "0123456789");
        Blob blob = store().find("call_1.wav").orElseThrow();
        assertThat(blob.size()).isEqualTo(10);
        assertThat(text(blob, 0, 10)).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 012", "2, 4, 2345", "9, 1, 9", "5, 0, ''", "10, 0, ''"})
    void aPartHasTheseBytesAndNoMore(long first, long length, String bytes) throws Exception {
        put("call_1.wav", "0123456789");
        assertThat(text(store().find("call_1.wav").orElseThrow(), first, length))
                .isEqualTo(bytes);
    }

    @Test
    void aPartReadByteByByteEndsWhereItEnds() throws Exception {
        put("call_1.wav", "0123456789");
        try (InputStream in = store().find("call_1.wav").orElseThrow().open(8, 1)) {
            assertThat(in.read()).isEqualTo('8');
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void nothingIsThereBeforeAnythingWasPut() throws Exception {
        assertThat(store().find("call_1.wav")).isEmpty();
        assertThat(store().list("")).isEmpty();
        store().delete("call_1.wav");
    }

    @Test
    void aNewContentReplacesTheOldOne() throws Exception {
        put("call_1.wav", "old and long");
        put("call_1.wav", "new");
        Blob blob = store().find("call_1.wav").orElseThrow();
        assertThat(text(blob, 0, blob.size())).isEqualTo("new");
        assertThat(store().list("call_")).hasSize(1);
    }

    @Test
    void aContentThatBreaksOffLeavesWhatWasThere() throws Exception {
        put("call_1.wav", "old");
        for (String name : new String[] {"call_1.wav", "call_2.wav"}) {
            assertThatThrownBy(() -> store().put(name, out -> {
                        out.write(new byte[100_000]);
                        throw new IOException("broke off");
                    }))
                    .hasMessage("broke off");
        }
        assertThat(text(store().find("call_1.wav").orElseThrow(), 0, 3)).isEqualTo("old");
        assertThat(store().find("call_2.wav")).isEmpty();
        assertThat(store().list("")).extracting(BlobStorage.Entry::name).containsExactly("call_1.wav");
    }

    @Test
    void aListHasThoseThatBeginLikeItWithTheirTime() throws Exception {
        Instant before = Instant.now().minus(Duration.ofSeconds(5));
        put("call_1.wav", "a");
        put("call_1.stereo.wav", "b");
        put("other", "c");
        List<BlobStorage.Entry> entries = store().list("call_");
        assertThat(entries)
                .extracting(BlobStorage.Entry::name)
                .containsExactlyInAnyOrder("call_1.wav", "call_1.stereo.wav");
        assertThat(entries)
                .extracting(BlobStorage.Entry::storedAt)
                .allSatisfy(at -> assertThat(at).isBetween(before, Instant.now().plus(Duration.ofSeconds(5))));
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        put("call_1.wav", "a");
        put("call_2.wav", "b");
        store().delete("call_1.wav");
        assertThat(store().find("call_1.wav")).isEmpty();
        assertThat(store().find("call_2.wav")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../secret", "a/b", "a\\b", ".hidden", "a b", "a\u0000", "ä"})
    void whatIsNoNameIsNotFoundAndNotPut(String name) throws Exception {
        assertThat(store().find(name)).isEmpty();
        store().delete(name);
        assertThatThrownBy(() -> put(name, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    void put(String name, String content) throws IOException {
        store().put(name, out -> out.write(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String text(Blob blob, long first, long length) throws IOException {
        try (InputStream in = blob.open(first, length)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
