package com.osmtalk.server.dnc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.server.TwoCustomers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DncRoutesTest extends TwoCustomers {
    private static final String PATH = "/api/campaigns/dnc";
    private static final String BARE = "{\"phoneNumber\": \"+12025550107\"}";

    @Test
    void aNumberIsPutOnFoundAndTakenOff() {
        JsonNode entry = us.post(
                        PATH, "{\"phoneNumber\": \"+12025550107\", \"reason\": \"asked\", \"source\": \"opt_out\"}")
                .as(201);
        assertThat(entry.path("id").asText()).startsWith("dnc_");
        assertThat(entry.path("reason").asText()).isEqualTo("asked");
        assertThat(entry.path("source").asText()).isEqualTo("opt_out");
        assertThat(us.post(PATH, BARE).as(200)).isEqualTo(entry);
        assertThat(us.get(PATH).as(200).path("data").get(0)).isEqualTo(entry);

        String id = entry.path("id").asText();
        assertThat(us.get(PATH + "?phoneNumber=%2B12025550107").ids()).containsExactly(id);
        assertThat(us.get(PATH + "?phoneNumber=+12025550107").ids()).containsExactly(id);
        assertThat(us.get(PATH + "?phoneNumber=%2B12025550108").ids()).isEmpty();

        assertThat(us.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(us.delete(PATH + "/" + id).code(404)).isEqualTo("not_found");
        assertThat(us.get(PATH).ids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+4402079460958",
        "+44 (0)20 7946-0958",
        "tel:+44-20-7946-0958",
        "\u202a+44 20 7946 0958\u202c",
        "\uff0b\uff14\uff14\uff12\uff10\uff17\uff19\uff14\uff16\uff10\uff19\uff15\uff18",
    })
    void aNumberIsOneHoweverItIsWritten(String spelling) {
        JsonNode entry = us.post(PATH, "{\"phoneNumber\": \"+442079460958\"}").as(201);
        assertThat(us.post(PATH, "{\"phoneNumber\": \"" + spelling + "\"}").as(200))
                .isEqualTo(entry);
        String query = URLEncoder.encode(spelling, StandardCharsets.UTF_8);
        assertThat(us.get(PATH + "?phoneNumber=" + query).ids())
                .containsExactly(entry.path("id").asText());
        assertThat(us.get(PATH).as(200).at("/data/0/phoneNumber").asText()).isEqualTo("+442079460958");
    }

    @Test
    void whoPutsANumberOnIsItsSource() {
        assertThat(us.post(PATH, BARE).as(201).path("source").asText()).isEqualTo("api");
        assertThat(us.sendAsPerson("POST", PATH, "{\"phoneNumber\": \"+12025550108\"}")
                        .as(201)
                        .path("source")
                        .asText())
                .isEqualTo("manual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+553188887777", "+5215512345678", "+541123456789"})
    void theNumbersThatWhatsAppKnowsPeopleByCanBeListed(String number) {
        us.post(PATH, "{\"phoneNumber\": \"" + number + "\"}").as(201);
    }

    @Test
    void manyAreImportedAtOnce() {
        us.post(PATH, BARE).as(201);
        JsonNode result = us.post(
                        PATH + "/bulk",
                        "{\"entries\": [{\"phoneNumber\": \"+12025550107\"}, {\"phoneNumber\": \"+12025550108\"}]}")
                .as(200);
        assertThat(result.path("inserted").asInt()).isEqualTo(1);
        assertThat(result.path("alreadyListed").asInt()).isEqualTo(1);
        assertThat(us.get(PATH).as(200).path("data").get(0).path("source").asText())
                .isEqualTo("imported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | phoneNumber",
                "{\"phoneNumber\": \"911\"} | phoneNumber",
                "{\"phoneNumber\": \"+1 202 555 010\"} | phoneNumber",
                "{\"phoneNumber\": \"+91 0091 98765 43211\"} | phoneNumber",
                "{\"phoneNumber\": \"+44 44 20 7946 0959\"} | phoneNumber",
                "{\"phoneNumber\": \"+12025550107\", \"reason\": 7} | reason",
                "{\"phoneNumber\": \"+12025550107\", \"source\": \"gossip\"} | source",
                "{\"phoneNumber\": \"+12025550107\", \"note\": \"x\"} | note",
            })
    void aFieldThatIsOffIsNamedAndNothingIsListed(String body, String path) {
        assertThat(us.post(PATH, body).faults()).containsExactly(path);
        String good = "{\"phoneNumber\": \"+12025550108\"}";
        assertThat(us.post(PATH + "/bulk", "{\"entries\": [" + good + ", " + body + "]}")
                        .faults())
                .containsExactly("entries[1]." + path);
        assertThat(us.get(PATH).ids()).isEmpty();
    }

    @Test
    void anImportHasALimit() {
        String entries = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> "{\"phoneNumber\": \"+1202555" + (1000 + i) + "\"}")
                .collect(Collectors.joining(","));
        assertThat(us.post(PATH + "/bulk", "{\"entries\": [" + entries + "]}").faults())
                .containsExactly("entries");
        assertThat(us.post(PATH + "/bulk", "{}").faults()).containsExactly("entries");
        assertThat(us.post(PATH + "/bulk", "{\"entries\": [null]}").faults()).containsExactly("entries[0]");
    }

    @Test
    void aFilterThatIsNoNumberIsRefused() {
        assertThat(us.get(PATH + "?phoneNumber=911").faults()).containsExactly("phoneNumber");
        assertThat(us.get(PATH + "?number=x").faults()).containsExactly("number");
    }

    @Test
    void anotherOrganisationFindsNothing() {
        String id = us.post(PATH, BARE).id();
        assertThat(them.delete(PATH + "/" + id).code(404)).isEqualTo("not_found");
        assertThat(them.get(PATH).ids()).isEmpty();
        assertThat(them.get(PATH + "?phoneNumber=%2B12025550107").ids()).isEmpty();
        assertThat(us.get(PATH).ids()).containsExactly(id);
    }
}
