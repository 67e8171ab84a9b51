package com.osmtalk.voice.http;

import java.net.UnknownHostException;

/** A host has an address that is not one of the public internet; it was not connected to. */
public final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    NotPublicException(String host) {
        super(host + " is not on the public internet");
    }
}
