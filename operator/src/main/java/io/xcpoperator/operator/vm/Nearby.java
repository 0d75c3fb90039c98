package io.xcpoperator.operator.vm;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is, for a sentence about a name that nothing has. Pure. */
final class Nearby {
    private static final int LISTED = 5;

    private Nearby() {}

    /** The names, at most five, those most like the wanted one first; empty where there is none. */
    static String list(String wanted, Stream<String> names) {
        List<String> sorted = names.distinct()
                .sorted(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return sorted.stream().limit(LISTED).collect(Collectors.joining(", ")) + (sorted.size() > LISTED ? ", …" : "");
    }

    /** How many characters must be put in, taken out or changed, whatever their case (Levenshtein). */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
