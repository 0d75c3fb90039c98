package io.xcpoperator.simulator.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** MAC addresses of VIFs: their form, and the ones the daemon makes up. Pure. */
public final class MacAddress {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":");

    private MacAddress() {}

    static boolean valid(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * The address of a VM's VIF number {@code device}: the same seed and number always give the same one, locally
     * administered and unicast (recordings 03 and 09 have examples).
     *
     * @param seed the VM's {@code other_config.mac_seed}
     */
    public static String generated(String seed, int device) {
        byte[] chain = seed.getBytes(StandardCharsets.UTF_8);
        for (int step = 0; step < 2 * device; step++) {
            chain = md5(chain);
        }
        byte[] first = md5(chain);
        byte[] second = md5(first);
        byte local = (byte) ((first[0] | 0x02) & 0xfe);
        return PAIRS.formatHex(new byte[] {local, first[1], first[2], first[3], second[1], second[2]});
    }

    private static byte[] md5(byte[] data) {
        try {
            return MessageDigest.getInstance("MD5").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
