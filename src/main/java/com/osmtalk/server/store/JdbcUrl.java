package com.osmtalk.server.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns the database URLs that people and hosting services write into the one form JDBC takes. */
final class JdbcUrl {
    private static final String JDBC = "jdbc:postgresql:";

    private JdbcUrl() {}

    static String of(String url) {
        if (url.startsWith(JDBC)) {
            return url;
        }
        if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
            return fromUri(parsed(url));
        }
        throw new IllegalArgumentException(
                "OSMTALK_DATABASE_URL must start with postgresql:// or jdbc:postgresql:; leave it out to use SQLite");
    }

    /** Java's own message would repeat the password. */
    private static URI parsed(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // told below
        }
        throw new IllegalArgumentException(
                "OSMTALK_DATABASE_URL can't be read as an address; in a user name or password"
                        + " write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25");
    }

    private static String fromUri(URI uri) {
        StringBuilder jdbc = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
        if (uri.getPort() > 0) {
            jdbc.append(':').append(uri.getPort());
        }
        jdbc.append(uri.getRawPath());
        char separator = '?';
        if (uri.getRawQuery() != null) {
            jdbc.append(separator).append(uri.getRawQuery());
            separator = '&';
        }
        if (uri.getRawUserInfo() != null) {
            String[] userAndPassword = uri.getRawUserInfo().split(":", 2);
            jdbc.append(separator).append("user=").append(forQuery(userAndPassword[0]));
            if (userAndPassword.length == 2) {
                jdbc.append("&password=").append(forQuery(userAndPassword[1]));
            }
        }
        return jdbc.toString();
    }

    /** In a query a plus sign means a blank; before the host it means itself. */
    private static String forQuery(String userInfo) {
        String text = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String sqliteComplaint(String file, @Nullable Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite
                    && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB)) {
                return SqliteFile.damage(file);
            }
            if (String.valueOf(cause.getMessage()).contains("native library")) {
                return "can't load SQLite's library from " + System.getProperty("java.io.tmpdir") + ": programs may not"
                        + " be executed there (noexec?). Name another folder: OSMTALK_JAVA_OPTS=-Dorg.sqlite.tmpdir="
                        + "FOLDER";
            }
        }
        return "can't open " + file + ": " + words;
    }

    /** Why a database can't be opened, for the person who configured it; the driver's own message names no setting. */
    static String complaint(String jdbcUrl, @Nullable Throwable failure) {
        String words = failure == null ? "it does not open" : String.valueOf(failure.getMessage());
        if (!jdbcUrl.startsWith(JDBC)) {
            return sqliteComplaint(jdbcUrl.replaceFirst("^jdbc:sqlite:", "").replaceFirst("\\?.*", ""), failure, words);
        }
        String state =
                failure instanceof SQLException refused && refused.getSQLState() != null ? refused.getSQLState() : "";
        String reason = switch (state) {
            case "08001", "08004", "08006" -> "no PostgreSQL answers there. Is it running, and reachable from here?";
            case "28000", "28P01" -> "PostgreSQL does not accept this user and password.";
            case "3D000" -> "PostgreSQL has no database of this name. Create it first.";
            default -> words;
        };
        return "OSMTALK_DATABASE_URL: " + reason;
    }
}
