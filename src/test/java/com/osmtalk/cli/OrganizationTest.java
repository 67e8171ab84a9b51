package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.client.StubServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The organisation that an assistant's server acts for. */
class OrganizationTest {
    @TempDir
    private Path home;

    @Test
    void everyRequestNamesTheOneThatIsSet() throws Exception {
        try (StubServer api = new StubServer().will(StubServer.error(404, "not_found"));
                StdioProgram program = StdioProgram.start(Map.of(
                        "OSMTALK_HOME", home.toString(),
                        "OSMTALK_API_URL", api.url().toString(),
                        "OSMTALK_API_KEY", "osm_key",
                        "OSMTALK_TOOLSETS", "all",
                        "OSMTALK_ORGANIZATION_ID", "org_1"))) {
            program.call("list_agents", Map.of());
            program.call("get_balance", Map.of());

            assertThat(api.received())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-organization-id", "org_1"));
        }
    }

    @Test
    void noneIsNamedUnlessOneIsSet() throws Exception {
        try (StubServer api = new StubServer().will(StubServer.error(404, "not_found"));
                StdioProgram program = StdioProgram.start(Map.of(
                        "OSMTALK_HOME", home.toString(),
                        "OSMTALK_API_URL", api.url().toString(),
                        "OSMTALK_API_KEY", "osm_key"))) {
            program.call("list_agents", Map.of());

            assertThat(api.received())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("x-organization-id"));
        }
    }
}
