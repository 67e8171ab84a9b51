/**
 * The authorization server for remote assistants (OAuth 2.1 as MCP's specification asks for it), and the assistants
 * that people have connected with it.
 *
 * <p>Begin with {@link com.osmtalk.server.auth.OAuthRoutes}, the endpoints that clients know. {@link
 * com.osmtalk.server.auth.Consents} is what happens between a client's question and a person's answer, {@link
 * com.osmtalk.server.auth.Grants} what codes and tokens are good for, and {@link
 * com.osmtalk.server.auth.AssistantConnections} the result: an assistant that may act for an organisation, within
 * limits that stay whatever token it brings. No token is ever handed on to the API: at MCP's door it becomes the
 * connection's own credential, which opens what its scopes allow and nothing of the person's session.
 *
 * <p>Requests, metadata, client authentication and errors are Nimbus' classes. Client metadata documents, which Nimbus
 * does not have, are in {@link com.osmtalk.server.auth.ClientDocuments}.
 */
@NullMarked
package com.osmtalk.server.auth;

import org.jspecify.annotations.NullMarked;
