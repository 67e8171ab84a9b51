/** HTTP as the features see it: routes in, replies out; authentication, idempotency and errors are dealt with here. */
@NullMarked
package com.osmtalk.server.http;

import org.jspecify.annotations.NullMarked;
