package com.osmtalk.server.call;

import com.osmtalk.api.Call;

/**
 * A call and what only the server knows of it.
 *
 * @param languageModel the model its tokens are charged at
 */
record StoredCall(String organizationId, String languageModel, Call call) {}
