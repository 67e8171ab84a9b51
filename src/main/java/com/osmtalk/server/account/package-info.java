/** Organisations, the people in them, their sessions and API keys. */
@NullMarked
package com.osmtalk.server.account;

import org.jspecify.annotations.NullMarked;
