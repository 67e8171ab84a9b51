package com.osmtalk.server.auth;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** An answer of OAuth that says no, in OAuth's own words, which are not those of the API. */
final class OAuthRefusal extends RuntimeException {
    private final transient ErrorObject error;

    OAuthRefusal(ErrorObject error, String sentence) {
        super(sentence);
        this.error = error.setDescription(sentence);
    }

    ErrorObject error() {
        return error;
    }
}
