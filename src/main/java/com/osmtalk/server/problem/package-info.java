/**
 * What a rule of the server says when it turns a request down.
 *
 * <p>{@link com.osmtalk.server.problem.Problem} has a kind, a code for programs, a sentence for people and details. It
 * knows no status codes: the same rules are used by HTTP routes, by the campaign dialler and by WhatsApp, and only
 * {@code server.http} translates. This package depends on the API's records and on nothing else of the server.
 */
@NullMarked
package com.osmtalk.server.problem;

import org.jspecify.annotations.NullMarked;
