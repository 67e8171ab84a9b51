package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.IncomingCallListener;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.ReferralEvents;
import com.osmtalk.voice.phone.rtp.MediaSession;
import com.osmtalk.voice.phone.rtp.MediaSettings;
import com.osmtalk.voice.phone.rtp.NoMediaPortException;
import com.osmtalk.voice.phone.rtp.RtpEngine;
import com.osmtalk.voice.phone.sip.KnownTrunks.Entry;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telephone calls over the SIP trunks of our numbers, whichever vendor's. It opens no port and starts no thread before
 * the first number with a trunk needs it.
 */
public final class SipCarrier implements Carrier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipCarrier.class);
    private static final long LOOKUP_SECONDS = 10;

    private final SpeechServices speech;
    private final TrunkTargets targets;
    private final RtpEngine engine;
    private final MediaOpener media;
    private final SipService service;
    private final KnownTrunks trunks;
    private @Nullable IncomingInvites invites;
    private volatile BooleanSupplier isRegistrar = () -> true;
    private final Registrations registrations;
    private final TrunkCheck check;

    /**
     * @param speech what agents speak and listen with
     * @param unfinished the folder where live calls leave what ends them, for the next server; null: nowhere
     */
    public SipCarrier(SipSettings settings, SpeechServices speech, java.nio.file.@Nullable Path unfinished) {
        // looked up when it is needed: authorities of a company's own are put there at the start
        this(settings, speech, unfinished, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), new TrunkTargets());
    }

    /** The same, leaving nothing. */
    SipCarrier(SipSettings settings, SpeechServices speech) {
        this(settings, speech, null);
    }

    /**
     * @param tls for connections over TLS
     * @param targets where trunks are
     */
    SipCarrier(
            SipSettings settings,
            SpeechServices speech,
            java.nio.file.@Nullable Path unfinished,
            Supplier<SSLSocketFactory> tls,
            TrunkTargets targets) {
        this.speech = speech;
        this.targets = targets;
        this.engine = new RtpEngine(new MediaSettings(
                settings.firstMediaPort(), settings.lastMediaPort(), MediaSettings.DEFAULT.silentAfter()));
        this.media = new MediaOpener(engine);
        this.service = new SipService(settings, tls, new UnfinishedCalls(unfinished));
        this.trunks = new KnownTrunks(targets);
        this.registrations = new Registrations(service, targets);
        this.check = new TrunkCheck(service, targets, media, this::registration, registrations::areHere, settings);
    }

    @Override
    public boolean simulated() {
        return false;
    }

    @Override
    public boolean needsTrunk() {
        return true;
    }

    @Override
    public CompletionStage<List<Check>> check(CarriedNumber number) {
        try {
            Optional<SipTrunk> trunk = number.trunk().get();
            return trunk.isPresent()
                    ? check.run(trunk.get().withDefaults())
                    : CompletableFuture.completedFuture(List.of(Check.wrong(
                            Subject.CARRIER,
                            number.number() + " has no trunk: no call is made from it or comes in on it.",
                            "Give it one: osmtalk phone add, or PUT /api/telephony/numbers/{id}/trunk.")));
        } catch (IllegalStateException keyLost) {
            return CompletableFuture.completedFuture(List.of(
                    Check.wrong(Subject.CARRIER, keyLost.getMessage() + ".", "Or give the number its trunk anew.")));
        }
    }

    @Override
    public Line dial(CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events) {
        SipLine line = new SipLine(timeline, events, context, speech);
        if (speech.speaker().isEmpty()) {
            LOG.warn(
                    "{} is not dialled: this server has nothing to speak with. Set OSMTALK_TTS_MODEL, or install"
                            + " espeak-ng",
                    context.callId());
            line.failed(FailureReason.NO_AUDIO_OUTPUT);
            return line;
        }
        step(line, context, () -> findTrunk(from, to, context, line));
        return line;
    }

    @Override
    public boolean refer(Line line, PhoneNumber to, ReferralEvents outcome) {
        return line instanceof SipLine ours && ours.refer(to, outcome);
    }

    /** Something that may take its time or fail, on the way to a line: whatever happens, the line is told. */
    private void step(SipLine line, LineContext context, Runnable what) {
        try {
            service.threads().execute(() -> {
                try {
                    what.run();
                } catch (RuntimeException e) {
                    LOG.error("{} can't be dialled", context.callId(), e);
                    line.failed(FailureReason.CARRIER_UNAVAILABLE);
                }
            });
        } catch (RejectedExecutionException closed) {
            line.failed(FailureReason.CARRIER_UNAVAILABLE);
        }
    }

    private void findTrunk(CarriedNumber from, PhoneNumber to, LineContext context, SipLine line) {
        Optional<SipTrunk> trunk = trunk(from, context);
        if (trunk.isEmpty()) {
            line.failed(FailureReason.CARRIER_DENIED);
            return;
        }
        SipTrunk found = trunk.get().withDefaults();
        targets.find(found).whenComplete((all, problem) -> {
            if (problem == null) {
                step(line, context, () -> dial(from, to, context, paths(found, all), line));
            } else {
                Throwable cause = problem.getCause() == null ? problem : problem.getCause();
                LOG.warn("{} can't be dialled: {}", context.callId(), cause.getMessage());
                line.failed(FailureReason.CARRIER_UNAVAILABLE);
            }
        });
    }

    private static Optional<SipTrunk> trunk(CarriedNumber from, LineContext context) {
        try {
            Optional<SipTrunk> trunk = from.trunk().get();
            if (trunk.isEmpty()) {
                LOG.warn("{} can't be dialled: {} has no trunk", context.callId(), from.number());
            }
            return trunk;
        } catch (IllegalStateException keyLost) {
            LOG.warn("{} can't be dialled: {}", context.callId(), keyLost.getMessage());
            return Optional.empty();
        }
    }

    private static List<Path> paths(SipTrunk trunk, List<Target> targets) {
        return targets.stream().map(target -> new Path(trunk, target)).toList();
    }

    private void dial(CarriedNumber from, PhoneNumber to, LineContext context, List<Path> paths, SipLine line) {
        try {
            Signalling signalling = service.open();
            Optional<Path> ours = paths.stream()
                    .filter(path -> signalling.node().isOurs(path.target()))
                    .findFirst();
            if (ours.isPresent()) {
                LOG.warn(
                        "{} is not dialled: the trunk of {}, {}, is this server itself. Give the number the host and"
                                + " port of its vendor or PBX",
                        context.callId(),
                        from.number(),
                        ours.get());
                line.failed(FailureReason.CARRIER_DENIED);
                return;
            }
            for (Path path : paths) {
                service.prepare(path);
            }
            MediaSession session = media.open(signalling.node(), paths.get(0));
            SipTrunk trunk = paths.get(0).trunk();
            OutgoingLeg leg = new OutgoingLeg(
                    signalling, context.callId(), from.number(), to, paths, session, credentials(trunk), line);
            if (line.attach(leg)) {
                service.add(leg);
                leg.dial();
            } else {
                session.close();
            }
        } catch (SipUnavailableException | NoMediaPortException e) {
            LOG.warn("{} can't be dialled: {}", context.callId(), e.getMessage());
            line.failed(FailureReason.CARRIER_UNAVAILABLE);
        }
    }

    static @Nullable DigestCredentials credentials(SipTrunk trunk) {
        return trunk.authUser() == null || trunk.password() == null
                ? null
                : new DigestCredentials(trunk.authUser(), trunk.password());
    }

    /**
     * From now on the trunks of these numbers are told where we are and watched, and whoever is at one is let in.
     *
     * @param numbers those that are held and have a trunk; asked again and again, and may look into a database
     * @param isRegistrar whether it is this server that tells trunks where it is, of several that share the numbers;
     *     likewise
     */
    public void attend(Supplier<List<CarriedNumber>> numbers, BooleanSupplier isRegistrar) {
        this.isRegistrar = isRegistrar;
        service.threads().execute(() -> service.unfinished().endAll(service));
        trunks.of(numbers);
        service.repeat(LOOKUP_SECONDS, this::lookUpTrunks);
    }

    /** Asks for the numbers now, since one has just got a trunk; does not wait for that. */
    public void lookAgain() {
        try {
            service.threads().execute(this::lookUpTrunks);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the server stops; a trunk that was just added is for the next one");
        }
    }

    /**
     * Where trunks ring, over UDP and TCP; opens the port when it is not yet.
     *
     * @throws IllegalStateException when it is taken
     */
    public InetSocketAddress address() {
        try {
            return new InetSocketAddress(
                    service.settings().host(), service.open().node().port(SipTrunk.Transport.UDP));
        } catch (SipUnavailableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** How many trunks are attended to, their addresses let in. */
    int trunks() {
        synchronized (trunks) {
            return trunks.entries().size();
        }
    }

    /** How many packets and connections of strangers were refused. */
    long refused() {
        return service.peers().refused();
    }

    /** One at a time: who has looked earlier must not have the last word. */
    private void lookUpTrunks() {
        synchronized (trunks) {
            lookUp();
        }
    }

    private void lookUp() {
        try {
            trunks.refresh();
            service.peers().setTrunks(trunks.addresses(), trunks.blocks());
            if (!trunks.entries().isEmpty()) {
                service.open();
            }
            registrations.attend(
                    trunks.entries().stream()
                            .collect(Collectors.groupingBy(
                                    Entry::trunk, Collectors.mapping(Entry::number, Collectors.toList()))),
                    isRegistrar.getAsBoolean());
        } catch (SipUnavailableException e) {
            LOG.warn("no calls come in: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the trunks of our numbers can't be looked up now: {}", e.toString());
        }
    }

    /** That of a trunk, also of one that a number of ours has got this moment. */
    private Optional<Registration> registration(SipTrunk trunk) {
        lookUpTrunks();
        return registrations.of(trunk);
    }

    @Override
    public synchronized void listen(IncomingCallListener listener) {
        invites = new IncomingInvites(this, service, media, speech, trunks, listener);
        service.onNewcomers(invites::received);
    }

    /** Hangs up what is live, and closes its ports. */
    @Override
    public synchronized void close() {
        registrations.close();
        if (invites != null) {
            invites.close();
        }
        service.close();
        engine.close();
    }
}
