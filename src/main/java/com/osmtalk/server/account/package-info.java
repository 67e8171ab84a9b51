/**
 * Organisations, the people in them, their sessions and their API keys.
 *
 * <p>Everything a server stores belongs to one organisation. A person signs in with a password and gets a session
 * token; a program holds an API key, which may be limited to scopes (chat, voice) and to the web sites whose pages may
 * use it. The secrets themselves are never stored: a random token of 256 bits is kept as its SHA-256, which can be
 * looked up by an index, and a password, which people choose and others can guess, as a slow Argon2id hash.
 *
 * <p>Begin with {@link com.osmtalk.server.account.Accounts}, which implements the {@code Identities} that the HTTP edge
 * authenticates with, and {@link com.osmtalk.server.account.ApiKeys}. Must not know: how a request carries a
 * credential.
 */
@NullMarked
package com.osmtalk.server.account;

import org.jspecify.annotations.NullMarked;
