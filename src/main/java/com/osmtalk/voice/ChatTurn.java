package com.osmtalk.voice;

import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.BrainException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One turn of an agent without a line: gathers what the brain says and does, and lets it try twice. */
final class ChatTurn {
    private final Brain brain;
    private final Brain.Context context;
    private final CompletableFuture<TextTurn> answer = new CompletableFuture<>();

    ChatTurn(Brain brain, Brain.Context context) {
        this.brain = brain;
        this.context = context;
    }

    CompletionStage<TextTurn> begin() {
        brain.think(context, new Attempt(false, Usage.NONE));
        return answer;
    }

    /** One try; a second one begins its text anew but keeps what the first one used. */
    private final class Attempt implements Brain.ReplyListener {
        private final boolean isSecond;
        private final StringBuffer text = new StringBuffer();
        private final StringBuffer keys = new StringBuffer();
        private final List<String> toolLines = Collections.synchronizedList(new ArrayList<>());
        private volatile Usage usage;
        private volatile boolean optedOut;
        private volatile @Nullable AskOwner question;

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
        public void press(String pressed) {
            keys.append(pressed);
        }

        @Override
        public void askOwner(AskOwner asked) {
            question = asked;
        }

        @Override
        public void toolUsed(String line) {
            toolLines.add(line);
        }

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
            answer.complete(new TextTurn(
                    text.toString(), List.copyOf(toolLines), keys.toString(), question, next, optedOut, usage));
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
