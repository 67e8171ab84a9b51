package com.osmtalk.voice.http;

import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455 with a limit on messages that come in pieces too. The library measures such a message when its last piece
 * has come; one without a last piece could grow for ever.
 */
public final class BoundedDraft extends Draft_6455 {
    private static final int MOST_PIECES = 64;

    private final int longestMessage;
    private int pieces;
    private long bytes;

    /** @param longestMessage in bytes */
    public BoundedDraft(int longestMessage) {
        super(List.of(), List.of(new Protocol("")), longestMessage);
        this.longestMessage = longestMessage;
    }

    @Override
    public Draft copyInstance() {
        return new BoundedDraft(longestMessage);
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
        boolean continued = frame.getOpcode() == Opcode.CONTINUOUS;
        if (continued || !frame.isFin()) {
            pieces++;
            bytes += frame.getPayloadData().remaining();
            if (pieces > MOST_PIECES || bytes > longestMessage) {
                throw new LimitExceededException("the message is too long", longestMessage);
            }
        }
        if (continued && frame.isFin()) {
            pieces = 0;
            bytes = 0;
        }
        super.processFrame(socket, frame);
    }
}
