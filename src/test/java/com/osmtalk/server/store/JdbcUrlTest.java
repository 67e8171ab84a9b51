package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://host/name,                    jdbc:postgresql://host/name",
        "postgresql://asha:word@host:6432/name,   jdbc:postgresql://host:6432/name?user=asha&password=word",
        "postgres://a%3Ab:c%3Ad@host/name,        jdbc:postgresql://host/name?user=a%3Ab&password=c%3Ad",
        "postgres://asha:p+w%20d@host/name,       jdbc:postgresql://host/name?user=asha&password=p%2Bw+d",
        "postgres://asha@host/name?sslmode=require, jdbc:postgresql://host/name?sslmode=require&user=asha",
    })
    void userAndPasswordAreThoseThatWereWritten(String url, String jdbc) {
        assertThat(JdbcUrl.of(url)).isEqualTo(jdbc);
    }
}
