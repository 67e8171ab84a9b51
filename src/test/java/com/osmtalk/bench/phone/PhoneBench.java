package com.osmtalk.bench.phone;

import com.osmtalk.voice.phone.codec.Codec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Measures the sound of many calls at once, as {@code src/bench/phone/run} says. */
final class PhoneBench {
    /** With which {@code ./osmtalk serve} runs the server. */
    private static final List<String> SERVER = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-XX:NewSize=8m",
            "-XX:NewRatio=4",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40");

    /** Packets a second of a scanner, at the port for SIP of the process that holds the calls. */
    private static final String FLOOD = System.getenv().getOrDefault("BENCH_FLOOD", "0");

    private static final long LONGER_SECONDS = 60;
    private static final ScheduledExecutorService LIMITS = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "limit");
        thread.setDaemon(true);
        return thread;
    });

    private PhoneBench() {}

    /** @param arguments a folder to work in, a codec, how many seconds are measured, and numbers of calls */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        String codec = arguments[1];
        int seconds = Integer.parseInt(arguments[2]);
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + ", load " + Files.readString(Path.of("/proc/loadavg")).split(" ")[0] + " before, " + codec + ", "
                + seconds + " s, " + FLOOD + " packets of a scanner a second");
        System.out.println(
                "| calls | late p50 / p99 / max ms | lost | heard | % of a core | resident MB | collections |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
        for (String calls : List.of(arguments).subList(3, arguments.length)) {
            try {
                System.out.println(measure(folder, codec, seconds, calls));
            } catch (IOException broken) {
                System.out.println(
                        "| " + calls + " | did not come to its end: " + broken.getMessage() + " | | | | | |");
            }
        }
    }

    private static String measure(Path folder, String codec, int seconds, String calls) throws Exception {
        Path tracks = folder.resolve("tracks");
        int units = Codec.valueOf(codec).clockRate() / 50;
        Process peer =
                java(List.of(), EchoPeer.class, calls, Integer.toString((seconds + 30) * 50), Integer.toString(units));
        Process load = null;
        Process flood = null;
        AtomicReference<Process> loadToEnd = new AtomicReference<>();
        // more calls than the machine can hold may never end by themselves
        Future<?> limit = LIMITS.schedule(
                () -> {
                    peer.destroyForcibly();
                    Optional.ofNullable(loadToEnd.get()).ifPresent(Process::destroyForcibly);
                },
                seconds + LONGER_SECONDS,
                TimeUnit.SECONDS);
        try (BufferedReader ofPeer = reader(peer)) {
            String ports = next(ofPeer, "ports ");
            load = java(SERVER, CallLoad.class, codec, ports, Integer.toString(seconds), tracks.toString());
            loadToEnd.set(load);
            try (BufferedReader ofLoad = reader(load)) {
                String sip = next(ofLoad, "sip ");
                if (!FLOOD.equals("0")) {
                    flood = java(List.of(), ScannerFlood.class, sip, FLOOD);
                }
                String[] ours = next(ofLoad, "cpu ").split(" ");
                String[] theirs = next(ofPeer, "late ").split(" ");
                return String.format(
                        Locale.ROOT,
                        "| %s | %s / %s / %s | %s of %s | %s | %s | %s | %s |",
                        calls,
                        theirs[0],
                        theirs[1],
                        theirs[2],
                        theirs[4],
                        theirs[6],
                        ours[6],
                        ours[0],
                        ours[2],
                        ours[4]);
            }
        } finally {
            limit.cancel(false);
            peer.destroyForcibly();
            for (Process each : new Process[] {load, flood}) {
                if (each != null) {
                    each.destroyForcibly();
                }
            }
            delete(tracks);
        }
    }

    private static Process java(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** The rest of the next line that begins so. */
    private static String next(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("it ended without \"" + beginning + "\"");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
