/**
 * Tries agents out, with simulated people and without a telephone: nobody is dialled, and it costs nothing but the
 * model's tokens. {@link com.osmtalk.server.eval.Simulations} holds a conversation on the simulated network as somebody
 * thinks of it. {@link com.osmtalk.server.eval.EvalCases} keeps test cases, and {@link
 * com.osmtalk.server.eval.EvalRuns} runs them: a {@code Rehearsal} is the conversation, in writing, and {@code
 * CriteriaCheck} holds it against what the case asks for.
 *
 * <p>It goes past {@code server.call} on purpose, straight to {@code voice}: no call is admitted, so there is none to
 * charge, list or recover.
 */
@NullMarked
package com.osmtalk.server.eval;

import org.jspecify.annotations.NullMarked;
