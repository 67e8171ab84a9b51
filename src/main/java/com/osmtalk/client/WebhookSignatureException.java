package com.osmtalk.client;

/** A webhook request is not one of ours, or not a new one; its body must not be trusted. */
public final class WebhookSignatureException extends Exception {
    private static final long serialVersionUID = 1;

    WebhookSignatureException(String message) {
        super(message);
    }
}
