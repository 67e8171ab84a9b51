/**
 * The contract of the API as Java: the records and enums that server and client exchange as JSON, named as in {@code
 * openapi.yaml}, which a test holds them against. Both sides use these, so that neither can drift from the other.
 *
 * <p>No rules and no input or output here: a value refuses what can't be what it says it is (a phone number that is not
 * E.164, an amount with a fraction of a paisa) and nothing else. What is allowed is the server's to say. {@code Json}
 * holds the mappers with which all of it is read and written.
 */
@NullMarked
package com.osmtalk.api;

import org.jspecify.annotations.NullMarked;
