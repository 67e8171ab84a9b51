package com.osmtalk.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The text of {@code openapi.yaml} as it was packed into this program: what the server answers is what it documents.
 */
final class OpenApiDocument {
    private static final String NAME = "/com/osmtalk/openapi.yaml";

    private OpenApiDocument() {}

    static String text() {
        try (InputStream file = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(NAME), NAME)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + NAME, e);
        }
    }
}
