package io.xcpoperator.operator.platform.gate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.operator.platform.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person approved on one object: the annotations there now, and those latched earlier. Pure. */
public record Approvals(List<Approval> all) {
    public static final String RESTART = "approve-restart";
    public static final String DELETE_DISK = "approve-delete-disk";
    public static final String DELETIONS = "approve-deletions";
    public static final String DELETE_SNAPSHOTS = "approve-delete-snapshots";
    public static final String DELETE_VTPM = "approve-delete-vtpm";
    public static final String RECREATE = "recreate";
    public static final String TAKE_OVER = "take-over";
    public static final String TRUST_CERTIFICATE = "trust-certificate";
    public static final String ABANDON = "abandon";

    private static final Set<String> NAMES = Set.of(
            RESTART,
            DELETE_DISK,
            DELETIONS,
            DELETE_SNAPSHOTS,
            DELETE_VTPM,
            RECREATE,
            TAKE_OVER,
            TRUST_CERTIFICATE,
            ABANDON);
    private static final int KEPT = 32;
    private static final int LONGEST_VALUE = 256;

    public Approvals {
        all = List.copyOf(all);
    }

    /**
     * Joins what is annotated now to what was latched; a value seen again keeps its first time. The newest 32 are kept.
     */
    public static Approvals of(HasMetadata object, List<Approval> latched, Instant now) {
        var all = new ArrayList<>(latched);
        for (Map.Entry<String, String> e : Annotations.ours(object).entrySet()) {
            boolean usable = NAMES.contains(e.getKey())
                    && !e.getValue().isBlank()
                    && e.getValue().length() <= LONGEST_VALUE;
            if (usable
                    && latched.stream()
                            .noneMatch(a ->
                                    a.name().equals(e.getKey()) && a.value().equals(e.getValue()))) {
                all.add(new Approval(e.getKey(), e.getValue(), now));
            }
        }
        return new Approvals(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    public boolean has(String name, String value) {
        return all.stream().anyMatch(a -> a.name().equals(name) && a.value().equals(value));
    }

    /** What this annotation approved, in the order it was given. */
    public List<String> values(String name) {
        return all.stream()
                .filter(a -> a.name().equals(name))
                .map(Approval::value)
                .toList();
    }

    /** The first 16 hexadecimal digits of the SHA-256 of the lines: names what is approved. */
    public static String hash(List<String> canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", canonical).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The command to print; it carries a field manager that no GitOps tool prunes. */
    public static String command(String kind, ObjectKey object, String name, String value) {
        return "kubectl annotate --field-manager=xcp -n %s %s %s %s%s=%s"
                .formatted(object.namespace(), kind, object.name(), Annotations.PREFIX, name, value);
    }
}
