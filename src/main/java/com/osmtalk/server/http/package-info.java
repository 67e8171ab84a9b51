/**
 * HTTP as the features see it, and the only package that knows Javalin, Jetty and status codes.
 *
 * <p>Begin with {@link com.osmtalk.server.http.Router}, where features register routes, then {@code JavalinRouter},
 * which puts each behind authentication ({@code Authenticator}), a rate limit ({@code Throttle}), the reading of bodies
 * and idempotency ({@link com.osmtalk.server.http.IdempotentWrites}). {@code Errors} is the one place that turns a
 * {@link com.osmtalk.server.problem.Problem} into a status and an error body.
 *
 * <p>Bodies and queries are read strictly: an unknown field or parameter is refused, since it is most often a misspelt
 * one whose default would then be used silently. Errors name every field that is wrong, not only the first.
 *
 * <p>Must not know: any feature.
 */
@NullMarked
package com.osmtalk.server.http;

import org.jspecify.annotations.NullMarked;
