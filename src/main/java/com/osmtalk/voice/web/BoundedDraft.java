package com.osmtalk.voice.web;

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
final class BoundedDraft extends Draft_6455 {
    static final int LONGEST_MESSAGE = 32 * 1024;

    private static final int MOST_PIECES = 64;

    private int pieces;
    private long bytes;

    BoundedDraft() {
        super(List.of(), List.of(new Protocol("")), LONGEST_MESSAGE);
    }

    @Override
    public Draft copyInstance() {
        return new BoundedDraft();
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
        boolean continued = frame.getOpcode() == Opcode.CONTINUOUS;
        if (continued || !frame.isFin()) {
            pieces++;
            bytes += frame.getPayloadData().remaining();
            if (pieces > MOST_PIECES || bytes > LONGEST_MESSAGE) {
                throw new LimitExceededException("the message is too long", LONGEST_MESSAGE);
            }
        }
        if (continued && frame.isFin()) {
            pieces = 0;
            bytes = 0;
        }
        super.processFrame(socket, frame);
    }
}
