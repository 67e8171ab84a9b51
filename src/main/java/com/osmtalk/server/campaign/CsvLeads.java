package com.osmtalk.server.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.osmtalk.server.call.DynamicVariables;
import com.osmtalk.server.campaign.LeadSource.Sink;
import com.osmtalk.server.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Leads in a CSV file with a header: one column holds the telephone number, three may hold the consent to be called
 * ({@code consent_basis}, {@code consent_source}, {@code consent_at}), the others are variables. Columns without a name
 * are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvLeads {
    private static final int MAX_COLUMNS = 50;
    private static final Pattern PHONE = Pattern.compile("(?i)phone|phone_number|number|phoneNumber");
    /** As spreadsheets of people name it; one of the names above goes before. */
    private static final Pattern NAMED_BY_PEOPLE = Pattern.compile(
            "(?i)(?:phone|tele?phone|mobile|cell|contact)(?:[ _-]?phone)?[ _.-]*(?:number|no\\.?|nr\\.?)?");

    /** Those that are no comma, and their names. */
    private static final Map<String, String> SEPARATORS =
            Map.of(";", "semicolons (;)", "\t", "tabs", "|", "vertical bars (|)");

    private static final Pattern CONSENT = Pattern.compile("(?i)consent[_ ]?(?:basis|source|at)");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** With every quote in a cell doubled. */
    private static final int LONGEST_ROW = 2 * MAX_COLUMNS * DynamicVariables.VALUE_LENGTH;

    private static final CsvFactory CSV =
            CsvFactory.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    private final BufferedReader text;

    CsvLeads(Reader text) {
        this.text = new BufferedReader(text);
    }

    /** A file in UTF-8, with or without a byte order mark. Malformed bytes are refused, not replaced. */
    static CsvLeads utf8(InputStream bytes) {
        return new CsvLeads(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** @throws Problem INVALID when the file can't be read to its end */
    void read(Sink sink) {
        try {
            skipByteOrderMark();
            BoundedRowReader rows = new BoundedRowReader(text, LONGEST_ROW);
            try (CsvParser parser = CSV.createParser(rows)) {
                Header header = header(parser);
                for (int row = 2; parser.nextToken() != null; row++) {
                    rows.nextRow();
                    row(parser, row, header, sink);
                }
            }
        } catch (CharacterCodingException e) {
            throw Problem.invalid("", "The CSV file is not UTF-8 text.");
        } catch (BoundedRowReader.RowTooLongException e) {
            throw Problem.invalid(
                    "", "The CSV file has a row that is far too long. Check for a quote that is not closed.");
        } catch (JsonProcessingException e) {
            throw Problem.invalid(
                    "",
                    "The CSV file can't be read further than line "
                            + e.getLocation().getLineNr() + ". Check for a quote that is not closed.");
        } catch (IOException e) {
            throw new UncheckedIOException("can't read a CSV file", e);
        }
    }

    private void skipByteOrderMark() throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    /** @param names of the columns; empty: none */
    private record Header(List<String> names, int phone) {}

    private static Header header(CsvParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw Problem.invalid("", "The CSV file is empty; its first line must name the columns.");
        }
        List<String> names = new ArrayList<>();
        int cells = cells(parser, names);
        names.replaceAll(String::strip);
        if (cells > MAX_COLUMNS) {
            throw Problem.invalid("", "The CSV file has more than " + MAX_COLUMNS + " columns.");
        }
        List<String> phones = like(PHONE, names);
        if (phones.isEmpty()) {
            phones = like(NAMED_BY_PEOPLE, names);
        }
        if (phones.isEmpty()) {
            requireCommas(names);
        }
        if (phones.size() != 1) {
            throw Problem.invalid(
                    "",
                    "The CSV file's first line must name one column phone, phone_number, number or phoneNumber; columns"
                            + " are separated by commas.");
        }
        checkVariables(names);
        return new Header(names, names.indexOf(phones.get(0)));
    }

    private static List<String> like(Pattern pattern, List<String> names) {
        return names.stream().filter(name -> pattern.matcher(name).matches()).toList();
    }

    /** Where a comma is the decimal sign, spreadsheets separate by semicolons. */
    private static void requireCommas(List<String> names) {
        for (Map.Entry<String, String> separator : SEPARATORS.entrySet()) {
            if (names.stream().anyMatch(name -> name.contains(separator.getKey()))) {
                throw Problem.invalid(
                        "",
                        "The CSV file's columns are separated by " + separator.getValue()
                                + ". Save it with commas (,) between them.");
            }
        }
    }

    private static void checkVariables(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.isEmpty() && !DynamicVariables.isName(name)) {
                throw Problem.invalid("", "Column " + (i + 1) + ": " + DynamicVariables.NAME_RULE + ".");
            }
            if (!name.isEmpty() && !seen.add(name)) {
                throw Problem.invalid("", "The CSV file has two columns " + name + ".");
            }
        }
    }

    private static void row(CsvParser parser, int row, Header header, Sink sink) throws IOException {
        List<String> cells = new ArrayList<>(header.names().size());
        int count = cells(parser, cells);
        if (count > header.names().size()) {
            sink.fault(
                    row,
                    "has " + count + " cells where there are " + header.names().size() + " columns");
        } else if (header.phone() >= count || cells.get(header.phone()).isBlank()) {
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                sink.fault(row, "has no phone number");
            }
        } else {
            lead(row, header, cells.subList(0, count), sink);
        }
    }

    private static void lead(int row, Header header, List<String> cells, Sink sink) {
        Map<String, String> variables = new LinkedHashMap<>();
        LeadConsent consent = new LeadConsent();
        for (int i = 0; i < cells.size(); i++) {
            String name = header.names().get(i);
            String cell = cells.get(i);
            if (!CONSENT.matcher(name).matches()) {
                if (i != header.phone() && !name.isEmpty()) {
                    variables.put(name, cell);
                }
            } else if (name.toLowerCase(Locale.ROOT).endsWith("basis")) {
                consent.basis(cell);
            } else if (name.toLowerCase(Locale.ROOT).endsWith("source")) {
                consent.source(cell);
            } else {
                consent.at(cell);
            }
        }
        try {
            sink.lead(row, cells.get(header.phone()), variables, consent.read());
        } catch (IllegalArgumentException e) {
            sink.fault(row, e.getMessage());
        }
    }

    /** Reads one row to its end, and keeps as many cells as there can be. @return how many it has */
    private static int cells(CsvParser parser, List<String> cells) throws IOException {
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count < MAX_COLUMNS) {
                cells.add(parser.getText());
            }
            count++;
        }
        return count;
    }
}
