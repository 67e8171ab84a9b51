package com.osmtalk.server.store.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Named contents, on this machine's disk or wherever all servers reach them. Names are letters, digits, dots, dashes
 * and underscores, with a letter or digit first: good as the name of a file and as the key of an object anywhere.
 */
public interface BlobStorage {
    /**
     * Stores a content, in place of what has the name now. It is there as a whole or not at all, whatever happens in
     * between, and whoever reads meanwhile has the old one.
     */
    void put(String name, Content content) throws IOException;

    /** The content of a name; empty when there is none, or the name is invalid. */
    Optional<Blob> find(String name) throws IOException;

    /** All whose names begin like this, in no order. */
    List<Entry> list(String prefix) throws IOException;

    /** Deletes a content; does nothing when there is none. */
    void delete(String name) throws IOException;

    /** Writes a content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A content that is there. @param storedAt when it was last put */
    record Entry(String name, Instant storedAt) {}
}
