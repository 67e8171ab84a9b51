package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.OpenApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoutesTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void theContractAndTheProgramHaveTheSameRoutes() {
        assertThat(server.server().routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(OpenApi.load().operations().stream()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }
}
