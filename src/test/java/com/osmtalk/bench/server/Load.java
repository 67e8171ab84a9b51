package com.osmtalk.bench.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Sends requests to one server over a few kept connections, each waiting for an answer before it asks again. It parses
 * no more of HTTP than it needs, so that the two processors it shares with the server are the server's.
 */
final class Load {
    private final URI server;
    private final int connections;

    Load(URI server, int connections) {
        this.server = server;
        this.connections = connections;
    }

    /** What came of it. @param latencies in nanoseconds, the shortest first */
    record Result(double seconds, long others, long[] latencies) {
        double rate() {
            return latencies.length / seconds;
        }

        double millis(double share) {
            return latencies.length == 0 ? Double.NaN : latencies[(int) (share * (latencies.length - 1))] / 1e6;
        }
    }

    /**
     * Asks for so long.
     *
     * @param request the whole request by its number, which is different for each
     * @param expectedStatus answers of another are counted apart, and not as done
     */
    Result run(Duration length, int expectedStatus, LongFunction<String> request) {
        return run(System.nanoTime() + length.toNanos(), Long.MAX_VALUE, expectedStatus, request);
    }

    /** Asks so many times. */
    Result run(long requests, int expectedStatus, LongFunction<String> request) {
        return run(Long.MAX_VALUE, requests, expectedStatus, request);
    }

    private Result run(long end, long requests, int expectedStatus, LongFunction<String> request) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Future<Sent>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                all.add(threads.submit(() -> connection(first, end, requests, expectedStatus, request)));
            }
            List<long[]> latencies = new ArrayList<>();
            long others = 0;
            for (Future<Sent> one : all) {
                latencies.add(one.get().latencies());
                others += one.get().others();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] sorted =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Result(seconds, others, sorted);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection to " + server + " broke", e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private record Sent(long[] latencies, long others) {}

    private Sent connection(int first, long end, long requests, int expectedStatus, LongFunction<String> request) {
        long[] latencies = new long[1024];
        int done = 0;
        long others = 0;
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            long number = first;
            for (long now = System.nanoTime(); now < end && number < requests; number += connections) {
                out.write(request.apply(number).getBytes(StandardCharsets.ISO_8859_1));
                int status = answer(in);
                long answered = System.nanoTime();
                if (status == expectedStatus) {
                    if (done == latencies.length) {
                        latencies = Arrays.copyOf(latencies, 2 * done);
                    }
                    latencies[done++] = answered - now;
                } else {
                    others++;
                }
                now = answered;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sent(Arrays.copyOf(latencies, done), others);
    }

    /** Reads one answer to its end. @return its status */
    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String name = header.substring(0, header.indexOf(':'));
            String value = header.substring(name.length() + 1).strip();
            if (name.equalsIgnoreCase("Content-Length")) {
                length = Long.parseLong(value);
            } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
                chunked = value.equalsIgnoreCase("chunked");
            }
        }
        if (!chunked) {
            in.skipNBytes(length);
            return status;
        }
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            in.skipNBytes(size + 2L);
        }
        line(in);
        return status;
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
