package com.osmtalk.client;

/** The account routes: what a signed-in person, or an API key in their place, may do. */
public final class AccountApi {
    private final ApiTransport transport;

    AccountApi(ApiTransport transport) {
        this.transport = transport;
    }
}
