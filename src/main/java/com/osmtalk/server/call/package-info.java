/**
 * The life of a call: admitted, dialled at most once, followed, ended, charged, looked up.
 *
 * <p>Begin with {@link com.osmtalk.server.call.Calls}, which admits calls, then {@link
 * com.osmtalk.server.call.CallLifecycle}, the state machine:
 * <pre>
 *   queued ──► ringing ──► in_progress ──► completed
 *      │          │             │
 *      └──────────┴─────────────┴────────► failed
 * </pre>
 * The lifecycle alone writes a call's status, by an UPDATE that names the statuses the change is allowed from. So two
 * threads or two servers can race, and one of them wins; nothing is read first and written later.
 *
 * <p>Admission stores the call together with the job that dials it, in one transaction, under a lock that counts the
 * lines in use. {@link com.osmtalk.server.call.CallStarter} claims a queued call in the database before a line is
 * opened; a claimed call is never claimed again, so that a crash between the two loses a call at worst and never rings
 * a person twice. {@code server.cluster} keeps heartbeats, by which {@link
 * com.osmtalk.server.call.CallRecovery} finds the calls whose server has died and ends them as interrupted, charged for
 * what was used.
 *
 * <p>Features that follow calls (webhooks, campaigns, recordings) are {@link com.osmtalk.server.call.CallObserver}s.
 * They are told inside the transaction that stores the event. Must not know: who observes, and how a conversation is
 * conducted, which is {@code voice}.
 */
@NullMarked
package com.osmtalk.server.call;

import org.jspecify.annotations.NullMarked;
