package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the requests of a batch, which go out as one array when the last of them is there (JSON-RPC 2.0,
 * section 6). Progress and questions do not wait for it.
 */
public final class BatchResponder {
    private final Responder array;
    private final List<String> answers;
    private long open;

    private BatchResponder(Message.Batch batch, Responder array) {
        this.array = array;
        this.answers = new ArrayList<>(batch.faults());
        this.open = batch.messages().size();
    }

    /**
     * Has each message of a batch received.
     *
     * @param array where the array goes; nothing when there is no answer, as to notifications
     * @param receiver must end each responder it is given
     */
    public static void each(Message.Batch batch, Responder array, BiConsumer<Message, Responder> receiver) {
        BatchResponder responder = new BatchResponder(batch, array);
        if (batch.messages().isEmpty()) {
            responder.end();
        }
        batch.messages().forEach(message -> receiver.accept(message, responder.part()));
    }

    private Responder part() {
        AtomicBoolean ended = new AtomicBoolean();
        return new Responder() {
            @Override
            public void send(String json) {
                array.send(json);
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
        array.end(200, answers.isEmpty() ? null : "[" + String.join(",", answers) + "]");
    }
}
