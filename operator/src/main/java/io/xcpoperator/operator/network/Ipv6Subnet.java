package io.xcpoperator.operator.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An IPv6 address of a host with the length of its prefix. Pure.
 *
 * @param text as it was written, which XAPI takes
 */
record Ipv6Subnet(Inet6Address address, int prefix, String text) {
    private static final int BITS = 128;

    /** Reads {@code 2001:db8::11/64}; empty for what is no address that a person gives a host. */
    static Optional<Ipv6Subnet> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash))
                .filter(_ -> prefix >= 1 && prefix <= BITS)
                .filter(address -> !address.isAnyLocalAddress()
                        && !address.isLoopbackAddress()
                        && !address.isMulticastAddress()
                        && !address.isLinkLocalAddress())
                .map(address -> new Ipv6Subnet(address, prefix, text));
    }

    /** One that maps an IPv4 address becomes that, and is none. */
    private static Optional<Inet6Address> address(String text) {
        try {
            return text.contains(":") && InetAddress.ofLiteral(text) instanceof Inet6Address address
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the same address, however it is spelled. */
    boolean isSame(Ipv6Subnet other) {
        return prefix == other.prefix && address.equals(other.address);
    }

    @Override
    public String toString() {
        return text;
    }
}
