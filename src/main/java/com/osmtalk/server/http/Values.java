package com.osmtalk.server.http;

import com.osmtalk.api.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What bodies and queries have in common: how single values are read and spoken of. */
final class Values {
    static final String TIME_EXPECTED = "must be a time in ISO-8601 form with its zone, like 2026-01-31T09:30:00Z";

    private static final int SHOWN_LENGTH = 64;

    private Values() {}

    /** @throws CharacterCodingException instead of putting a replacement character where bytes are wrong */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A time from the year 0 to 9999, which fits epoch milliseconds and databases; empty when it is not one. */
    static Optional<Instant> time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            return year < 0 || year > 9999 ? Optional.empty() : Optional.of(time.toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    static <E extends Enum<E>> Optional<E> choice(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equalsIgnoreCase(text))
                .findFirst();
    }

    /** An enum's value as the API writes it. */
    static String name(Object constant) {
        return Json.MAPPER.convertValue(constant, String.class);
    }

    /** The values of an enum as the API writes them. */
    static String choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Values::name).collect(Collectors.joining(", "));
    }

    /** A name from the request, made short and printable so that it can be repeated in a message. */
    static String shown(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return printable.length() <= SHOWN_LENGTH
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, SHOWN_LENGTH - 1)) + "…";
    }
}
