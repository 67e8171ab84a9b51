package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A remote assistant and the browser of the person who connects it, each doing what it should, and what it should not.
 */
public final class TestAssistant {
    public static final String CALLBACK = "https://assistant.example/callback";
    public static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final String person;
    private final String clientId;
    private final String callback;

    private TestAssistant(URI server, String person, String clientId, String callback) {
        this.server = server;
        this.person = person;
        this.clientId = clientId;
        this.callback = callback;
    }

    /** One that has just registered itself. @param person the session token of whoever connects it */
    public static TestAssistant registered(URI server, String person) {
        return registered(server, person, "Test", CALLBACK);
    }

    /** The same. @param callback where its answers go, which tells it from other assistants */
    public static TestAssistant registered(URI server, String person, String name, String callback) {
        TestAssistant stranger = new TestAssistant(server, person, "", callback);
        HttpResponse<String> registered = stranger.register("{\"client_name\":\"" + name + "\",\"redirect_uris\":[\""
                + callback + "\"],\"token_endpoint_auth_method\":\"none\"}");
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        return stranger.as(json(registered).path("client_id").asText());
    }

    /** The same person with another client. */
    public TestAssistant as(String otherClient) {
        return new TestAssistant(server, person, otherClient, callback);
    }

    /** The same client with another person. */
    public TestAssistant of(String otherPerson) {
        return new TestAssistant(server, otherPerson, clientId, callback);
    }

    public String clientId() {
        return clientId;
    }

    public HttpResponse<String> register(String metadata) {
        return send(to("/register").header("Content-Type", "application/json").POST(BodyPublishers.ofString(metadata)));
    }

    /** What it asks at {@code /authorize}, to be changed. */
    public Map<String, String> question(String scope) {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", clientId);
        question.put("redirect_uri", callback);
        question.put("state", "xyz");
        question.put("scope", scope);
        question.put("resource", server + "/mcp");
        question.put("code_challenge", challenge());
        question.put("code_challenge_method", "S256");
        return question;
    }

    /** A question that was opened in a browser. @param cookie what tells this browser from others */
    public record Opened(String request, String cookie) {}

    public HttpResponse<String> ask(Map<String, String> question) {
        return send(to("/authorize?" + encoded(question)).GET());
    }

    public Opened open(String scope) {
        HttpResponse<String> asked = ask(question(scope));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(302);
        String page = location(asked);
        assertThat(page).startsWith(server + "/connect?request=");
        return new Opened(
                page.substring(page.indexOf('=') + 1),
                asked.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
    }

    /** What the person does with it, in the browser that opened it. @param action {@code approve}, {@code deny} */
    public HttpResponse<String> decide(Opened opened, String action, String body) {
        return send(to("/api/oauth/requests/" + opened.request() + "/" + action)
                .header("Authorization", "Bearer " + person)
                .header("Cookie", opened.cookie())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A code that the person gave. @param approval the body of their answer */
    public String code(String scope, String approval) {
        HttpResponse<String> approved = decide(open(scope), "approve", approval);
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        Map<String, String> back = parameters(json(approved).path("redirectTo").asText());
        assertThat(back).containsEntry("state", "xyz").containsEntry("iss", server.toString());
        return back.get("code");
    }

    /** What it sends to {@code /token} for a code, to be changed. */
    public Map<String, String> exchange(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("client_id", clientId);
        form.put("redirect_uri", callback);
        form.put("code_verifier", VERIFIER);
        form.put("resource", server + "/mcp");
        return form;
    }

    public HttpResponse<String> refresh(String token) {
        return form("/token", Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", clientId));
    }

    /** Tokens that the person gave. */
    public JsonNode tokens(String scope, String approval) {
        HttpResponse<String> answer = form("/token", exchange(code(scope, approval)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    public HttpResponse<String> form(String path, Map<String, String> form) {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(60));
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public static Map<String, String> parameters(String uri) {
        return Arrays.stream(URI.create(uri).getRawQuery().split("&"))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
