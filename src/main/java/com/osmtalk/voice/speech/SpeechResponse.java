package com.osmtalk.voice.speech;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/** Reads a speech service's answer, up to 16 MB; a longer one fails. */
final class SpeechResponse extends AbstractBinResponseConsumer<Boolean> {
    private static final int LONGEST = 16 << 20;
    private static final int LONGEST_COMPLAINT = 200;

    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

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
        if (body.size() + bytes.remaining() > LONGEST) {
            bytes.position(bytes.limit());
            result.completeExceptionally(new SpeechException("the speech service's answer is too long"));
            return;
        }
        byte[] piece = new byte[bytes.remaining()];
        bytes.get(piece);
        body.writeBytes(piece);
    }

    @Override
    protected Boolean buildResult() {
        finish();
        return true;
    }

    /** The body of a 200 is the result; of anything else, its beginning is the reason. */
    private void finish() {
        byte[] bytes = body.toByteArray();
        if (status == 200) {
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
