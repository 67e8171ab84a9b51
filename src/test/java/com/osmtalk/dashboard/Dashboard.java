package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.Browser;
import com.osmtalk.api.Json;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The dashboard of a server in a real browser, where the administrator is signed in. Server and browser are started
 * once for the tests of a class; where no browser is installed, these are skipped.
 *
 * <p>Pages are used as people use them: by the names of fields and buttons. Each waits until what it names is there.
 */
public final class Dashboard implements BeforeAllCallback, AfterAllCallback {
    /** A name that would run as a program if it were taken for HTML, and be filled in if it were a template. */
    public static final String ATTACK = "<img src=x onerror=\"window.attacked=1\">${window.attacked=1}";

    public static final String ADMIN = "admin@example.com";

    private final TestServer server;
    private Path profile;
    private Browser browser;

    public Dashboard(TestServer server) {
        this.server = server;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Optional<Path> installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no browser is installed");
        server.open();
        profile = Files.createTempDirectory("osmtalk-browser");
        browser = new Browser(installed.get(), profile);
        browser.resize(1280, 900);
        signIn();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.close();
            server.close();
            try (Stream<Path> files = Files.walk(profile)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    deleted(file);
                }
            }
        }
    }

    /** The browser may still be writing its last files. */
    private static void deleted(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    public TestServer server() {
        return server;
    }

    public Browser browser() {
        return browser;
    }

    /** As the administrator, on the page for signing in. */
    public void signIn() {
        browser.open(server.url() + "/");
        fill("E-mail address", ADMIN);
        fill("Password", TestServer.ADMIN_PASSWORD);
        press("Sign in");
        browser.await("document.querySelector('#navigation')");
    }

    /** Opens a place in the dashboard and waits until it is loaded. */
    public void open(String path) {
        browser.open(server.url() + path);
        loaded();
    }

    /** Waits until the page is loaded. */
    public void loaded() {
        browser.await("document.querySelector('h1') && !document.querySelector('.loading')");
    }

    /** Writes into the field, or chooses in the list, that has this label. */
    public void fill(String label, String value) {
        browser.await(FIELD + "(" + json(label) + ")");
        browser.evaluate("""
                (() => {
                  const field = %s(%s);
                  field.focus();
                  if (field.type === 'checkbox') {
                    if (field.checked !== (%s === 'true')) { field.click(); }
                    return;
                  }
                  field.value = %s;
                  field.dispatchEvent(new Event('input', {bubbles: true}));
                  field.dispatchEvent(new Event('change', {bubbles: true}));
                })()""".formatted(FIELD, json(label), json(value), json(value)));
    }

    /** What stands in the field that has this label. */
    public String field(String label) {
        browser.await(FIELD + "(" + json(label) + ")");
        return browser.evaluate(FIELD + "(" + json(label) + ").value");
    }

    /** Presses the button, the tab or the link of this name; within a dialog, if one is open. */
    public void press(String name) {
        browser.await(NAMED + "(" + json(name) + ")");
        browser.evaluate(NAMED + "(" + json(name) + ").click()");
    }

    /** Waits until the page, or the dialog over it, says this. */
    public void awaitText(String text) {
        browser.await("document.body.innerText.includes(" + json(text) + ")");
    }

    /** Waits until it doesn't say this any more. */
    public void awaitNoText(String text) {
        browser.await("!document.body.innerText.includes(" + json(text) + ")");
    }

    /** All that can be read now. */
    public String text() {
        return browser.evaluate("document.body.innerText");
    }

    /** That {@link #ATTACK} is on the page as text, and has done nothing. */
    public void assertUnharmed() {
        awaitText(ATTACK);
        assertThat(browser.evaluate("String(window.attacked)")).isEqualTo("undefined");
        assertThat(browser.evaluate("document.querySelectorAll('img[src=x]').length"))
                .isEqualTo("0");
    }

    /** A text as an expression of JavaScript. */
    static String json(String text) {
        try {
            return Json.MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String ROOT = "([...document.querySelectorAll('dialog[open]')].pop() ?? document)";

    private static final String FIELD = """
            ((label) => {
              const found = [...%s.querySelectorAll('label')]
                  .find((one) => one.innerText.trim() === label || one.textContent.trim() === label);
              return found ? found.control
                  : [...%s.querySelectorAll('[aria-label]')]
                      .find((one) => one.value !== undefined && one.getAttribute('aria-label') === label);
            })""".formatted(ROOT, ROOT);

    private static final String NAMED = """
            ((name) => [...%s.querySelectorAll('button, a, summary, [role=tab]')]
                .find((one) => one.checkVisibility() && one.getAttribute('aria-disabled') !== 'true'
                    && (one.getAttribute('aria-label') ?? one.textContent)
                        .trim().replace(/\\s+/g, ' ') === name))""".formatted(ROOT);
}
