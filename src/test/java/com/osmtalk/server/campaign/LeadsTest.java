package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads as they come in, in files and in JSON, good and bad. */
class LeadsTest {
    private static final TestServer server = TestServer.create();

    private CheckedApi api;
    private String path;

    @BeforeAll
    static void start() throws IOException {
        server.open();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void create() {
        api = server.api();
        Answer campaign = api.post("/api/campaigns", """
                {"name": "Test", "agentId": "%s",
                 "phoneNumberId": "%s"}""".formatted(server.agentId(), server.phoneNumberId()));
        path = "/api/campaigns/" + campaign.text("/id") + "/leads";
    }

    @ParameterizedTest
    @CsvSource({"';', semicolons (;)", "'\t', tabs", "'|', vertical bars (|)"})
    void anotherSeparatorIsNamed(String separator, String named) {
        Answer refused = csv("Name;Phone Number;City\r\nAsha;+12025550100;Pune\r\n".replace(";", separator));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().toString()).contains("separated by " + named, "with commas (,)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone",
                "PHONE",
                "Phone_Number",
                "number",
                "phoneNumber",
                "PHONENUMBER",
                " phone ",
                "Phone Number",
                "Mobile No."
            })
    void thePhoneColumnHasManyNames(String header) {
        assertThat(csv("name," + header + "\r\nAsha,+12025550100\r\n").text("/inserted"))
                .isEqualTo("1");
        JsonNode lead = api.get(path).json().at("/data/0");
        assertThat(lead.path("phoneNumber").asText()).isEqualTo("+12025550100");
        assertThat(lead.path("variables").toString()).isEqualTo("{\"name\":\"Asha\"}");
        assertThat(lead.path("status").asText()).isEqualTo("pending");
        assertThat(lead.path("attempts").asInt()).isZero();
    }

    @Test
    void itIsToldWhichOfTheAgentsVariablesSomeRowsLack() {
        assertThat(csv("phone,first_name,day\n+12025550100,,\n").json().has("missingVariables"))
                .isFalse();
        assertThat(csv("phone,first_name\n+12025550101,Asha\n").text("/missingVariables/0"))
                .isEqualTo("day");
        JsonNode mixed = api.post(path, """
                        {"leads": [{"phoneNumber": "+12025550102", "variables": {"first_name": "A", "day": "B"}},
                                   {"phoneNumber": "+12025550103", "variables": {"day": "B"}},
                                   {"phoneNumber": "none"}]}
                        """).json();
        assertThat(mixed.path("inserted").asInt()).isEqualTo(2);
        assertThat(mixed.path("missingVariables").toString()).isEqualTo("[\"first_name\"]");
    }

    @Test
    void aFileIsReadAsSpreadsheetsWriteIt() {
        String file = "\uFEFFphone,first name,note,\r\n"
                + "\"+1 (202) 555-0100\",\"Asha \"\"A\"\" Rao\",\"one, two\nthree\",\r\n"
                + "\r\n"
                + ",,,\r\n"
                + "+12025550101,\u0906\u0936\u093e\r\n";
        assertThat(csv(file).response().body())
                .isEqualTo("{\"inserted\":2,\"csvErrors\":[],\"missingVariables\":[\"first_name\",\"day\"]}");
        JsonNode leads = api.get(path).json().path("data");
        assertThat(leads.at("/1/variables/first name").asText()).isEqualTo("Asha \"A\" Rao");
        assertThat(leads.at("/1/variables/note").asText()).isEqualTo("one, two\nthree");
        assertThat(leads.at("/0/variables/first name").asText()).isEqualTo("\u0906\u0936\u093e");
    }

    @Test
    void threeColumnsHoldTheConsentToBeCalled() {
        String file = "phone,Consent_Basis,consent_source,consent_at,name\n"
                + "+12025550100,written,form 4711,2026-11-02,Asha\n"
                + "+12025550101,,,,Ben\n"
                + "+12025550102,written,,2026-11-02T10:15:00+05:30,Cara\n"
                + "+12025550103,written,form,02.11.2026,Dev\n"
                + "+12025550104,written,form,2999-11-02,Eve\n"
                + "+12025550105,written\n";

        Answer added = csv(file);

        assertThat(added.text("/inserted")).isEqualTo("2");
        assertThat(added.json().path("csvErrors").findValuesAsText("message"))
                .containsExactly(
                        "its consent has no source; a consent has a basis, a source and a time",
                        "the time of its consent must be like 2026-11-02 or 2026-11-02T10:15:00Z",
                        "consent.at must be a time since 1970 that is not in the future",
                        "its consent has no source; a consent has a basis, a source and a time");
        JsonNode leads = api.get(path).json().path("data");
        assertThat(leads.at("/1/consent").toString())
                .isEqualTo("{\"basis\":\"written\",\"source\":\"form 4711\",\"at\":\"2026-11-02T00:00:00.000Z\"}");
        assertThat(leads.at("/1/variables").toString()).isEqualTo("{\"name\":\"Asha\"}");
        assertThat(leads.at("/0").has("consent")).isFalse();
    }

