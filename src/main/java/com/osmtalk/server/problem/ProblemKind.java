package com.osmtalk.server.problem;

/**
 * Why a rule said no, as far as a caller acts on it: repair the request, get other rights, pay, wait, or try again.
 * The HTTP edge gives each kind its status code; rules and jobs that catch a {@link Problem} switch over the kind.
 */
public enum ProblemKind {
    /** The request itself is wrong, whatever the state of the server. {@code details.fields} names what is. */
    INVALID,
    /** The caller has not shown who they are. */
    UNAUTHENTICATED,
    /** The organisation's balance does not cover it. */
    INSUFFICIENT_CREDITS,
    /** The caller is known and may not do this. */
    FORBIDDEN,
    /** There is no such thing, or it belongs to another organisation: the two are told alike on purpose. */
    NOT_FOUND,
    /** It contradicts what is stored or under way. It may succeed later, or after the caller changes something. */
    CONFLICT,
    /** It was meant for a state that is past: somebody else has changed the thing meanwhile. */
    OUTDATED,
    /** A policy forbids the dial: the do-not-call list, calling hours, a number that is never dialled. */
    REFUSED,
    /** As much as is allowed runs or was asked for already. The same request succeeds after a wait. */
    LIMIT_REACHED,
    /** A service this server depends on, such as a language model, failed or said nothing of use. */
    UPSTREAM_FAILED,
    /** This server can't do it now, or is not set up for it. */
    UNAVAILABLE
}
