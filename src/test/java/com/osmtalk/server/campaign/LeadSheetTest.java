package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The leads of a campaign as a file for a spreadsheet. */
class LeadSheetTest {
    private static final TestServer SERVER = TestServer.create();

    private static CheckedApi api;

    @BeforeAll
    static void start() throws IOException {
        SERVER.open();
        api = SERVER.api();
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
    }

    @Test
    void everyLeadIsARowWithTheVariablesOfAll() {
        String path = campaign("""
                {"leads": [
                  {"phoneNumber": "+12025550100", "variables": {"name": "Asha, \\"the one\\"", "city": "Pune\\nIndia"}},
                  {"phoneNumber": "+12025550102", "variables": {"due": "=1+1"}}]}""");
        Answer sheet = api.get(path + "/leads.csv");
        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.header("Content-Type")).isEqualToIgnoringCase("text/csv; charset=utf-8");
        assertThat(sheet.header("Content-Disposition")).contains("leads.csv");
        assertThat(sheet.response().body()).isEqualTo("""
                phone_number,status,disposition,attempts,call_id,completed_at,city,due,name\r
                +12025550102,pending,,0,,,,'=1+1,\r
                +12025550100,pending,,0,,,"Pune
                India",,"Asha, ""the one""\"\r
                """);
        assertThat(api.get(path + "/leads.csv?status=completed").response().body())
                .isEqualTo("phone_number,status,disposition,attempts,call_id,completed_at\r\n");
        assertThat(api.get(path + "/leads.csv?status=none").status()).isEqualTo(400);
    }

    @Test
    void moreThanOnePageIsWrittenWhole() {
        List<String> leads = IntStream.range(0, 1_100)
                .mapToObj(i -> "{\"phoneNumber\": \"+1202556%04d\", \"variables\": {}}".formatted(i))
                .toList();
        String path = campaign("{\"leads\": [" + String.join(",", leads) + "]}");
        List<String> rows =
                api.get(path + "/leads.csv").response().body().lines().collect(Collectors.toList());
        assertThat(rows).hasSize(1_101).doesNotHaveDuplicates();
        assertThat(api.send("HEAD", path + "/leads.csv", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "+91 98765-43210, +91 98765-43210",
        "-5, -5",
        "=HYPERLINK(1), '''=HYPERLINK(1)'",
        "+1+cmd|x, '''+1+cmd|x'",
        "@SUM(A1), '''@SUM(A1)'",
        "-2+3+cmd, '''-2+3+cmd'",
        "नमस्ते, नमस्ते",
    })
    void whatASpreadsheetWouldRunIsText(String value, String cell) {
        assertThat(LeadSheet.cell(value)).isEqualTo(cell);
    }

    private static String campaign(String leads) {
        String path = "/api/campaigns/"
                + api.post("/api/campaigns", """
                        {"name": "Ours", "agentId": "%s",
                         "phoneNumberId": "%s"}""".formatted(SERVER.agentId(), SERVER.phoneNumberId()))
                        .text("/id");
        assertThat(api.post(path + "/leads", leads).status()).isEqualTo(200);
        return path;
    }
}
