package com.osmtalk.server.store.blob;

import java.io.IOException;
import java.io.InputStream;

/** A content that is stored, and does not change. */
public interface Blob {
    /** In bytes. */
    long size();

    /**
     * A part of it.
     *
     * @param first the position of its first byte, from 0
     * @param length how many bytes; within the blob
     * @throws IOException also when it has been deleted meanwhile
     */
    InputStream open(long first, long length) throws IOException;
}
