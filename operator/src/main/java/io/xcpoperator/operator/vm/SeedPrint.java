package io.xcpoperator.operator.vm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether texts have changed, where everybody may see it: a keyed hash. The key is made of the uids of the Secrets
 * they are from, which only those know who may read the Secrets; so that no short password is found by trying. Texts in
 * a spec are keyed by the resource's uid, for they are no secret. Pure.
 */
final class SeedPrint {
    private static final int SHOWN = 8;

    private SeedPrint() {}

    /** Reads {@code <of the key>.<of the texts>}. */
    static String of(List<String> uids, List<Optional<String>> texts) {
        byte[] key = String.join(" ", uids).getBytes(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        texts.forEach(text ->
                all.append(text.map(t -> t.length() + " " + t).orElse("-")).append('\n'));
        return mac(key, "sources") + "." + mac(key, "texts " + all);
    }

    /** Whether they are of other texts for certain; where the sources are others, nobody can tell. */
    static boolean differ(String one, String other) {
        String[] ours = one.split("\\.", -1);
        String[] theirs = other.split("\\.", -1);
        return ours.length == 2 && theirs.length == 2 && ours[0].equals(theirs[0]) && !ours[1].equals(theirs[1]);
    }

    private static String mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, SHOWN));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
