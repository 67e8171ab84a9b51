package com.osmtalk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.cluster.SharedKeys.Use;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every implementation of {@link SharedKeys} does. */
abstract class SharedKeysContract {
    /** As a server has them that starts now. */
    abstract SharedKeys keys();

    @ParameterizedTest
    @EnumSource
    void aKeyIsTheSameWhoeverAsksAndWhenever(Use use) {
        SharedKeys one = keys();
        byte[] key = one.key(use);
        assertThat(key).hasSize(32);
        assertThat(one.key(use)).isEqualTo(key);
        assertThat(keys().key(use)).isEqualTo(key);
    }

    @Test
    void eachUseHasAKeyOfItsOwn() {
        SharedKeys keys = keys();
        assertThat(Arrays.stream(Use.values()).map(keys::key).map(Arrays::hashCode))
                .doesNotHaveDuplicates();
    }

    @Test
    void serversThatStartAtOnceAgree() throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(8);
        try {
            Callable<byte[]> start = () -> keys().key(Use.SEAL_PASSWORDS);
            List<Future<byte[]>> started =
                    servers.invokeAll(Stream.generate(() -> start).limit(8).toList());
            byte[] key = keys().key(Use.SEAL_PASSWORDS);
            for (Future<byte[]> each : started) {
                assertThat(each.get()).isEqualTo(key);
            }
        } finally {
            servers.shutdownNow();
        }
    }
}
