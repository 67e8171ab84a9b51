package com.osmtalk.server.cluster;

/**
 * The secret keys that all servers of one database have in common: what one has sealed another opens, and a link that
 * one has signed is good at another. They are not in the database, so that it and its backups tell nothing without
 * them.
 */
public interface SharedKeys {
    /**
     * 256 random bits, the same at each start and on each server, made at the first use.
     *
     * @throws java.io.UncheckedIOException when the key can't be read or made; a server does not start without it
     */
    byte[] key(Use use);

    /** What a key is for. Each use has a key of its own, so that none can be tricked into doing another's work. */
    enum Use {
        /** Passwords of SIP trunks, which are stored encrypted. */
        SEAL_PASSWORDS,
        /** Links to recordings, which are good for an hour. */
        SIGN_RECORDING_LINKS,
        /** What stands for a connected assistant on the way from MCP to the API. */
        PROVE_CONNECTIONS
    }
}
