package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * Who carries the calls of a telephone number. It decides which carrier of the server dials from the number and takes
 * the calls that come in on it.
 */
public enum NumberProvider {
    /** The network inside the bundled server, where nobody's phone rings. */
    SIMULATED,

    /**
     * A SIP trunk, of any vendor. A client that reads the name of a provider it has never heard of takes it for this
     * one: what it must not do is take a real telephone for a simulated one.
     */
    @JsonEnumDefaultValue
    SIP,

    TWILIO,
    TELNYX,
    PLIVO,
    EXOTEL
}