    @Test
    void rowsThatAreOffAreReportedAndTheOthersTaken() {
        String file = "phone,name\n"
                + "+12025550100,ok\n"
                + "12345,not e164\n"
                + "+999123456789,no country\n"
                + ",nobody\n"
                + "+12025550101,a,b\n"
                + "+12025550102," + "x".repeat(4_001) + "\n"
                + "+12025550103,nul\0\n"
                + "+12025550100,again\n"
                + "+12025550104," + "x".repeat(4_000) + "\n";
        JsonNode result = csv(file).json();
        assertThat(result.path("inserted").asInt()).isEqualTo(2);
        assertThat(result.path("csvErrors").findValuesAsText("row")).containsExactly("3", "4", "5", "6", "7", "8", "9");
        assertThat(result.path("csvErrors").findValuesAsText("message"))
                .satisfiesExactly(
                        message -> assertThat(message).contains("no country code"),
                        message -> assertThat(message).contains("not a valid phone number"),
                        message -> assertThat(message).contains("no phone number"),
                        message -> assertThat(message).contains("3 cells"),
                        message -> assertThat(message).contains("longer than 4000"),
                        message -> assertThat(message).contains("not text"),
                        message -> assertThat(message).contains("already"));
    }

    @Test
    void aNumberIsInACampaignOnce() {
        csv("phone\n+12025550100\n");
        JsonNode again = csv("phone\n+12025550100\n+12025550101\n").json();
        assertThat(again.path("inserted").asInt()).isEqualTo(1);
        assertThat(again.at("/csvErrors/0/row").asInt()).isEqualTo(2);
        assertThat(api.get(path).json().path("total").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name\\nAsha | must name one column phone",
                "phone;name\\n+12025550100;Asha | commas (,) between them",
                "phone,number\\n+12025550100,1 | must name one column phone",
                "phone,a,a\\n | two columns a",
                "phone,what?\\n | a variable's name",
                "phone\\n\"+12025550100 | Check for a quote that is not closed",
                "phone,a\\n+12025550100,\"x\"y\\n | Check for a quote that is not closed",
            })
    void aFileThatCanNotBeReadIsRefusedWhole(String file, String message) {
        csv("phone\n+12025550109\n");
        Answer refused = csv(file.replace("\\n", "\n"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).contains(message);
        assertThat(api.get(path).json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aFileHasLimits() {
        assertThat(csv("").text("/error")).contains("empty");
        assertThat(csv("phone," + columns(50)).text("/error")).contains("more than 50 columns");
        assertThat(csv("phone," + columns(49) + "\n+12025550100\n").text("/inserted"))
                .isEqualTo("1");
        String tooMany = IntStream.range(0, 50_001).mapToObj(i -> "x\n").collect(Collectors.joining("", "phone\n", ""));
        assertThat(csv(tooMany).text("/error")).contains("more than 50,000 rows");
        assertThat(csv("phone,a\n+12025550101,\"" + "x".repeat(2_000_000)).text("/error"))
                .contains("far too long");
        assertThat(csv("phone\n" + ",".repeat(1_000_000) + "\n").text("/error")).contains("far too long");
        assertThat(csv("phone\n" + ",".repeat(1_000) + "\n").text("/csvErrors/0/message"))
                .contains("1001 cells");
    }

    @Test
    void ofThousandsOfFaultsTheFirstAreListedAndTheRestCounted() {
        JsonNode result = csv(IntStream.range(0, 50_000)
                        .mapToObj(i -> "x\n")
                        .collect(Collectors.joining("", "phone\n", "")))
                .json();
        assertThat(result.path("inserted").asInt()).isZero();
        assertThat(result.path("csvErrors")).hasSize(1_000);
        assertThat(result.at("/csvErrors/999/row").asInt()).isEqualTo(50_001);
        assertThat(result.at("/csvErrors/999/message").asText()).contains("49,001 more rows");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        byte[] latin = "phone,name\n+12025550100,Andr\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                .header("Authorization", "Bearer " + server.key())
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofByteArray(latin))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("not UTF-8");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String row = "+12025550100," + "x".repeat(1_000) + "\n";
        Answer refused = csv("phone,a\n" + row.repeat(34_000));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(api.get(path).json().path("total").asInt()).isZero();
    }

    @Test
    void nothingIsLeftOfAFile() throws IOException {
        csv("phone\n+12025550100\n");
        csv("no phone\n");
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("osmtalk-body"));
        }
    }

