package io.xcpoperator.operator.platform.gate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private static final int LONGEST_VALUE = 256;

    public Approvals {
        all = List.copyOf(all);
    }

    /** Joins what is annotated now to what was latched. A value seen again keeps its first time; a new one takes its place. */
    public static Approvals of(HasMetadata object, @Nullable List<Approval> latched, Instant now) {
        var byName = new TreeMap<String, Approval>();
        for (Approval approval : latched == null ? List.<Approval>of() : latched) {
            byName.put(approval.name(), approval);
        }
        Annotations.ours(object).forEach((name, value) -> {
            Approval before = byName.get(name);
            boolean usable = NAMES.contains(name) && !value.isBlank() && value.length() <= LONGEST_VALUE;
            if (usable && (before == null || !before.value().equals(value))) {
                byName.put(
                        name,
                        new Approval(
                                name, value, now.truncatedTo(ChronoUnit.SECONDS).toString()));
            }
        });
        return new Approvals(List.copyOf(byName.values()));
    }

    /** Every approval there is. */
    static Set<String> names() {
        return NAMES;
    }

    public boolean has(String name, String value) {
        return all.stream().anyMatch(a -> a.name().equals(name) && a.value().equals(value));
    }

    public Optional<String> find(String name) {
        return all.stream()
                .filter(a -> a.name().equals(name))
                .map(Approval::value)
                .findFirst();
    }

    /** As it goes into status; null when there is none. */
    public @Nullable List<Approval> toStatus() {
        return all.isEmpty() ? null : all;
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
