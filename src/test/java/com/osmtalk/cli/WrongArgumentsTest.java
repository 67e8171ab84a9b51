package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A command line that is wrong ends with exit code 2, and a sentence that says what was probably meant. */
class WrongArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serv                            | there is no command serv of osmtalk. Did you mean serve?
            server                          | Did you mean serve?
            SERVE                           | Did you mean serve?
            srve --port 1                   | Did you mean serve?
            docter                          | Did you mean doctor?
            manfest                         | Did you mean manifest?
            mpc                             | Did you mean mcp?
            key list                        | Did you mean keys?
            help                            | Did you mean --help?
            version                         | Did you mean --version?
            telephone                       | there is no command telephone of osmtalk
            keys creat --name x             | there is no command creat of osmtalk keys. Did you mean create?
            keys lst                        | Did you mean list?
            serve --prot 1                  | there is no option --prot of osmtalk serve. Did you mean --port?
            serve --prot=1                  | there is no option --prot of osmtalk serve. Did you mean --port?
            serve --hlep                    | Did you mean --help?
            serve --allowed-host x          | Did you mean --allowed-hosts?
            serve --zzz                     | there is no option --zzz of osmtalk serve
            keys list --port 1              | there is no option --port of osmtalk keys list; it is one of serve
            serve now                       | osmtalk serve takes no argument "now"
            doctor --client claude-dektop   | not "claude-dektop". Did you mean claude-desktop?
            doctor --client vs-code         | Did you mean vscode?
            serve --port                    | --port
            doctor --client --home x        | --client ASSISTANT needs a value
            serve --port x                  | --port (OSMTALK_PORT) must be an integer
            serve --confirm alway           | --confirm (OSMTALK_CONFIRM) must be
            keys create                     | osmtalk keys create needs --name NAME
            keys create --name              | --name NAME
            keys create --nam x             | there is no option --nam of osmtalk keys create. Did you mean --name?
            keys delete                     | osmtalk keys delete needs KEY
            """)
    void whatWasMeantIsSaid(String arguments, String sentence) {
        assertThat(refused(Map.of(), arguments.split(" ")).replaceAll("\\s+", " "))
                .contains(sentence)
                .doesNotContain("Unmatched argument", "Unknown option", "Missing required", "Expected parameter");
    }

    @Test
    void aWordThatResemblesNothingIsNoOther() {
        assertThat(refused(Map.of(), "telephone")).doesNotContain("Did you mean");
        assertThat(refused(Map.of(), "serve", "--zzz")).doesNotContain("Did you mean");
    }

    @Test
    void hostNamesThatAreNoneAreRefused() {
        for (String host : new String[] {"a b", "https://calls.example.com", "calls.example.com/mcp", "a..b", "x:80"}) {
            assertThat(refused(Map.of(), "serve", "--port", "0", "--allowed-hosts", host))
                    .contains("--allowed-hosts (OSMTALK_ALLOWED_HOSTS) must be host names", "\"" + host + "\"");
        }
    }

    @Test
    void hostNamesThatAreSomeAreTaken() {
        Settings settings = Settings.of(Environment.of(
                Map.of("OSMTALK_ALLOWED_HOSTS", "calls.example.com, münchen.example,10.0.0.1, [::1] ,2001:db8::1,")));

        assertThat(new ServerOptions(settings).allowedHosts())
                .containsExactly("calls.example.com", "münchen.example", "10.0.0.1", "[::1]", "2001:db8::1");
    }

    @Test
    void speechThatCouldNotWorkIsRefused() {
        assertThat(refused(Map.of("OSMTALK_STT_MODEL", "whisper-1"), "serve", "--port", "0"))
                .contains("OSMTALK_STT_MODEL is set but there is no key")
                .contains("OSMTALK_STT_KEY", "OPENAI_API_KEY", "OSMTALK_STT_URL");
        assertThat(refused(Map.of("OSMTALK_TTS_MODEL", "tts-1"), "serve", "--port", "0"))
                .contains("OSMTALK_TTS_MODEL is set but there is no key");
        assertThat(refused(Map.of("OSMTALK_STT_URL", "http://localhost:9000/v1"), "serve", "--port", "0"))
                .contains("OSMTALK_STT_URL is set but OSMTALK_STT_MODEL is not");
        assertThat(refused(Map.of("OSMTALK_TTS_KEY", "s3cret"), "serve", "--port", "0"))
                .contains("OSMTALK_TTS_KEY is set but OSMTALK_TTS_MODEL is not")
                .doesNotContain("s3cret");
    }

    @Test
    void helpOfACommandHasWhatMattersToItOnly() {
        assertThat(help("keys", "create"))
                .contains("--name", "--scopes", "--home", "--database-url", "OSMTALK_ADMIN_PASSWORD")
                .doesNotContain(
                        "--voice-port", "--sim-speed", "OPENAI", "RAZORPAY", "WHATSAPP", "--max-calls", "--port");
        assertThat(help("doctor"))
                .contains("--client", "--home", "--api-url", "HTTPS_PROXY")
                .doesNotContain("--sim-speed", "RAZORPAY", "WHATSAPP", "--calls-per-hour", "--toolsets");
        assertThat(help("demo")).doesNotContain("--home", "--port", "OSMTALK_API_KEY");
        assertThat(help("serve")).contains("--port", "--voice-port", "--calls-per-hour", "RAZORPAY");
    }

    private static String help(String... command) {
        String[] arguments = Arrays.copyOf(command, command.length + 1);
        arguments[command.length] = "--help";
        StringWriter out = new StringWriter();
        assertThat(program(Map.of(), out, out).execute(arguments)).isZero();
        return out.toString();
    }

    private static String refused(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(program(environment, out, err).execute(arguments))
                .as("%s", err)
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    private static CommandLine program(Map<String, String> environment, StringWriter out, StringWriter err) {
        return OsmTalkCommand.commandLine(Environment.of(environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }
}
