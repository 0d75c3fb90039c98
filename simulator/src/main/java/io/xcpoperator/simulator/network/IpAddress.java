package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.regex.Pattern;

/** IP addresses as calls give them. Pure. */
final class IpAddress {
    private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");

    private IpAddress() {}

    /** Fails with {@code INVALID_IP_ADDRESS_SPECIFIED} naming the field. */
    static void checkV4(String field, String text) {
        if (!isV4(text)) {
            throw new XapiFailure("INVALID_IP_ADDRESS_SPECIFIED", field);
        }
    }

    static void checkV6(String field, String text) {
        if (!isV6(text)) {
            throw new XapiFailure("INVALID_IP_ADDRESS_SPECIFIED", field);
        }
    }

    /** Fails with {@code INVALID_CIDR_ADDRESS_SPECIFIED} naming the field. */
    static void checkCidrV4(String field, String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !isV4(parts[0]) || !prefix(parts[1], 32)) {
            throw new XapiFailure("INVALID_CIDR_ADDRESS_SPECIFIED", field);
        }
    }

    static void checkCidrV6(String field, String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !isV6(parts[0]) || !prefix(parts[1], 128)) {
            throw new XapiFailure("INVALID_CIDR_ADDRESS_SPECIFIED", field);
        }
    }

    private static boolean prefix(String text, int most) {
        return PREFIX_LENGTH.matcher(text).matches() && Integer.parseInt(text) <= most;
    }

    static boolean isV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!PREFIX_LENGTH.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int before = head.isEmpty() ? 0 : groups(head);
        int after = tail.isEmpty() ? 0 : groups(tail);
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /** How many groups of hexadecimal digits; -1000 when the text is none. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        for (int index = 0; index < parts.length; index++) {
            boolean last = index == parts.length - 1;
            if (last && isV4(parts[index])) {
                return parts.length + 1;
            }
            if (!parts[index].matches("[0-9a-fA-F]{1,4}")) {
                return -1000;
            }
        }
        return parts.length;
    }
}
