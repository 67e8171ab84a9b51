package com.osmtalk.cli;

import com.osmtalk.api.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLines implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "osmtalk " + Version.number(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }
}
