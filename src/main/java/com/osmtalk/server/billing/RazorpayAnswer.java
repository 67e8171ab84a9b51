package com.osmtalk.server.billing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Reads a response of Razorpay up to the size an order can have, and aborts one that is longer.
 */
final class RazorpayAnswer extends AbstractBinResponseConsumer<RazorpayAnswer.Content> {
    private static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    record Content(int status, byte[] body) {}

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        status = response.getCode();
    }

    @Override
    protected int capacityIncrement() {
        return LONGEST;
    }

    @Override
    protected void data(ByteBuffer bytes, boolean last) throws IOException {
        if (body.size() + bytes.remaining() > LONGEST) {
            throw new IOException("the answer is longer than " + LONGEST + " bytes");
        }
        byte[] block = new byte[bytes.remaining()];
        bytes.get(block);
        body.writeBytes(block);
    }

    @Override
    protected Content buildResult() {
        return new Content(status, body.toByteArray());
    }

    @Override
    public void releaseResources() {
        // what was read is let go of with this
    }
}
