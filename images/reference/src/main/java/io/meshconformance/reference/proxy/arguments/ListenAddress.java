package io.meshconformance.reference.proxy.arguments;

import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen, in the controller's notation {@code host:port}; an empty host means every address.
 *
 * @param host an address or {@code 0.0.0.0}
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {
    /**
     * Reads {@code host:port}, {@code :port} or {@code [v6]:port}.
     *
     * @throws TypeConversionException when it is not such an address
     */
    public static ListenAddress read(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            throw new TypeConversionException("expected host:port, got \"" + text + "\"");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new ListenAddress(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(port));
    }
}
