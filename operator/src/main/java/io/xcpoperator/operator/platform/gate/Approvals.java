package io.xcpoperator.operator.platform.gate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person approved on one object: the annotations there now, and those latched earlier. Pure.
 *
 * <p>One rule for all: an approval counts only while what it names is asked for. It is latched then, and once that is
 * asked for no more, done or moot, it is spent: its value stays on record and never counts again, whoever keeps the
 * annotation. Should the same be asked for once more, another value is (decision 0072).
 *
 * @param latched as status has them
 * @param annotated values by name, without those that are spent
 */
public record Approvals(List<Approval> latched, Map<String, String> annotated, Instant now) {
    public static final String RESTART = "approve-restart";
    public static final String OUTAGE = "approve-outage";
    public static final String FORMAT = "approve-format";
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
            OUTAGE,
            FORMAT,
            DELETE_DISK,
            DELETIONS,
            DELETE_SNAPSHOTS,
            DELETE_VTPM,
            RECREATE,
            TAKE_OVER,
            TRUST_CERTIFICATE,
            ABANDON);
    private static final int LONGEST_VALUE = 256;

    private static final int MOST_SPENT = 32;

    public Approvals {
        latched = List.copyOf(latched);
        annotated = Map.copyOf(annotated);
    }

    public Approvals(List<Approval> latched) {
        this(latched, Map.of(), Instant.EPOCH);
    }

    public static Approvals of(HasMetadata object, @Nullable List<Approval> latched, Instant now) {
        var before = new Approvals(latched == null ? List.of() : latched);
        Map<String, String> annotated = Annotations.ours(object).entrySet().stream()
                .filter(a -> NAMES.contains(a.getKey()) && usable(a.getValue()))
                .filter(a -> !before.spent(a.getKey()).contains(a.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Approvals(before.latched(), annotated, now);
    }

    /** Every approval there is. */
    public static Set<String> names() {
        return NAMES;
    }

    private static boolean usable(String value) {
        return !value.isBlank() && value.length() <= LONGEST_VALUE;
    }

    /** A value seen again keeps its first time; a new one takes its place. */
    private Approval withValue(String name, @Nullable String value) {
        Optional<Approval> before = before(name);
        List<String> spent = before.map(Approval::spent).orElse(null);
        if (value == null) {
            return new Approval(name, null, null, spent);
        }
        String first = before.filter(approval -> value.equals(approval.value()))
                .map(Approval::at)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Approval(name, value, first, spent);
    }

    private Optional<Approval> before(String name) {
        return latched.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    private List<String> spent(String name) {
        return before(name).map(Approval::spent).orElse(List.of());
    }

    /** Whether exactly this value is approved. */
    public boolean has(String name, String value) {
        return find(name).filter(value::equals).isPresent();
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(annotated.get(name)).or(() -> before(name).map(Approval::value));
    }

    /** Whether what is asked for now may be done. */
    public boolean grants(String name, String subject) {
        return has(name, value(name, subject));
    }

    /** The value that approves it: the subject itself, or with a number where it was approved and used up before. */
    public String value(String name, String subject) {
        List<String> spent = spent(name);
        String value = subject;
        for (int time = 2; spent.contains(value); time++) {
            value = subject + "." + time;
        }
        return value;
    }

    /** Whether it may be done and that it was approved is in status already: what is done then is found used (S2). */
    public boolean grantsOnRecord(String name, String subject) {
        return grants(name, subject) && isLatched(name, subject);
    }

    public boolean isLatched(String name, String subject) {
        return before(name)
                .map(Approval::value)
                .filter(value(name, subject)::equals)
                .isPresent();
    }

    /** Subjects that were approved once, used up or not: a fact of the past, which approves nothing. */
    public Set<String> subjects(String name) {
        Stream<String> all = Stream.concat(spent(name).stream(), before(name).map(Approval::value).stream());
        return all.map(value -> value.replaceFirst("\\.\\d+$", "")).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Annotations that approve nothing of what is asked for, as {@code approve-restart=yes}: mistyped, or for what is over.
     *
     * @param asked as for {@link #toStatus}
     */
    public List<String> idle(Map<String, Set<String>> asked) {
        List<String> idle = new ArrayList<>();
        annotated.forEach((name, value) -> {
            Set<String> subjects = asked.get(name);
            boolean latched =
                    before(name).map(Approval::value).filter(value::equals).isPresent();
            if (subjects != null && !latched && subjects.stream().noneMatch(subject -> grants(name, subject))) {
                idle.add(name + "=" + value);
            }
        });
        return idle.stream().sorted().toList();
    }

    /**
     * As it goes into status.
     *
     * @param asked subjects by the name of the approval they ask for; a name that is not there is left as it was, for
     *     it is not known what is asked for
     */
    public @Nullable List<Approval> toStatus(Map<String, Set<String>> asked) {
        List<Approval> next = Stream.concat(latched.stream().map(Approval::name), annotated.keySet().stream())
                .distinct()
                .sorted()
                .flatMap(name -> Optional.ofNullable(asked.get(name))
                        .map(subjects -> settled(name, subjects))
                        .orElseGet(() -> before(name))
                        .stream())
                .filter(approval -> approval.value() != null || approval.spent() != null)
                .toList();
        return next.isEmpty() ? null : next;
    }

    private Optional<Approval> settled(String name, Set<String> subjects) {
        Set<String> asked =
                subjects.stream().map(subject -> value(name, subject)).collect(Collectors.toUnmodifiableSet());
        Approval next = withValue(name, find(name).filter(asked::contains).orElse(null));
        return Optional.of(before(name)
                .map(Approval::value)
                .filter(value -> !asked.contains(value))
                .map(value -> withSpent(next, value))
                .orElse(next));
    }

    private static Approval withSpent(Approval approval, String value) {
        List<String> before = approval.spent() == null ? List.of() : approval.spent();
        List<String> all = Stream.concat(before.stream(), Stream.of(value)).toList();
        List<String> latest = all.subList(Math.max(0, all.size() - MOST_SPENT), all.size());
        return new Approval(approval.name(), approval.value(), approval.at(), latest);
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

    /** The command to print. */
    public static String command(String kind, ObjectKey object, String name, String value) {
        return new ApprovalCommand(kind, object, name, value).toString();
    }
}
