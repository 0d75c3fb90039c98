package io.xcpoperator.operator.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bytes that images may take in the work folder, all of them together: reserved before the first is written. */
final class WorkRoom {
    private final long each;
    private final long all;
    private final Map<String, Long> taken = new LinkedHashMap<>();

    /**
     * Of bytes.
     *
     * @param each what one image may take
     * @param all what there is
     */
    WorkRoom(long each, long all) {
        this.each = each;
        this.all = all;
    }

    /** Room for one more, as large as one may get; false where the others leave too little. */
    synchronized boolean reserve(String uid) {
        long others = taken.entrySet().stream()
                .filter(one -> !one.getKey().equals(uid))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (others + each > all) {
            return false;
        }
        taken.put(uid, each);
        return true;
    }

    /** What it takes is known now. */
    synchronized void keeps(String uid, long bytes) {
        if (bytes > 0) {
            taken.put(uid, Math.min(each, bytes));
        } else {
            taken.remove(uid);
        }
    }

    /** Those that have some of it, the one that has it longest first. */
    synchronized List<String> holders() {
        return List.copyOf(taken.keySet());
    }
}
