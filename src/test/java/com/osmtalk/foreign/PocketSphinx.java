package com.osmtalk.foreign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises speech that came over a telephone, by a grammar of whole sentences. It is no proof that a sentence was
 * recognised which is the only one that there is: so a grammar also holds sentences that nobody says, and what fits its
 * words badly is no sentence of it.
 */
final class PocketSphinx {
    private static final String MODEL = "/usr/share/pocketsphinx/model/en-us";

    /**
     * What a frame of a word may differ from the model, on average. Of the sentences of these tests, those that the
     * grammar has differed by 26 at most, and those that were taken for one of them by 34 at least.
     */
    private static final double MOST_DIFFERENT = 29;

    /** What one utterance is taken for, and after it a line for each of its words. */
    private static final Pattern UTTERANCE = Pattern.compile("INFO: pocketsphinx\\.c\\(\\d+\\): (.+) \\(-?\\d+\\)");

    private static final Pattern WORD = Pattern.compile("(\\S+)\\s+(\\d+)\\s+(\\d+)\\s+\\S+\\s+(-?\\d+)\\s+-?\\d+.*");

    private final Path folder;
    private final Path grammar;
    private final boolean choosy;
    private final List<String> options;

    private PocketSphinx(Path folder, List<String> sentences, String many, boolean choosy) {
        this.folder = folder;
        this.choosy = choosy;
        // who guesses gives up no way through the grammar before the end
        this.options = choosy ? List.of() : List.of("-beam", "1e-100", "-pbeam", "1e-100", "-wbeam", "1e-80");
        try {
            grammar = Files.writeString(
                    Files.createTempFile(folder, "sentences", ".gram"),
                    "#JSGF V1.0;\ngrammar said;\npublic <said> = <sentence>" + many + ";\n<sentence> = "
                            + String.join("\n | ", sentences) + ";\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param sentences in small letters, all it can recognise */
    static PocketSphinx of(Path folder, List<String> sentences) {
        return new PocketSphinx(folder, sentences, "", true);
    }

    /** One that takes everything for the sentences that fit best, of which it tells several without a pause apart. */
    static PocketSphinx guessing(Path folder, List<String> sentences) {
        return new PocketSphinx(folder, sentences, "+", false);
    }

    /** The sentences in a recording of 8 kHz, one after the other. */
    List<String> sentences(Path recording) {
        try {
            byte[] file = Files.readAllBytes(recording);
            return sentences(file, 44, file.length - 44, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The sentences in sound of 16 bits a sample.
     *
     * @param step how many samples there are for each one of 8 kHz
     */
    List<String> sentences(byte[] sound, int offset, int length, int step) {
        ByteArrayOutputStream doubled = new ByteArrayOutputStream(length * 2);
        // The model knows sound of 16 kHz, with something in its upper half, and goes astray where there is nothing.
        // Each
        // sample twice mirrors the lower half into it.
        for (int i = offset; i + 1 < offset + length; i += 2 * step) {
            for (int twice = 0; twice < 2; twice++) {
                doubled.write(sound[i]);
                doubled.write(sound[i + 1]);
            }
        }
        try {
            Path file = Files.createTempFile(folder, "sound", ".raw");
            try {
                Files.write(file, doubled.toByteArray());
                return read(recognise(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String recognise(Path raw) throws IOException {
        List<String> command = new ArrayList<>(List.of("pocketsphinx_continuous"));
        command.addAll(List.of("-hmm", MODEL + "/en-us", "-dict", MODEL + "/cmudict-en-us.dict"));
        command.addAll(List.of("-jsgf", grammar.toString(), "-infile", raw.toString(), "-backtrace", "yes"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String log = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError("pocketsphinx ended: " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return log;
    }

    private List<String> read(String log) {
        List<String> sentences = new ArrayList<>();
        @Nullable String sentence = null;
        long frames = 0;
        long difference = 0;
        for (String line :
                (log + "\nINFO: pocketsphinx.c(0): <end> (0)").lines().toList()) {
            Matcher utterance = UTTERANCE.matcher(line);
            Matcher word = WORD.matcher(line);
            if (utterance.matches()) {
                if (sentence != null && (!choosy || difference <= frames * MOST_DIFFERENT)) {
                    sentences.add(sentence);
                }
                sentence = utterance.group(1);
                frames = 0;
                difference = 0;
            } else if (word.matches() && !word.group(1).matches("[<\\[].*")) { // no silence, no noise
                frames += Long.parseLong(word.group(3)) - Long.parseLong(word.group(2)) + 1;
                difference -= Long.parseLong(word.group(4));
            }
        }
        return sentences;
    }
}
