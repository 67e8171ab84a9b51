package com.osmtalk.server.http;

import com.osmtalk.api.AssistantScope;
import com.osmtalk.api.KeyScope;
import io.javalin.security.RouteRole;
import java.util.Optional;

/**
 * Who may use a route.
 *
 * <p>An API key stands in for a person on {@link #ACCOUNT} routes only when it is not limited: it is a secret key with
 * every scope. A browser key, whose secret anybody can read in a page, opens what {@link #opensToPages} says and
 * nothing else: it would otherwise place calls and read transcripts by changing the path it asks for.
 */
public enum Access implements RouteRole {
    /** Anybody, unauthenticated. */
    PUBLIC,
    /** {@code Authorization: Bearer} with a session token or an unlimited API key. */
    ACCOUNT,
    /** The same, and a person must be an owner of the organisation; a key with every scope was made by one. */
    ACCOUNT_OWNER,
    /** {@code Authorization: Bearer} with a session token: what a key must not do, such as managing keys. */
    PERSON,
    /** {@code Authorization: Bearer} with a session token of an owner of the organisation. */
    OWNER,
    /** A session token or any secret key, in either header: what tells callers about themselves. */
    IDENTITY,
    /** {@code x-api-key} with a secret key of any scope. */
    WIDGET_READ,
    /** {@code x-api-key} of any scope: the list of agents, of which a browser key sees its own. */
    WIDGET_AGENTS,
    /** {@code x-api-key} with the scope chat, for the agent {@code {id}} of the path. */
    WIDGET_CHAT,
    /** {@code x-api-key} with the scope voice, for the agent {@code {id}} of the path. */
    WIDGET_CONNECT,
    /** {@code x-api-key} with a secret key that has the scope voice. */
    WIDGET_VOICE;

    /** Whether pages of other sites are answered (CORS). */
    boolean isWidget() {
        return switch (this) {
            case WIDGET_READ, WIDGET_AGENTS, WIDGET_CHAT, WIDGET_CONNECT, WIDGET_VOICE -> true;
            case PUBLIC, ACCOUNT, PERSON, ACCOUNT_OWNER, OWNER, IDENTITY -> false;
        };
    }

    /** Whether a member of the organisation is not enough. */
    boolean isForOwners() {
        return this == ACCOUNT_OWNER || this == OWNER;
    }

    /** Whether only a person may do it, and no API key in their place. */
    boolean isForPeople() {
        return this == PERSON || this == OWNER;
    }

    /** Whether a browser key opens it. */
    boolean opensToPages() {
        return this == WIDGET_AGENTS || isForOneAgent();
    }

    /** Whether the path names an agent, which a key has to open. */
    boolean isForOneAgent() {
        return this == WIDGET_CHAT || this == WIDGET_CONNECT;
    }

    /** What a connected assistant must be allowed to do; empty where none may, whatever it is allowed. */
    Optional<AssistantScope> assistantScope(boolean reading) {
        return switch (this) {
            case PUBLIC, PERSON, ACCOUNT_OWNER, OWNER -> Optional.empty();
            case IDENTITY, WIDGET_READ, WIDGET_AGENTS -> Optional.of(AssistantScope.CALLS_READ);
            case WIDGET_CHAT, WIDGET_CONNECT, WIDGET_VOICE -> Optional.of(AssistantScope.CALLS_WRITE);
            case ACCOUNT -> Optional.of(reading ? AssistantScope.CALLS_READ : AssistantScope.MANAGE);
        };
    }

    /** The scope a key needs, where one in particular is needed. */
    Optional<KeyScope> scope() {
        return switch (this) {
            case WIDGET_CHAT -> Optional.of(KeyScope.CHAT);
            case WIDGET_CONNECT, WIDGET_VOICE -> Optional.of(KeyScope.VOICE);
            case PUBLIC, ACCOUNT, ACCOUNT_OWNER, PERSON, OWNER, IDENTITY, WIDGET_READ, WIDGET_AGENTS ->
                Optional.empty();
        };
    }
}
