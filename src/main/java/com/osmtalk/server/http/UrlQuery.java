package com.osmtalk.server.http;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import com.osmtalk.server.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query string, read strictly: a parameter that the route did not ask for, that appears twice or that can't be
 * decoded is refused. A misspelt filter that was ignored would show a caller more than they asked for, without a word.
 */
final class UrlQuery implements Query {
    private static final int MAX_PARAMETERS = 50;
    private static final int MAX_OFFSET = 1_000_000;
    private static final NumberingPlan PLAN = new NumberingPlan();
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Map<String, String> given;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param raw as it stands in the URL, still encoded */
    UrlQuery(@Nullable String raw) {
        given = raw == null ? Map.of() : parsed(raw);
    }

    @Override
    public Optional<String> text(String name) {
        asked.add(name);
        Optional<String> value = Optional.ofNullable(given.get(name));
        if (value.filter(String::isEmpty).isPresent()) {
            throw Problem.invalid(name, "must not be empty; leave it out to apply no filter");
        }
        return value;
    }

    @Override
    public String given(String name) {
        asked.add(name);
        return given.getOrDefault(name, "");
    }

    @Override
    public Optional<Instant> time(String name) {
        // an unencoded + of a zone offset arrives as a space
        return text(name)
                .map(value -> Values.time(value.replace(' ', '+'))
                        .orElseThrow(() -> Problem.invalid(name, Values.TIME_EXPECTED)));
    }

    @Override
    public Optional<PhoneNumber> phoneNumber(String name) {
        return text(name).map(value -> {
            try {
                // an unencoded + in front arrives as a space
                return PLAN.parse(value.startsWith(" ") && value.indexOf('+') < 0 ? "+" + value : value);
            } catch (UnusableNumberException e) {
                throw Problem.invalid(name, e.requirement());
            }
        });
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name)
                .map(value -> Values.choice(value, type)
                        .orElseThrow(() -> Problem.invalid(name, "must be one of " + Values.choices(type))));
    }

    @Override
    public PageRequest page() {
        return page(PageRequest.DEFAULT_LIMIT, PageRequest.MAX_LIMIT);
    }

    @Override
    public PageRequest page(int defaultLimit, int maxLimit) {
        int limit = number("limit", 1, maxLimit, defaultLimit);
        int offset = number("offset", 0, MAX_OFFSET, 0);
        String cursor = text("cursor").orElse(null);
        if (cursor != null && offset > 0) {
            throw Problem.invalid("offset", "can't be combined with cursor");
        }
        return new PageRequest(limit, cursor, offset);
    }

    @Override
    public void refuseUnknown() {
        List<FieldError> unknown = new ArrayList<>();
        String known = asked.isEmpty() ? "it takes none" : "known are " + String.join(", ", asked);
        for (String name : given.keySet()) {
            if (!asked.contains(name)) {
                unknown.add(new FieldError(Values.shown(name), "is not a query parameter of this route; " + known));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
    }

    @Override
    public int number(String name, int min, int max, int whenAbsent) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return whenAbsent;
        }
        if (NUMBER.matcher(value.get()).matches()) {
            int number = Integer.parseInt(value.get());
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw Problem.invalid(name, "must be an integer from " + min + " to " + max);
    }

    private static Map<String, String> parsed(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded("", equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(name, pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw Problem.invalid(Values.shown(name), "appears more than once");
            }
            if (parameters.size() > MAX_PARAMETERS) {
                throw Problem.invalid("", "The URL has more than " + MAX_PARAMETERS + " query parameters.");
            }
        }
        return parameters;
    }

    private static String decoded(String name, String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '+') {
                bytes.write(' ');
            } else if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else {
                int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw undecodable(name);
                }
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        try {
            String text = Values.utf8(bytes.toByteArray());
            if (text.indexOf('\0') >= 0) {
                throw undecodable(name);
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw undecodable(name);
        }
    }

    private static Problem undecodable(String name) {
        return name.isEmpty()
                ? Problem.invalid("", "The URL's query is not percent-encoded UTF-8 text.")
                : Problem.invalid(Values.shown(name), "must be percent-encoded UTF-8 text without NUL characters");
    }
}
