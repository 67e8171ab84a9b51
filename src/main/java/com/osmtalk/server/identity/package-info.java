/**
 * Who a request acts for: a person who signed in, or an API key and the web sites it is limited to.
 *
 * <p>{@code server.http} asks {@link com.osmtalk.server.identity.Identities} whose a credential is; {@code
 * server.account} answers. The package stands between the two so that accounts need not know HTTP, nor HTTP how
 * accounts are stored.
 */
@NullMarked
package com.osmtalk.server.identity;

import org.jspecify.annotations.NullMarked;
