package com.osmtalk.bench.phone;

import com.osmtalk.server.recording.TracksOnDisk;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.VoiceActivity;
import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.MediaSession;
import com.osmtalk.voice.phone.rtp.MediaSettings;
import com.osmtalk.voice.phone.rtp.MediaTerms;
import com.osmtalk.voice.phone.rtp.RtpEngine;
import com.osmtalk.voice.phone.rtp.SrtpMode;
import com.osmtalk.voice.phone.sip.SipCarrier;
import com.osmtalk.voice.phone.sip.SipSettings;
import com.osmtalk.voice.speech.SpeechServices;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our ends of all calls: speaks on each of them without a pause, listens with voice detection, and records both sides
 * on disk. It prints what it heard, and what that took.
 */
final class CallLoad {
    /** As the agent's sentences come: 100 ms at a time, 200 ms ahead. */
    private static final int FRAMES_AT_ONCE = 5;

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private CallLoad() {}

    /** @param arguments the codec, ports of the far ends, how many seconds are measured, and a folder to record in */
    public static void main(String[] arguments) throws Exception {
        Codec codec = Codec.valueOf(arguments[0]);
        String[] ports = arguments[1].split(",");
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[2]));
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        List<Call> calls = new ArrayList<>();
        try (TracksOnDisk tracks = new TracksOnDisk(folder);
                SipCarrier signalling = new SipCarrier(SipSettings.LOOPBACK, SpeechServices.of(null, null), null);
                RtpEngine engine = new RtpEngine(new MediaSettings(30_000, 59_999, Duration.ofMinutes(10)))) {
            System.out.println("sip " + signalling.address().getPort());
            for (String port : ports) {
                calls.add(new Call(engine, codec, Integer.parseInt(port), tracks.begin(port)));
            }
            speak(calls, WARM_UP);
            double cpu = cpuSeconds();
            long collections = collections();
            long heard = calls.stream().mapToLong(call -> call.heard).sum();
            speak(calls, measured);
            System.out.println(String.format(
                    Locale.ROOT,
                    "cpu %.0f rss %.0f gc %d heard %.3f lost %.5f",
                    100 * (cpuSeconds() - cpu) / measured.toSeconds(),
                    residentMegabytes(),
                    collections() - collections,
                    (calls.stream().mapToLong(call -> call.heard).sum() - heard)
                            / (50.0 * measured.toSeconds() * calls.size()),
                    calls.stream()
                            .mapToDouble(call -> call.session.quality().loss())
                            .average()
                            .orElseThrow()));
            for (Call call : calls) {
                call.session.close();
            }
        }
        System.exit(0);
    }

    private static void speak(List<Call> calls, Duration duration) {
        long period = FRAMES_AT_ONCE * Pcm.FRAME_MILLIS * 1_000_000L;
        long next = System.nanoTime();
        long end = next + duration.toNanos();
        while (next < end) {
            for (Call call : calls) {
                call.speak();
            }
            next += period;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static double residentMegabytes() throws IOException {
        Matcher resident =
                Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(Path.of("/proc/self/status")));
        return resident.find() ? Long.parseLong(resident.group(1)) * 1024 / 1e6 : -1;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static final class Call implements MediaSession.Listener {
        private final MediaSession session;
        private final VoiceActivity voice = new VoiceActivity();
        private final AudioTap recording;
        private final byte[] voiceOfAgent = new byte[Pcm.FRAME_BYTES];
        private int sample;
        private volatile long heard;

        Call(RtpEngine engine, Codec codec, int port, AudioTap recording) throws Exception {
            this.recording = recording;
            session = engine.open(new MediaTerms(List.of(codec), SrtpMode.OFF, null, InetAddress.getLoopbackAddress()));
            session.listen(this);
            String format = session.offer()
                    .lines()
                    .filter(line -> line.startsWith("m=audio"))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("m=audio \\d+", "m=audio " + port);
            session.accept("v=0\r\nc=IN IP4 127.0.0.1\r\n" + format + "\r\na=rtpmap:96 opus/48000/2\r\n");
        }

        void speak() {
            for (int i = 0; i < FRAMES_AT_ONCE; i++) {
                for (int at = 0; at < Pcm.FRAME_BYTES; at += 2) {
                    Pcm.put(voiceOfAgent, at, (int) (8_000 * Math.sin(sample++ * 0.1) * Math.sin(sample * 0.000_4)));
                }
                session.frame(voiceOfAgent, 0);
                recording.agent(voiceOfAgent, 0, (long) i * Pcm.FRAME_MILLIS);
            }
        }

        @Override
        public void frame(byte[] pcm, int offset) {
            voice.hear(pcm, offset);
            recording.caller(pcm, offset);
            heard = heard + 1;
        }

        @Override
        public void key(char key) {}

        @Override
        public void silent() {}
    }
}
