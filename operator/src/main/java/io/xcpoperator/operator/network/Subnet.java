package io.xcpoperator.operator.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 address with its netmask, both in dots, as XAPI takes them. Pure. */
record Subnet(String address, String netmask) {
    private static final Pattern NOTATION =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;

    /** Reads {@code 192.168.20.11/24}; empty for what is no address of a host. */
    static Optional<Subnet> parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long bits = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(matcher.group(group));
            if (octet > 255) {
                return Optional.empty();
            }
            bits = (bits << 8) | octet;
        }
        int prefix = Integer.parseInt(matcher.group(5));
        boolean usable = prefix >= 1 && prefix <= BITS && bits >>> 24 != 0 && bits >>> 24 != 127 && bits >>> 24 < 224;
        return usable ? Optional.of(new Subnet(dots(bits), dots(0xFFFFFFFFL << (BITS - prefix)))) : Optional.empty();
    }

    private static String dots(long bits) {
        return "%d.%d.%d.%d".formatted((bits >> 24) & 255, (bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
    }

    @Override
    public String toString() {
        int prefix = 0;
        for (String octet : netmask.split("\\.", -1)) {
            prefix += Integer.bitCount(Integer.parseInt(octet));
        }
        return address + "/" + prefix;
    }
}
