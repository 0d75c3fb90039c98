package io.xcpoperator.operator.platform.inquiry;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of resources for objects that have a name label only; the same objects always get the same names. Pure. */
public final class ExportNames {
    private static final int LONGEST = 50;
    private static final int UUID_DIGITS = 8;

    private ExportNames() {}

    /** An object of the pool. */
    public record Named(String uuid, String label) {}

    /**
     * Chooses: the label as far as Kubernetes takes it; with digits of the uuid where two would be the same, or it is taken.
     *
     * @param fallback for a label of which nothing is left, for example {@code vm}
     * @param taken names of resources that are there
     */
    public static Map<String, String> choose(List<Named> objects, String fallback, Collection<String> taken) {
        Map<String, Long> times = objects.stream()
                .collect(Collectors.groupingBy(one -> plain(one.label(), fallback), Collectors.counting()));
        Set<String> used = Set.copyOf(taken);
        Map<String, String> names = new HashMap<>();
        for (Named one : objects) {
            String name = plain(one.label(), fallback);
            boolean ambiguous = times.getOrDefault(name, 0L) > 1 || used.contains(name) || name.equals(fallback);
            names.put(
                    one.uuid(),
                    ambiguous
                            ? name + "-"
                                    + one.uuid()
                                            .substring(
                                                    0,
                                                    Math.min(
                                                            UUID_DIGITS,
                                                            one.uuid().length()))
                            : name);
        }
        return Map.copyOf(names);
    }

    private static String plain(String label, String fallback) {
        String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? fallback : cut;
    }
}
