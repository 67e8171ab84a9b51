/**
 * The resources: what a client can read, and of calls subscribe to, by a URI {@code osmtalk://…}. Begin with {@link
 * com.osmtalk.mcp.resource.ResourceCatalogue}. The JSON ones are the answers of tools, which this package gets
 * through {@link com.osmtalk.mcp.resource.CallerAccount}: it knows no single tool class and no key.
 */
@NullMarked
package com.osmtalk.mcp.resource;

import org.jspecify.annotations.NullMarked;
