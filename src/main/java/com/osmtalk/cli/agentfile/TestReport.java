package com.osmtalk.cli.agentfile;

import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.TranscriptEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What came of agents' tests, as lines for people and as JUnit XML for programs that show test results. */
public final class TestReport {
    private TestReport() {}

    /**
     * What came of one file's tests: runs, or why there are none.
     *
     * @param notRun the names of the tests that could not be run
     * @param problem why; empty when there are none of them
     */
    public record Suite(String fileName, String agentName, List<EvalRun> runs, List<String> notRun, String problem) {
        public Suite(String fileName, String agentName, List<EvalRun> runs) {
            this(fileName, agentName, runs, List.of(), "");
        }

        /** @param tests the file's; when they are not known, the file counts as one */
        public static Suite notRun(String fileName, String agentName, List<EvalCaseDraft> tests, String problem) {
            List<String> names = tests.isEmpty()
                    ? List.of(fileName)
                    : tests.stream().map(test -> String.valueOf(test.name())).toList();
            return new Suite(fileName, agentName, List.of(), names, problem);
        }

        /** How many tests could not be run, or not to their end. */
        public long broken() {
            return count(EvalStatus.ERROR) + count(EvalStatus.RUNNING) + notRun.size();
        }

        public long count(EvalStatus status) {
            return runs.stream().filter(run -> run.status() == status).count();
        }
    }

    /** The lines of a file's tests, below its name. */
    public static List<String> lines(Suite suite) {
        Stream<String> problem = suite.problem().lines().map(line -> "  not run    " + plain(line));
        return Stream.concat(problem, suite.runs().stream().flatMap(run -> lines(run).stream()))
                .toList();
    }

    /** A line for the run, and one for each criterion that does not hold. */
    public static List<String> lines(EvalRun run) {
        List<String> lines = problems(run);
        String first = "  %-9s  %s"
                .formatted(
                        run.status().name().toLowerCase(Locale.ROOT),
                        plain(String.valueOf(run.testCase().name())));
        return Stream.concat(Stream.of(first), lines.stream().map(line -> "             " + line))
                .toList();
    }

    private static List<String> problems(EvalRun run) {
        if (run.error() != null) {
            return List.of(plain(run.error()));
        }
        return run.verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.PASSED)
                .map(verdict -> problem(run, verdict))
                .toList();
    }

    private static String problem(EvalRun run, EvalVerdict verdict) {
        String line = run.transcript().stream()
                .filter(entry -> Integer.valueOf(entry.index()).equals(verdict.lineIndex()))
                .map(entry -> " Line " + said(entry))
                .collect(Collectors.joining());
        String kind = verdict.criterion().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return plain(kind + " \"" + verdict.expected() + "\": " + verdict.reason() + line);
    }

    private static String said(TranscriptEntry entry) {
        return entry.index() + ", " + entry.role().name().toLowerCase(Locale.ROOT) + ": " + entry.text();
    }

    /** On one line and without characters that a terminal would obey. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    }

    /** Writes JUnit XML; a run that is undecided counts as skipped. */
    public static void writeJUnit(Path file, List<Suite> suites) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Suite suite : suites) {
                write(xml, suite);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(file + " can't be written: " + e.getMessage(), e);
        }
    }

    private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.agentName());
        attribute(xml, "file", suite.fileName());
        attribute(
                xml,
                "tests",
                Integer.toString(suite.runs().size() + suite.notRun().size()));
        attribute(xml, "failures", Long.toString(suite.count(EvalStatus.FAILED)));
        attribute(xml, "errors", Long.toString(suite.broken()));
        attribute(xml, "skipped", Long.toString(suite.count(EvalStatus.UNDECIDED)));
        for (EvalRun run : suite.runs()) {
            write(xml, suite, run);
        }
        for (String name : suite.notRun()) {
            begin(xml, suite, name, "0.000");
            problem(xml, "error", suite.problem(), suite.problem());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, Suite suite, EvalRun run) throws XMLStreamException {
        begin(xml, suite, String.valueOf(run.testCase().name()), seconds(run));
        switch (run.status()) {
            case FAILED -> element(xml, "failure", run);
            case ERROR, RUNNING -> element(xml, "error", run);
            case UNDECIDED -> element(xml, "skipped", run);
            case PASSED -> {
                // an element with nothing in it
            }
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(
                legal(run.transcript().stream().map(TestReport::said).collect(Collectors.joining("\n"))));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void begin(XMLStreamWriter xml, Suite suite, String name, String seconds) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", suite.agentName());
        attribute(xml, "name", name);
        attribute(xml, "time", seconds);
    }

    private static void element(XMLStreamWriter xml, String name, EvalRun run) throws XMLStreamException {
        List<String> problems = problems(run);
        String message = problems.isEmpty() ? "It was not over in time." : problems.get(0);
        problem(xml, name, message, String.join("\n", problems));
    }

    private static void problem(XMLStreamWriter xml, String name, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(name);
        attribute(xml, "message", message);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static String seconds(EvalRun run) {
        long millis = run.finishedAt() == null
                ? 0
                : Duration.between(run.createdAt(), run.finishedAt()).toMillis();
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** Without the characters that no XML document may have, not even escaped. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints()
                .map(each -> each == '\t'
                                || each == '\n'
                                || each >= 0x20 && each <= 0xD7FF
                                || each >= 0xE000 && each <= 0xFFFD
                                || each >= 0x10000
                        ? each
                        : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
