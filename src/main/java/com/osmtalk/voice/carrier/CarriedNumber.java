package com.osmtalk.voice.carrier;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number of ours, with what its carrier needs to know to make and take calls with it.
 *
 * @param trunk with its password, readable; null where the number was attached without one
 */
public record CarriedNumber(
        PhoneNumber number,
        NumberProvider provider,
        @Nullable SipTrunk trunk) {}
