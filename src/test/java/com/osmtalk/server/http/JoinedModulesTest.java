package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.osmtalk.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of an app in few files, which do what they did one by one. */
class JoinedModulesTest {
    private static final String PAGE = "<script type=\"importmap\">{\"imports\": {\"lib/\": \"./lib/\"}}</script>";

    @Test
    void aBrowserThatRunsThemJoinedGetsTheSame(@TempDir Path home, @TempDir Path profile) throws Exception {
        Optional<Path> installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no browser is installed");
        FileApp app = FileApp.at("/one-by-one", "com/osmtalk/server/http/modules")
                .withHeaders(() -> Map.of("Content-Security-Policy", "default-src 'none'; script-src 'self'"));
        FileApp joined = FileApp.at("/joined", "com/osmtalk/server/http/modules")
                .withHeaders(() -> Map.of("Content-Security-Policy", "default-src 'none'; script-src 'self'"))
                .withJoinedModules("main.js");
        try (TestHttpServer server = TestHttpServer.withApps(home, app, joined);
                Browser browser = new Browser(installed.get(), profile)) {
            String url = "http://127.0.0.1:" + server.http.port();
            String separate = result(browser, url + "/one-by-one/");
            assertThat(separate).contains("Grüße", "\"half\":1", "more 3", "Title", "\"order\",\"title\"");
            assertThat(scripts(browser)).contains("/parts/order.js", "/views/title.js");

            String together = result(browser, url + "/joined/");
            assertThat(together.replace("/joined/", "/one-by-one/")).isEqualTo(separate);
            assertThat(scripts(browser)).isEqualTo("/main.js /views/view.js");
        }
    }

    private static String result(Browser browser, String url) {
        browser.open(url);
        browser.await("window.result?.done");
        return browser.evaluate("JSON.stringify(window.result)");
    }

    private static String scripts(Browser browser) {
        return browser.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)"
                + ".filter((name) => name.endsWith('.js')).map((name) => name.replace(/.*@\\w+/, ''))"
                + ".sort().join(' ')");
    }

    @Test
    void licencesStayAndOtherCommentsGo() {
        Map<String, byte[]> joined = join(Map.of(
                "main.js", "/** @license of someone */\nimport './a.js'; // why\n/** What it does. */\nrun();\n",
                "a.js", "//# sourceMappingURL=a.js.map\n"));
        assertThat(text(joined, "main.js"))
                .contains("@license of someone", "run();")
                .doesNotContain("why", "What it does", "sourceMappingURL");
    }

    @Test
    void whatIsThereFromTheBeginningIsNotSentAgain() {
        Map<String, byte[]> joined = join(Map.of(
                "main.js",
                        "import {a} from './a.js';\nimport('./view.js');\nimport('./a.js');\nimport('lib/alone.js');",
                "a.js", "export const a = 1;",
                "b.js", "export const b = 2;",
                "view.js", "import {a} from './a.js';\nimport {b} from './b.js';\nimport('./deep/other.js');",
                "deep/other.js", "import {b} from '../b.js';\nimport('../view.js');",
                "lib/alone.js", "export const alone = true;"));
        assertThat(joined).containsOnlyKeys("main.js", "view.js", "deep/other.js");
        assertThat(text(joined, "main.js")).contains("const a = 1").contains("import('./lib/alone.js')");
        assertThat(text(joined, "view.js")).contains("const b = 2").doesNotContain("const a = 1");
        assertThat(text(joined, "deep/other.js")).contains("from '../main.js'", "import('../view.js')");
    }

    @Test
    void modulesThatNeedEachOtherAreRefused() {
        assertThatThrownBy(() -> join(Map.of("main.js", "import './a.js';", "a.js", "import './main.js';")))
                .hasMessage("modules need each other: main.js, a.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export let changing = 1;",
                "export const {a, b} = c;",
                "export default class Named {}",
                "import(name);",
                "import {b} from './a.js';",
                "import './missing.js';",
                "import 'not-in-the-map';",
                "const text = 'open;",
                "const text = `${open`;",
                "if (a) {"
            })
    void whatCouldNotBeJoinedWithoutChangingItIsRefused(String code) {
        assertThatThrownBy(() -> join(Map.of("main.js", code, "a.js", "export const a = 1;")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(code.contains("missing") ? "missing.js" : "main.js");
    }

    private static Map<String, byte[]> join(Map<String, String> modules) {
        Map<String, byte[]> files = new HashMap<>();
        modules.forEach((name, code) -> files.put(name, code.getBytes(StandardCharsets.UTF_8)));
        files.put("index.html", PAGE.getBytes(StandardCharsets.UTF_8));
        return JoinedModules.join("main.js", files);
    }

    private static String text(Map<String, byte[]> joined, String name) {
        return new String(joined.get(name), StandardCharsets.UTF_8);
    }
}
