package com.osmtalk.cli.agentfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRun.AgentState;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Criterion;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Results as JUnit XML that any program reads, whatever was said. */
class TestReportTest {
    private static final String ODD = "<a b='c'>&\"]]>\u0000\u0001\uFFFE\uD800 😀\nnext";

    @TempDir
    Path folder;

    @Test
    void whateverWasSaidTheXmlIsValid() throws Exception {
        Path file = folder.resolve("deep/er/report.xml");

        TestReport.writeJUnit(
                file,
                List.of(new TestReport.Suite(
                        "a.yaml",
                        ODD,
                        List.of(
                                run(EvalStatus.FAILED, Outcome.FAILED, null),
                                run(EvalStatus.PASSED, Outcome.PASSED, null),
                                run(EvalStatus.UNDECIDED, Outcome.NOT_JUDGED, null),
                                run(EvalStatus.ERROR, Outcome.PASSED, ODD)))));

        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("name")).startsWith("<a b='c'>&\"]]>");
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("<a b='c'>&\"]]>");
        assertThat(xml.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("😀")
                .contains("<a b='c'>");
        assertThat(((Element) xml.getElementsByTagName("testcase").item(0)).getAttribute("time"))
                .isEqualTo("1.500");
    }

    @Test
    void aTerminalIsGivenNothingToObey() {
        assertThat(String.join("\n", TestReport.lines(run(EvalStatus.FAILED, Outcome.FAILED, "\u001b[31mred\u202E"))))
                .doesNotContain("\u001b", "\u202E")
                .contains("[31mred");
    }

    private static EvalRun run(EvalStatus status, Outcome outcome, String error) {
        EvalCaseDraft testCase = new EvalCaseDraft(null, ODD, null, null, null, null, EvalCriteria.NONE);
        return new EvalRun(
                "run_1",
                null,
                testCase,
                "agent_1",
                "A",
                AgentState.CURRENT,
                null,
                "0",
                status,
                "script",
                Ending.AGENT,
                List.of(new EvalVerdict(Criterion.MUST_SAY, ODD, outcome, "It did not.", 0)),
                List.of(new TranscriptEntry(0, TranscriptRole.AGENT, ODD, 0, null)),
                null,
                error,
                Instant.EPOCH,
                Instant.EPOCH.plusMillis(1_500));
    }
}
