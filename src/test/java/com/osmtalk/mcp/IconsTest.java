package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients show people of the server and its tools. */
class IconsTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @Test
    void theServerAndEachToolHaveADrawing() throws Exception {
        Lines lines = new Lines(bench.mcp());
        Map<String, Object> opening = Map.of("protocolVersion", "2025-11-25", "capabilities", Map.of());
        assertDrawn(lines.request("initialize", opening).at("/result/serverInfo/icons"));
        JsonNode tools = lines.request("tools/list", Map.of()).at("/result/tools");
        assertThat(tools).isNotEmpty().allSatisfy(tool -> assertDrawn(tool.get("icons")));
        lines.close();
    }

    private static void assertDrawn(JsonNode icons) {
        assertThat(icons).hasSize(1);
        assertThat(icons.at("/0/mimeType").asText()).isEqualTo("image/svg+xml");
        assertThat(icons.at("/0/sizes/0").asText()).isEqualTo("any");
        String src = icons.at("/0/src").asText();
        assertThat(src).startsWith("data:image/svg+xml;base64,").hasSizeLessThan(500);
        byte[] svg = Base64.getDecoder().decode(src.substring(src.indexOf(',') + 1));
        try {
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(svg))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
