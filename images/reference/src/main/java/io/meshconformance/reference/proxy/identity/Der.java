package io.meshconformance.reference.proxy.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the few ASN.1 values that a key's wrapper and a self-signed certificate are made of. */
final class Der {
    static final byte[] EC_PUBLIC_KEY = object("2a8648ce3d0201");
    static final byte[] PRIME256V1 = object("2a8648ce3d030107");
    static final byte[] ECDSA_WITH_SHA256 = object("2a8648ce3d040302");
    static final byte[] COMMON_NAME = object("550403");
    static final byte[] ALTERNATIVE_NAMES = object("551d11");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, concat(parts));
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, concat(parts));
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] bits(byte[] content) {
        return tagged(0x03, concat(new byte[] {0}, content));
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A moment as {@code yyyyMMddHHmmssZ}. */
    static byte[] time(String text) {
        return tagged(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] tagged(int tag, byte[] content) {
        byte[] length = content.length < 128
                ? new byte[] {(byte) content.length}
                : content.length < 256
                        ? new byte[] {(byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return concat(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] object(String hex) {
        return tagged(0x06, HexFormat.of().parseHex(hex));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
