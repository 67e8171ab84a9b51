package com.osmtalk.server.campaign;

import com.osmtalk.api.Lead;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.store.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The leads of a campaign as a CSV file: what came of each, then the variables of all, in columns by their names. It is
 * read twice, a page at a time, as the columns are known only when every lead has been seen.
 *
 * <p>A spreadsheet takes a cell that begins with {@code = + - @} for a formula, and what people have put into a
 * variable might then run on the machine of whoever opens the file: such a cell is given an apostrophe in front, unless
 * it is nothing but a number.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
 */
final class LeadSheet {
    private static final int PAGE = 1_000;
    private static final List<String> OUTCOME =
            List.of("phone_number", "status", "disposition", "attempts", "call_id", "completed_at");
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
    private static final Pattern NUMBER = Pattern.compile("[+-][0-9][0-9 .,()-]*");
    private static final Pattern QUOTED = Pattern.compile("(?s).*[\",\\r\\n].*");

    private final Function<PageRequest, Page<Lead>> pages;

    /** @param pages any page of the leads that are wanted */
    LeadSheet(Function<PageRequest, Page<Lead>> pages) {
        this.pages = pages;
    }

    void writeTo(OutputStream out) throws IOException {
        Set<String> variables = new TreeSet<>();
        each(lead -> variables.addAll(lead.variables().keySet()));
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        List<String> header = new ArrayList<>(OUTCOME);
        header.addAll(variables);
        text.write(row(header));
        each(lead -> text.write(row(cells(lead, variables))));
        text.flush();
    }

    @FunctionalInterface
    private interface Reader {
        void read(Lead lead) throws IOException;
    }

    private void each(Reader reader) throws IOException {
        String cursor = null;
        do {
            Page<Lead> page = pages.apply(new PageRequest(PAGE, cursor, 0));
            for (Lead lead : page.data()) {
                reader.read(lead);
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private static List<String> cells(Lead lead, Set<String> variables) {
        List<String> cells = new ArrayList<>(List.of(
                lead.phoneNumber().e164(),
                Columns.name(lead.status()),
                text(Columns.nullableName(lead.disposition())),
                Integer.toString(lead.attempts()),
                text(lead.callId()),
                text(lead.completedAt())));
        variables.forEach(name -> cells.add(text(lead.variables().get(name))));
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String row(List<String> cells) {
        return String.join(",", cells.stream().map(LeadSheet::cell).toList()) + "\r\n";
    }

    static String cell(String text) {
        boolean formula =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        String harmless = formula ? "'" + text : text;
        return QUOTED.matcher(harmless).matches() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
