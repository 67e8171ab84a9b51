package com.osmtalk.server.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must be stored and used again, such as the password of a trunk, so that the database and its backups
 * tell nothing without the key. AES-256-GCM (NIST SP 800-38D) with a fresh random nonce of 96 bits for each text,
 * which that standard allows for 2³² texts under one key.
 *
 * <p>A sealed text names its version, so that another algorithm or key can come without guessing what a row holds.
 */
public final class Seal {
    private static final String VERSION = "sealed-v1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param key 256 bits */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** With a key that nobody else has and that ends with this object. */
    public static Seal ofAFreshKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Seal(key);
    }

    /**
     * Encrypts a secret.
     *
     * @param place the id of what it belongs to. It opens there only: whoever can write to the database can't have one
     *     trunk use another's password
     */
    public String seal(String secret, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return VERSION + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * Decrypts it.
     *
     * @throws IllegalArgumentException when it was changed, or sealed with another key or for another place
     */
    public String open(String sealed, String place) {
        if (!isSealed(sealed)) {
            throw new IllegalArgumentException("this is not sealed");
        }
        byte[] all = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        try {
            byte[] secret =
                    cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("this was sealed with another key, or for another place", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** Whether a text is sealed; those stored by versions before this class came are not. */
    public static boolean isSealed(String text) {
        return text.startsWith(VERSION);
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
