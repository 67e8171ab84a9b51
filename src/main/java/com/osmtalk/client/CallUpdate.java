package com.osmtalk.client;

import com.osmtalk.api.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a look at a followed call showed. */
public final class CallUpdate {
    private final Call call;
    private final @Nullable String revision;
    private final boolean waited;

    CallUpdate(Call call, @Nullable String revision, boolean waited) {
        this.call = call;
        this.revision = revision;
        this.waited = waited;
    }

    public Call call() {
        return call;
    }

    /**
     * Whether the server waits until there is something new. With one that does not, whoever follows the call has to
     * pause between two looks.
     */
    public boolean waited() {
        return waited;
    }

    Optional<String> revision() {
        return Optional.ofNullable(revision);
    }
}
