package com.osmtalk.voice.brain;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.List;

/**
 * Stands before any brain and answers a wish never to be called again itself, so that it is kept whatever a model would
 * make of it: a model may overlook it, or be talked out of it.
 */
public final class OptOutGuard implements Brain {
    private final Brain brain;

    public OptOutGuard(Brain brain) {
        this.brain = brain;
    }

    @Override
    public boolean isModel() {
        return brain.isModel();
    }

    @Override
    public PendingReply think(Context context, ReplyListener reply) {
        List<TranscriptEntry> history = context.history();
        TranscriptEntry last = history.isEmpty() ? null : history.get(history.size() - 1);
        if (last == null
                || last.role() != TranscriptRole.CALLER
                || !context.optOutWords().areIn(last.text())) {
            return brain.think(context, reply);
        }
        reply.optedOut();
        reply.sentence("Of course, and I am sorry for the disturbance.");
        // who writes may be without a number that could be taken off a list
        reply.sentence(
                context.written()
                        ? "I have noted it and will not go on."
                        : "I have taken your number off our list, and we will not call you again.");
        reply.sentence("Goodbye.");
        reply.done(Next.END_CALL);
        return () -> {};
    }
}
