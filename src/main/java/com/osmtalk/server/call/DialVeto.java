package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import java.util.Optional;

/**
 * What another part of this program has to say before a phone rings, beside the account's rules. The guard of the MCP
 * server lets a call for later through when it is asked for; when it is dialled, settings may forbid it that have
 * changed since. The server knows nothing of the guard, so the command line joins the two.
 *
 * <p>It is asked for calls that were agreed to for certain times, as those are that come through a guard, in the
 * transaction that goes on with the call: it must answer fast, and whatever it throws has the call wait.
 */
@FunctionalInterface
public interface DialVeto {
    /** Objects to nothing. */
    DialVeto NONE = call -> Optional.empty();

    /** Why a call must not be dialled now, in a sentence for people; empty: it may be. */
    Optional<String> objection(Call call);
}
