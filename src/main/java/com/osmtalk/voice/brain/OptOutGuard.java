package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import org.jspecify.annotations.Nullable;

/**
 * Stands before any brain and answers a wish never to be called again itself, so that it is kept whatever a model would
 * make of it: a model may overlook it, or be talked out of it.
 *
 * <p>Where there is a model, what a person says is a suspicion that the model confirms, because words alone can't tell
 * everything that is meant. A model that does not answer clearly and soon does not cost the person their wish: it is
 * kept. The one-word forms of written channels are never asked about.
 */
public final class OptOutGuard implements Brain {
    private final Brain brain;
    private final @Nullable OptOutConfirmation confirmation;

    /** @param confirmation null: words are all there is to go by */
    public OptOutGuard(Brain brain, @Nullable OptOutConfirmation confirmation) {
        this.brain = brain;
        this.confirmation = confirmation;
    }

    @Override
    public void prepare(Agent agent) {
        brain.prepare(agent);
    }

    @Override
    public boolean isModel() {
        return brain.isModel();
    }

    @Override
    public boolean confirmsOptOuts() {
        return confirmation != null;
    }

    @Override
    public PendingReply think(Context context, ReplyListener reply) {
        if (context.written() && OptOutWords.WRITTEN.areIn(context.unanswered())) {
            return sayGoodbye(context, reply);
        }
        if (!context.soundsLikeAnOptOut()) {
            return brain.think(context, reply);
        }
        return confirmation == null ? sayGoodbye(context, reply) : new Suspicion(context, reply, confirmation).begin();
    }

    private static PendingReply sayGoodbye(Context context, ReplyListener reply) {
        reply.optedOut();
        StandardPhrases phrases = StandardPhrases.in(context.agent().language());
        reply.sentence(phrases.get(Phrase.OPT_OUT_APOLOGY));
        // who writes may be without a number that could be taken off a list
        reply.sentence(phrases.get(context.written() ? Phrase.OPT_OUT_NOTED : Phrase.OPT_OUT_TAKEN_OFF));
        reply.sentence(phrases.get(Phrase.OPT_OUT_GOODBYE));
        reply.done(Next.END_CALL);
        return () -> {};
    }

    /** Waits for what the model says of an opt-out; then either says goodbye or lets the brain think after all. */
    private final class Suspicion implements PendingReply {
        private final Context context;
        private final ReplyListener reply;
        private final OptOutConfirmation confirmation;
        private final Object lock = new Object();
        private @Nullable PendingReply asking;
        private @Nullable PendingReply thinking;
        private boolean cancelled;

        Suspicion(Context context, ReplyListener reply, OptOutConfirmation confirmation) {
            this.context = context;
            this.reply = reply;
            this.confirmation = confirmation;
        }

        PendingReply begin() {
            PendingReply question = confirmation.ask(context, reply::used, this::answered);
            synchronized (lock) {
                asking = question;
            }
            return this;
        }

        private void answered(boolean meant) {
            synchronized (lock) {
                if (cancelled) {
                    return;
                }
                if (!meant) {
                    reply.optOutDenied();
                    thinking = brain.think(context, reply);
                    return;
                }
            }
            sayGoodbye(context, reply);
        }

        @Override
        public void cancel() {
            synchronized (lock) {
                cancelled = true;
                if (asking != null) {
                    asking.cancel();
                }
                if (thinking != null) {
                    thinking.cancel();
                }
            }
        }
    }
}
