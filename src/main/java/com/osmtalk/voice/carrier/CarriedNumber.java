package com.osmtalk.voice.carrier;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A telephone number of ours, with what its carrier needs to know to make and take calls with it.
 *
 * @param trunk with its password, decrypted only when a carrier asks: a key that was lost must not fail the calls of
 *     carriers that need no trunk. Empty where the number was attached without one. Throws {@link
 *     IllegalStateException} when the password can't be decrypted
 */
public record CarriedNumber(PhoneNumber number, NumberProvider provider, Supplier<Optional<SipTrunk>> trunk) {
    /** Of a number that has none. */
    public static final Supplier<Optional<SipTrunk>> NO_TRUNK = Optional::empty;

    @Override
    public String toString() {
        return "CarriedNumber[" + number + ", " + provider + "]";
    }
}
