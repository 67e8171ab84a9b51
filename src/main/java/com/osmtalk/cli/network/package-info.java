/**
 * How connections leave this machine: through which proxy, and whom TLS trusts. Both are handed to Java as its
 * defaults ({@link java.net.ProxySelector}, {@link java.net.Authenticator}, {@link javax.net.ssl.SSLContext}), so that
 * every HTTP client of the process follows them and none has to be told. It knows no setting; {@code NetworkOptions}
 * reads them.
 */
@NullMarked
package com.osmtalk.cli.network;

import org.jspecify.annotations.NullMarked;
