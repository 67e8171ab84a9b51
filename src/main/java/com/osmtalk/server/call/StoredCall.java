package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import org.jspecify.annotations.Nullable;

/**
 * A call and what only the server knows of it.
 *
 * @param languageModel the model its tokens are charged at
 * @param apiKeyId the key that asked for it; null: a person, a campaign, or a caller
 * @param agreedTimes when it may be dialled; null: whenever the account's rules allow it
 */
record StoredCall(
        String organizationId,
        String languageModel,
        @Nullable String apiKeyId,
        @Nullable AgreedTimes agreedTimes,
        Call call) {
    /** @param keyId the key that is to have asked for the call; null: whoever did */
    boolean isStartedBy(@Nullable String keyId) {
        return keyId == null || keyId.equals(apiKeyId);
    }
}
