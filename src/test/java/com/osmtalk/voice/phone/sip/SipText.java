package com.osmtalk.voice.phone.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP message as text, taken apart and put together by hand: what tests a stack must not be written with it. */
public record SipText(String firstLine, List<String> headers, String body) {
    private static final Pattern TAG = Pattern.compile("(?i);\\s*tag=([^;>\\s]+)");

    static SipText parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end < 0 ? text.length() : end).split("\r\n");
        return new SipText(lines[0], List.of(lines).subList(1, lines.length), end < 0 ? "" : text.substring(end + 4));
    }

    static SipText of(String firstLine, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!body.isEmpty() && all.stream().noneMatch(line -> line.startsWith("Content-Type:"))) {
            all.add("Content-Type: application/sdp");
        }
        all.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        return new SipText(firstLine, all, body);
    }

    public boolean isRequest() {
        return !firstLine.startsWith("SIP/2.0");
    }

    /** The method of a request, or the one that a response answers. */
    public String method() {
        return isRequest() ? firstLine.split(" ")[0] : header("CSeq").split("\\s+")[1];
    }

    public int status() {
        return Integer.parseInt(firstLine.split(" ")[1]);
    }

    public String uri() {
        return firstLine.split(" ")[1];
    }

    public String header(String name) {
        return find(name).orElseThrow(() -> new AssertionError("no " + name + " in\n" + this));
    }

    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    static String tag(String header) {
        Matcher tag = TAG.matcher(header);
        return tag.find() ? tag.group(1) : "";
    }

    /** What stands between the angle brackets of a header. */
    static String address(String header) {
        int from = header.indexOf('<');
        return from < 0 ? header.split(";")[0] : header.substring(from + 1, header.indexOf('>', from));
    }

    @Override
    public String toString() {
        return firstLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
    }
}