    @Test
    void leadsComeAsJsonToo() {
        JsonNode result = api.post(path, """
                        {"leads": [{"phoneNumber": "+12025550100", "variables": {"first_name": "Asha"}},
                                   {"phoneNumber": "+12025550101"}, {"phoneNumber": "+12025550102",
                                    "variables": null}]}""").json();
        assertThat(result.path("inserted").asInt()).isEqualTo(3);
        assertThat(api.post(path, "{\"csv\": \"phone,a\\n+12025550103,b\\n\"}").text("/inserted"))
                .isEqualTo("1");
        assertThat(api.get(path + "?limit=1").text("/data/0/variables/a")).isEqualTo("b");
    }

    @Test
    void entriesThatAreOffAreReported() {
        JsonNode result = api.post(path, """
                        {"leads": [7, {}, {"phoneNumber": 7}, {"phoneNumber": "+12025550100", "variables": {"a": 1}},
                                   {"phoneNumber": "+12025550100", "variables": {"a": {"b": [1, {}]}}},
                                   {"phoneNumber": "+12025550100", "variables": []},
                                   {"phoneNumber": "+12025550100", "colour": {"x": 1}},
                                   {"phoneNumber": "+12025550100", "variables": {"what?": "x"}},
                                   {"phoneNumber": "+12025550100", "variables": {"a": "\\u0000"}},
                                   {"phoneNumber": "+12025550100", "variables": {"a": "\\ud800"}},
                                   null, {"phoneNumber": "+12025550199"}]}""").json();
        assertThat(result.path("inserted").asInt()).isEqualTo(1);
        assertThat(result.path("csvErrors").findValuesAsText("row"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "7",
                "{\"leads\": {}}",
                "{\"csv\": 7}",
                "{\"leads\": [], \"csv\": \"phone\"}",
                "{\"people\": []}",
                "{\"leads\": [}",
                "{\"leads\": [{\"phoneNumber\": \"+12025550100\"}",
                "{\"leads\": []} x",
                "\u0000",
            })
    void aBodyThatIsNoListOfLeadsIsRefused(String body) {
        assertThat(api.post(path, body).status()).isEqualTo(400);
        assertThat(api.post(path, "{\"leads\": " + "[".repeat(10_000)).status()).isEqualTo(400);
        assertThat(api.with("Content-Type", "text/plain").post(path, body).status())
                .isEqualTo(415);
        assertThat(api.get(path).json().path("total").asInt()).isZero();
    }

    @Test
    void theSameUploadWithTheSameKeyIsDoneOnce() {
        CheckedApi once = api.with("Content-Type", "text/csv").with("Idempotency-Key", path);
        String file = "phone\n+12025550100\n";
        assertThat(once.post(path, file).text("/inserted")).isEqualTo("1");
        Answer replay = once.post(path, file);
        assertThat(replay.text("/inserted")).isEqualTo("1");
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(once.post(path, file + "+12025550101\n").code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void leadsArePagedAndFiltered() {
        csv(IntStream.range(0, 300)
                .mapToObj(i -> "+1" + (212 + i / 100) + "55501" + String.format("%02d", i % 100))
                .collect(Collectors.joining("\n", "phone\n", "\n")));
        assertThat(api.get(path).json().path("data")).hasSize(200);
        JsonNode first = api.get(path + "?limit=250").json();
        assertThat(first.path("data")).hasSize(250);
        assertThat(first.path("total").asInt()).isEqualTo(300);
        assertThat(first.at("/data/0/phoneNumber").asText()).isEqualTo("+12145550199");
        assertThat(api.get(path + "?limit=250&cursor="
                                + first.path("nextCursor").asText())
                        .json()
                        .path("data"))
                .hasSize(50);
        assertThat(api.get(path + "?status=pending&limit=1000").json().path("data"))
                .hasSize(300);
        assertThat(api.get(path + "?status=busy").json().path("total").asInt()).isZero();
        assertThat(api.get(path + "?disposition=qualified").json().path("total").asInt())
                .isZero();
        for (String off : List.of("limit=1001", "limit=0", "status=gone", "disposition=gone", "phone=1")) {
            assertThat(api.get(path + "?" + off).status()).as(off).isEqualTo(400);
        }
    }

    private Answer csv(String file) {
        return api.with("Content-Type", "text/csv; charset=utf-8").post(path, file);
    }

    private static String columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    }
}
