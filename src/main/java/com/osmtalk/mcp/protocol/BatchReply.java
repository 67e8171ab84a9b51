package com.osmtalk.mcp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The answers to the requests of a batch, which go out as one array when the last of them is there. */
final class BatchReply {
    private final Reply whole;
    private final List<String> answers;
    private long open;

    private BatchReply(Message.Batch batch, Reply whole) {
        this.whole = whole;
        this.answers = new ArrayList<>(batch.faults());
        this.open = batch.messages().size();
    }

    /**
     * Has each message of a batch received.
     *
     * @param whole where the array goes; nothing when there is no answer, as to notifications
     * @param receiver must end each reply it is given
     */
    static void each(Message.Batch batch, Reply whole, BiConsumer<Message, Reply> receiver) {
        BatchReply reply = new BatchReply(batch, whole);
        if (batch.messages().isEmpty()) {
            reply.end();
        }
        batch.messages().forEach(message -> receiver.accept(message, reply.part()));
    }

    private Reply part() {
        AtomicBoolean ended = new AtomicBoolean();
        return new Reply() {
            @Override
            public void notify(String json) {
                whole.notify(json);
            }

            @Override
            public void end(int status, @Nullable String json) {
                if (!ended.getAndSet(true)) {
                    add(json);
                }
            }
        };
    }

    private void add(@Nullable String answer) {
        synchronized (this) {
            if (answer != null) {
                answers.add(answer);
            }
            if (--open > 0) {
                return;
            }
        }
        end();
    }

    private void end() {
        whole.end(200, answers.isEmpty() ? null : "[" + String.join(",", answers) + "]");
    }
}
