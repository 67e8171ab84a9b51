package com.osmtalk.server.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.osmtalk.server.campaign.LeadSource.Sink;
import com.osmtalk.server.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads as {@code {"leads": [{"phoneNumber", "variables", "consent"}]}} or {@code {"csv": "…"}}, read piece by piece.
 *
 * <p>Read as a stream of tokens and not bound to records as other bodies are: a list of 50,000 leads is never in memory
 * as a whole, and one bad lead is reported with its row while the others are taken. A CSV file inside JSON is a single
 * string and can't be read that way, which is why it may be no longer than {@link #MAX_TEXT} characters; sent as
 * {@code text/csv} it may.
 */
final class JsonLeads {
    private static final int MAX_DEPTH = 64;

    private static final int MAX_TEXT = 8_000_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    private final InputStream json;

    JsonLeads(InputStream json) {
        this.json = json;
    }

    /** @throws Problem INVALID when the body can't be read to its end */
    void read(Sink sink) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalidBody();
            }
            String name = parser.nextFieldName();
            if ("leads".equals(name)) {
                leads(parser, sink);
            } else if ("csv".equals(name)) {
                csv(parser, sink);
            } else {
                throw invalidBody();
            }
            if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw invalidBody();
            }
        } catch (StreamConstraintsException e) {
            throw Problem.invalid(
                    "",
                    "The body is nested too deeply or has a string that is too long."
                            + " Send a large CSV file as text/csv.");
        } catch (JsonProcessingException e) {
            throw Problem.invalid(
                    "", "The body is not valid JSON at line " + e.getLocation().getLineNr() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("can't read leads", e);
        }
    }

    private static void csv(JsonParser parser, Sink sink) throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw Problem.invalid("csv", "must be a string");
        }
        new CsvLeads(new StringReader(parser.getText())).read(sink);
    }

    private static void leads(JsonParser parser, Sink sink) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Problem.invalid("leads", "must be a list");
        }
        for (int row = 1; parser.nextToken() != JsonToken.END_ARRAY; row++) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                new Entry().read(parser).tell(row, sink);
            } else {
                parser.skipChildren();
                sink.fault(row, "must be an object");
            }
        }
    }

    private static Problem invalidBody() {
        return Problem.invalid("", "The body must be a JSON object with either leads or csv in it.");
    }

    /** One lead, or the first error in it. */
    private static final class Entry {
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final LeadConsent consent = new LeadConsent();
        private @Nullable String phoneNumber;
        private @Nullable String fault;

        Entry read(JsonParser parser) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("phoneNumber") && value == JsonToken.VALUE_STRING) {
                    phoneNumber = parser.getText();
                } else if (name.equals("variables") && value == JsonToken.START_OBJECT) {
                    readVariables(parser);
                } else if (name.equals("consent") && value == JsonToken.START_OBJECT) {
                    readConsent(parser);
                } else if (!(name.matches("variables|consent") && value == JsonToken.VALUE_NULL)) {
                    parser.skipChildren();
                    wrong(
                            switch (name) {
                                case "phoneNumber" -> "phoneNumber must be a string";
                                case "variables" -> "variables must be an object";
                                case "consent" -> "consent must be an object";
                                default -> "has an unknown field; known are phoneNumber, variables, consent";
                            });
                }
            }
            return this;
        }

        private void readVariables(JsonParser parser) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                    wrong("the values of variables must be strings");
                } else if (variables.put(name, parser.getText()) != null) {
                    wrong("has the same variable twice");
                }
            }
        }

        private void readConsent(JsonParser parser) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                    wrong("the values of consent must be strings");
                    continue;
                }
                switch (name) {
                    case "basis" -> consent.basis(parser.getText());
                    case "source" -> consent.source(parser.getText());
                    case "at" -> consent.at(parser.getText());
                    default -> wrong("consent has an unknown field; known are basis, source, at");
                }
            }
        }

        void tell(int row, Sink sink) {
            if (fault != null) {
                sink.fault(row, fault);
            } else if (phoneNumber == null) {
                sink.fault(row, "phoneNumber is required");
            } else {
                tell(row, phoneNumber, sink);
            }
        }

        private void tell(int row, String number, Sink sink) {
            try {
                sink.lead(row, number, variables, consent.read());
            } catch (IllegalArgumentException e) {
                sink.fault(row, e.getMessage());
            }
        }

        private void wrong(String message) {
            if (fault == null) {
                fault = message;
            }
        }
    }
}
