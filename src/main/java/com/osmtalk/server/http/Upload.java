package com.osmtalk.server.http;

import java.io.IOException;
import java.io.InputStream;

/** A body that is too large to be held in memory; it can be read more than once while its request is answered. */
public interface Upload {
    /** The media type in lower case, without parameters; empty when the request names none. */
    String mediaType();

    /** From its first byte. One stream at a time. */
    InputStream open() throws IOException;
}
