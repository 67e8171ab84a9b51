package com.osmtalk.voice.speech;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads a speech service's answer, up to 16 MB; a longer one fails. A good one may be taken piece by piece. */
final class SpeechResponse extends AbstractBinResponseConsumer<Boolean> {
    private static final int LONGEST = 16 << 20;
    private static final int OK = 200;
    private static final int LONGEST_COMPLAINT = 200;

    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final @Nullable Sink sink;
    private int status;
    private int length;

    /** @param sink takes a good answer as it comes, which then is not in the result; null: nobody does */
    SpeechResponse(@Nullable Sink sink) {
        this.sink = sink;
    }

    /** Takes pieces of an answer. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] piece) throws SpeechException;
    }

    CompletableFuture<byte[]> result() {
        return result;
    }

    FutureCallback<Boolean> callback() {
        return new FutureCallback<>() {
            @Override
            public void completed(Boolean nothing) {
                finish();
            }

            @Override
            public void failed(Exception fault) {
                result.completeExceptionally(fault);
            }

            @Override
            public void cancelled() {
                result.completeExceptionally(new SpeechException("the request was cancelled"));
            }
        };
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        status = response.getCode();
    }

    @Override
    protected int capacityIncrement() {
        return LONGEST;
    }

    @Override
    protected void data(ByteBuffer bytes, boolean last) {
        length += bytes.remaining();
        if (length > LONGEST) {
            bytes.position(bytes.limit());
            result.completeExceptionally(new SpeechException("the speech service's answer is too long"));
            return;
        }
        byte[] piece = new byte[bytes.remaining()];
        bytes.get(piece);
        if (sink == null || status != OK) {
            body.writeBytes(piece);
            return;
        }
        try {
            sink.take(piece);
        } catch (SpeechException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    protected Boolean buildResult() {
        finish();
        return true;
    }

    /** The body of a 200 is the result; of anything else, its beginning is the reason. */
    private void finish() {
        byte[] bytes = body.toByteArray();
        if (status == OK) {
            result.complete(bytes);
        } else {
            String complaint = new String(bytes, StandardCharsets.UTF_8);
            result.completeExceptionally(new SpeechException("the speech service answered with status " + status + ": "
                    + complaint.substring(0, Math.min(LONGEST_COMPLAINT, complaint.length()))));
        }
    }

    @Override
    public void releaseResources() {}
}
