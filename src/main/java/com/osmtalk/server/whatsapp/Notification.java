package com.osmtalk.server.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import com.osmtalk.server.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what WhatsApp sends. Of all it tells, only texts people wrote are taken; receipts, pictures and unknown kinds
 * are ignored.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples">payload examples</a>
 */
final class Notification {
    private static final Pattern SENDER_ID = Pattern.compile("[0-9]{1,32}");
    private static final NumberingPlan PLAN = new NumberingPlan();
    private static final int ID_LENGTH = 512;
    private static final int TEXT_LENGTH = 4_000;

    private Notification() {}

    /** @throws Problem INVALID when it is not JSON */
    static List<InboundMessage> read(byte[] body) {
        List<InboundMessage> messages = new ArrayList<>();
        for (JsonNode entry : tree(body).path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                JsonNode value = change.path("value");
                for (JsonNode message : value.path("messages")) {
                    message(value.path("metadata"), message).ifPresent(messages::add);
                }
            }
        }
        return messages;
    }

    private static Optional<InboundMessage> message(JsonNode metadata, JsonNode message) {
        String id = message.path("id").asText();
        String senderId = metadata.path("phone_number_id").asText();
        String text = storable(message.path("text").path("body").asText());
        Optional<PhoneNumber> from = number(message.path("from").asText());
        Optional<PhoneNumber> to = number(metadata.path("display_phone_number").asText());
        boolean taken = message.path("type").asText().equals("text")
                && !id.isBlank()
                && id.length() <= ID_LENGTH
                && storable(id).equals(id)
                && SENDER_ID.matcher(senderId).matches()
                && !text.isBlank()
                && from.isPresent()
                && to.isPresent();
        return taken ? Optional.of(new InboundMessage(id, senderId, from.get(), to.get(), text)) : Optional.empty();
    }

    /** WhatsApp leaves the plus sign out, and shows a number of ours with blanks and dashes. */
    private static Optional<PhoneNumber> number(String written) {
        try {
            return Optional.of(PLAN.parse("+" + written.replaceAll("[^0-9]", "")));
        } catch (UnusableNumberException noNumber) {
            return Optional.empty();
        }
    }

    /** Without NUL and unpaired surrogates, which databases refuse, and cut to the longest message an agent takes. */
    private static String storable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        int end = Math.min(kept.length(), TEXT_LENGTH);
        boolean split = end < kept.length() && Character.isHighSurrogate(kept.charAt(end - 1));
        return kept.substring(0, split ? end - 1 : end);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw Problem.invalid("", "The body is not valid JSON.");
        }
    }
}
