package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.server.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A call and what only the server knows of it.
 *
 * @param languageModel the model its tokens are charged at
 * @param apiKeyId the key that asked for it; null: a person, a campaign, or a caller
 */
record StoredCall(
        String organizationId,
        String languageModel,
        @Nullable String apiKeyId,
        Call call) {
    /**
     * @param keyId the key that must have asked for the call; null: whoever did
     * @throws Problem FORBIDDEN when it did not
     */
    void requireStartedBy(@Nullable String keyId) {
        if (keyId != null && !keyId.equals(apiKeyId)) {
            throw Problem.forbidden("This key did not start " + call.id()
                    + ". Use the key that did, or the account's own route, /api/calls.");
        }
    }
}
