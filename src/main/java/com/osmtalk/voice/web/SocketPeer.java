package com.osmtalk.voice.web;

import java.nio.ByteBuffer;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A visitor at the other end of a WebSocket. One who does not read what is sent is dropped before it fills the memory. */
final class SocketPeer implements Peer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPeer.class);
    private static final int FEW_FRAMES = 16;
    private static final int MOST_FRAMES = 2_000;
    private static final int MOST_BYTES = 256 * 1024;

    private final WebSocketImpl socket;

    SocketPeer(WebSocketImpl socket) {
        this.socket = socket;
    }

    @Override
    public void send(String event) {
        try {
            socket.send(event);
        } catch (WebsocketNotConnectedException gone) {
            return;
        }
        dropIfTooSlow();
    }

    @Override
    public void send(byte[] frame) {
        try {
            socket.send(frame);
        } catch (WebsocketNotConnectedException gone) {
            return;
        }
        dropIfTooSlow();
    }

    @Override
    public void close(int code, String reason) {
        socket.close(code, reason);
    }

    private void dropIfTooSlow() {
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
