package io.meshconformance.reference.proxy.policy;

import io.netty.util.NetUtil;
import java.math.BigInteger;

/**
 * A CIDR range or a single address.
 *
 * @param network the address's bytes as a number
 * @param width 32 or 128
 * @param prefix how many leading bits count
 */
record AddressRange(BigInteger network, int width, int prefix) {
    static AddressRange read(String text) throws UnusablePolicy {
        int slash = text.indexOf('/');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (bytes == null || slash >= 0 && !length.matches("\\d{1,3}")) {
            throw new UnusablePolicy("expected IP or CIDR range, got: \"" + text + "\"");
        }
        int width = bytes.length * 8;
        int prefix = slash < 0 ? width : Integer.parseInt(length);
        if (prefix > width) {
            throw new UnusablePolicy("expected IP or CIDR range, got: \"" + text + "\"");
        }
        return new AddressRange(new BigInteger(1, bytes).shiftRight(width - prefix), width, prefix);
    }

    boolean contains(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null
                && bytes.length * 8 == width
                && new BigInteger(1, bytes).shiftRight(width - prefix).equals(network);
    }
}
