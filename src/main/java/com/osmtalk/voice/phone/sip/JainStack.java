package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.DefaultRouter;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.List;
import java.util.ListIterator;
import java.util.Properties;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * JAIN-SIP with parts of ours. The stack would make each of them by its class name, without anything they need; so they
 * are put in their places here, before it listens.
 */
final class JainStack extends SipStackImpl {
    /**
     * More than any message of a call has. The stack reads 64 kB of a datagram at most, and over TCP ends the
     * connection that goes beyond this.
     */
    private static final int LONGEST_MESSAGE = 65_536;

    private static final int FORK_SECONDS = 40;
    private static final int THREADS = 4;

    /** @param valves what messages that come pass before the stack sees them, in this order */
    JainStack(NetworkGate network, CallTraces traces, List<SIPMessageValve> valves) throws PeerUnavailableException {
        super(properties(traces.areKept() ? StackLog.Tracing.class : StackLog.class));
        networkLayer = network;
        serverLogger = new StackTraffic(traces);
        setRouter(new ChosenHops(this));
        sipMessageValves.addAll(valves);
    }

    private static Properties properties(Class<? extends StackLog> log) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "osmtalk");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", Integer.toString(THREADS));
        // at the highest priority, which is the default, they would make the sound of other calls late
        properties.setProperty("gov.nist.javax.sip.THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty("gov.nist.javax.sip.CACHE_CLIENT_CONNECTIONS", "true");
        properties.setProperty("gov.nist.javax.sip.MAX_FORK_TIME_SECONDS", Integer.toString(FORK_SECONDS));
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(LONGEST_MESSAGE));
        properties.setProperty("gov.nist.javax.sip.TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
        properties.setProperty("gov.nist.javax.sip.SSL_HANDSHAKE_TIMEOUT", "8000");
        // trunks are known by their addresses, and show no certificate of their own
        properties.setProperty("gov.nist.javax.sip.TLS_CLIENT_AUTH_TYPE", "Disabled");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", log.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", StackTraffic.class.getName());
        return properties;
    }

    /** Sends a request where it was said to go, and as the stack would (RFC 3261, 8.1.2) where nothing was said. */
    private static final class ChosenHops implements Router {
        private final DefaultRouter otherwise;

        ChosenHops(SipStack stack) {
            this.otherwise = new DefaultRouter(stack, null);
        }

        @Override
        public Hop getNextHop(Request request) throws SipException {
            return ((SIPRequest) request).getApplicationData() instanceof Hop chosen
                    ? chosen
                    : otherwise.getNextHop(request);
        }

        @Override
        @SuppressWarnings({"rawtypes", "deprecation"})
        public ListIterator getNextHops(Request request) {
            return otherwise.getNextHops(request);
        }

        @Override
        public Hop getOutboundProxy() {
            return otherwise.getOutboundProxy();
        }
    }
}
