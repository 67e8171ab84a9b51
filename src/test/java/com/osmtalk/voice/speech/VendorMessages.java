package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The messages of a service's protocol as its vendor documents them; the files name their source. */
public final class VendorMessages {
    private final JsonNode messages;

    public VendorMessages(String file) {
        try (InputStream in = Objects.requireNonNull(VendorMessages.class.getResourceAsStream(file + ".json"), file)) {
            messages = Json.MAPPER.readTree(in).path("messages");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of one, to be changed where a test needs it. */
    public ObjectNode message(String name) {
        JsonNode message = messages.path(name);
        if (!message.isObject()) {
            throw new AssertionError("the vendor documents no " + name);
        }
        return message.deepCopy();
    }

    public String text(String name) {
        return message(name).toString();
    }
}
