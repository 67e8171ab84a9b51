/**
 * Revision 2026-07-28, in which every request stands alone: it brings its revision and the capabilities of its client
 * along, and there is no session. Knows neither the SDK, which does not speak this revision as of 2.1.0, nor the
 * revisions with sessions.
 *
 * <p>Begin with {@link com.osmtalk.mcp.protocol.modern.ModernProtocol}.
 */
@NullMarked
package com.osmtalk.mcp.protocol.modern;

import org.jspecify.annotations.NullMarked;
