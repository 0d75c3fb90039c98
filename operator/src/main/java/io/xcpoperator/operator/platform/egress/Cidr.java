package io.xcpoperator.operator.platform.egress;

import java.net.InetAddress;

/** A range of IPv4 or IPv6 addresses, such as {@code 10.0.0.0/8}. */
public record Cidr(InetAddress base, int prefix) {
    /** Reads an address with or without a prefix length; anything else is an IllegalArgumentException. */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = base.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits) {
                return new Cidr(base, prefix);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a range of addresses: " + text, e);
        }
        throw new IllegalArgumentException("not a range of addresses: " + text);
    }

    public boolean contains(InetAddress address) {
        byte[] a = address.getAddress();
        byte[] b = base.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefix;
    }
}
