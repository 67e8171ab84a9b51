package com.osmtalk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The version is the build's wherever it is told. */
class VersionTest {
    @Test
    void isTheBuilds() throws IOException {
        // the build puts its own in here
        try (var manifest = getClass().getResourceAsStream("/com/osmtalk/cli/bundle-manifest.json")) {
            assertThat(Version.number())
                    .isEqualTo(new ObjectMapper()
                            .readTree(manifest)
                            .path("version")
                            .textValue());
        }
    }

    @Test
    void isTheContracts() throws IOException {
        var contract = new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());

        assertThat(Version.number()).isEqualTo(contract.at("/info/version").textValue());
    }
}
