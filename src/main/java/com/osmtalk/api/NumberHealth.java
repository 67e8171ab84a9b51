package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls can be made from a number and taken on it: what was looked at, in the order in which one thing needs
 * the other.
 *
 * @param ok whether every check is
 */
public record NumberHealth(
        String id,
        PhoneNumber phoneNumber,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        NumberProvider provider,

        boolean ok,
        List<Check> checks,
        Instant checkedAt) {

    /**
     * One thing that was looked at.
     *
     * @param sentence what was found
     * @param whatToDo absent: nothing
     * @param millis how long it took to answer; absent: nothing was asked
     */
    public record Check(
            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            Subject subject,

            boolean ok,
            String sentence,
            @Nullable String whatToDo,
            @Nullable Long millis) {

        public static Check ok(Subject subject, String sentence) {
            return new Check(subject, true, sentence, null, null);
        }

        public static Check wrong(Subject subject, String sentence, String whatToDo) {
            return new Check(subject, false, sentence, whatToDo, null);
        }

        /** The same with the time that it took. */
        public Check after(long took) {
            return new Check(subject, ok, sentence, whatToDo, took);
        }
    }

    public enum Subject {
        /** Who carries the number's calls. A client takes a subject that it does not know for this one. */
        @JsonEnumDefaultValue
        CARRIER,
        /** The name of the trunk's host. */
        NAME,
        /** Whether the trunk is reached over its transport. */
        CONNECTION,
        /** Whether the trunk's certificate is one for its host. */
        CERTIFICATE,
        /** Whether the trunk knows us, and answers. */
        SIGNALLING,
        /** The address under which the trunk reaches us. */
        PUBLIC_ADDRESS,
        /** Whether ports for sound are free. */
        MEDIA_PORTS,
        /** Who connects a caller with the person who takes over. */
        TRANSFER,
        /** What recognises speech. */
        RECOGNITION,
        /** What speaks. */
        VOICE
    }
}
