package com.osmtalk.voice.web;

import com.osmtalk.voice.audio.FrameSink;
import com.osmtalk.voice.audio.Pcm;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a visitor. None of its methods waits or fails: what can't be delivered any more is dropped, and a visitor
 * who does not read what is sent is disconnected before it fills the memory.
 */
final class VisitorSocket implements FrameSink {
    /** Close code of RFC 6455, section 7.4.1: what was agreed is done, or the call is over. */
    static final int NORMAL = 1000;

    /** The visitor broke the rules: no token, a wrong page, too much, too fast. */
    static final int POLICY = 1008;

    private static final Logger LOG = LoggerFactory.getLogger(VisitorSocket.class);
    private static final int FEW_FRAMES = 16;
    private static final int MOST_FRAMES = 2_000;
    private static final int MOST_BYTES = 256 * 1024;

    private final WebSocketImpl socket;

    VisitorSocket(WebSocketImpl socket) {
        this.socket = socket;
    }

    void send(String event) {
        try {
            socket.send(event);
        } catch (WebsocketNotConnectedException gone) {
            return;
        }
        dropIfTooSlow();
    }

    /** Sends a frame of sound; the library copies it into a WebSocket frame before this returns. */
    @Override
    public void frame(byte[] pcm, int offset) {
        try {
            socket.send(ByteBuffer.wrap(pcm, offset, Pcm.FRAME_BYTES));
        } catch (WebsocketNotConnectedException gone) {
            return;
        }
        dropIfTooSlow();
    }

    /** Says goodbye with a close code once all that was sent before has gone out. */
    void close(int code, String reason) {
        socket.close(code, reason);
    }

    private void dropIfTooSlow() {
        // to count bytes walks the queue, so it is done only where there is one
        int frames = socket.outQueue.size();
        if (frames > MOST_FRAMES || frames > FEW_FRAMES && waitingBytes() > MOST_BYTES) {
            LOG.info("a visitor does not read what is sent and is dropped");
            socket.closeConnection(CloseFrame.TRY_AGAIN_LATER, "too slow");
        }
    }

    private long waitingBytes() {
        return socket.outQueue.stream().mapToLong(ByteBuffer::remaining).sum();
    }
}
