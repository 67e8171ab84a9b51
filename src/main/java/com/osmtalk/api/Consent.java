package com.osmtalk.api;

import java.time.Instant;

/**
 * That a person agreed to be called, as whoever asks for the call has it on record. The server keeps and shows it; it
 * can't tell whether it is so.
 *
 * @param basis what allows the call, such as "prior express written consent" or "existing customer"
 * @param source where it was given and can be looked up, such as "web form, entry 4711"
 * @param at when it was given
 */
public record Consent(String basis, String source, Instant at) {}
