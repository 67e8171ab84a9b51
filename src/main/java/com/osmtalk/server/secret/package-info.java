/**
 * SecretGenerator: how they are made ({@link com.osmtalk.server.secret.SecretGenerator}), kept on disk
 * ({@link com.osmtalk.server.secret.KeyFile}, {@link com.osmtalk.server.secret.OwnerOnly}), encrypted
 * ({@link com.osmtalk.server.secret.Seal}) and used to sign ({@link com.osmtalk.server.secret.Hmac}).
 *
 * <p>It does not know what the secrets are for, and neither where keys of several servers come from: that is
 * {@link com.osmtalk.server.cluster.SharedKeys}. Passwords of people are hashed elsewhere, with the accounts.
 */
@NullMarked
package com.osmtalk.server.secret;

import org.jspecify.annotations.NullMarked;
