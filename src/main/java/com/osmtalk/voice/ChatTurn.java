package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.BrainException;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.brain.Handover;
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

    private final Colleagues colleagues;

    ChatTurn(Brain brain, Brain.Context context, Colleagues colleagues) {
        this.brain = brain;
        this.context = context;
        this.colleagues = colleagues;
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

        /** The other agent answers in the same turn. It is looked up on a thread that reads no answers of models. */
        @Override
        public void handedOver(Agent colleague) {
            CompletableFuture.supplyAsync(() -> handedTo(colleague))
                    .thenCompose(next -> new ChatTurn(brain, next, colleagues).begin())
                    .whenComplete((turn, failure) -> {
                        if (failure == null) {
                            answer.complete(turn.after(
                                    text.toString(), List.copyOf(toolLines), keys.toString(), colleague, usage));
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    });
        }

        private Brain.Context handedTo(Agent colleague) {
            List<TranscriptEntry> lines = new ArrayList<>(context.history());
            if (!text.isEmpty()) {
                lines.add(new TranscriptEntry(lines.size(), TranscriptRole.AGENT, text.toString(), 0, null));
            }
            lines.add(new TranscriptEntry(lines.size(), TranscriptRole.SYSTEM, Handover.line(colleague), 0, null));
            return context.handedTo(colleague, lines, Handover.possible(colleague, lines, colleagues));
        }

        @Override
        public void done(Brain.Next next) {
            answer.complete(new TextTurn(
                    text.toString(),
                    List.copyOf(toolLines),
                    keys.toString(),
                    List.of(),
                    question,
                    next,
                    optedOut,
                    usage));
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
