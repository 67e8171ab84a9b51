package com.osmtalk.server.http;

import jakarta.servlet.Servlet;

/**
 * A servlet that answers beside the routes; it deals with authentication itself.
 *
 * @param path a servlet pattern: {@code /mcp}, {@code /mcp/*}
 */
public record ServletMount(Servlet servlet, String path) {}
