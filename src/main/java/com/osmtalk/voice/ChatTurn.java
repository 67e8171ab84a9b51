package com.osmtalk.voice;

import com.osmtalk.api.Usage;
import com.osmtalk.voice.Switchboard.WrittenReply;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.BrainException;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A reply in writing, in a chat without a line: gathers what the brain says into one text, and lets it try twice. */
final class ChatTurn {
    private final Brain brain;
    private final Brain.Context context;
    private final CompletableFuture<WrittenReply> answer = new CompletableFuture<>();

    ChatTurn(Brain brain, Brain.Context context) {
        this.brain = brain;
        this.context = context;
    }

    CompletionStage<WrittenReply> begin() {
        brain.think(context, new Attempt(false, Usage.NONE));
        return answer;
    }

    /** One try; a second one begins its text anew but keeps what the first one used. */
    private final class Attempt implements Brain.ReplyListener {
        private final boolean isSecond;
        private final StringBuffer text = new StringBuffer();
        private volatile Usage usage;
        private volatile boolean optedOut;

        Attempt(boolean isSecond, Usage usage) {
            this.isSecond = isSecond;
            this.usage = usage;
        }

        @Override
        public void sentence(String words) {
            text.append(text.isEmpty() ? "" : " ").append(words);
        }

        @Override
        public void tool(String name, Brain.ToolStage stage) {}

        @Override
        public void press(String keys) {}

        /** In writing nobody is asked, and brains are not told that they could. */
        @Override
        public void askOwner(AskOwner question) {}

        @Override
        public void toolUsed(String line) {}

        @Override
        public synchronized void used(Usage more) {
            usage = usage.plus(more);
        }

        @Override
        public void optedOut() {
            optedOut = true;
        }

        @Override
        public void done(Brain.Next next) {
            boolean ended = next == Brain.Next.END_CALL;
            String words = text.isEmpty()
                    ? StandardPhrases.in(context.agent().language()).get(ended ? Phrase.GOODBYE : Phrase.NO_TRANSFER)
                    : text.toString();
            answer.complete(new WrittenReply(words, ended, optedOut, usage));
        }

        @Override
        public void failed(BrainException reason) {
            if (isSecond) {
                answer.completeExceptionally(reason);
            } else {
                brain.think(context, new Attempt(true, usage));
            }
        }
    }
}
