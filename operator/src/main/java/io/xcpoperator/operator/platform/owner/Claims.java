package io.xcpoperator.operator.platform.owner;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds which part of one XAPI object, as its {@code other_config} tells. A holder writes its claim to the object
 * and to its own status before its first act, and removes it after its last.
 */
public record Claims(Map<Claim, Holder> held) {
    public Claims {
        held = Map.copyOf(held);
    }

    /**
     * Who holds a claim.
     *
     * @param kind the Kubernetes kind, for example {@code PatchPlan}
     * @param key its namespace and name
     * @param uid its metadata.uid
     */
    public record Holder(String kind, ObjectKey key, String uid) {
        static Optional<Holder> parse(String text) {
            String[] part = text.split("/", -1);
            return part.length == 4
                    ? Optional.of(new Holder(part[0], new ObjectKey(part[1], part[2]), part[3]))
                    : Optional.empty();
        }

        /** The value to store under {@link Claim#key()}. */
        public String text() {
            return kind + "/" + key + "/" + uid;
        }

        /** As a user reads it, for example {@code PatchPlan infra/sunday}. */
        @Override
        public String toString() {
            return kind + " " + key;
        }
    }

    public static Claims none() {
        return new Claims(Map.of());
    }

    /** An unreadable claim still holds: its holder is shown as it stands there. */
    public static Claims of(Map<String, String> otherConfig) {
        var held = new EnumMap<Claim, Holder>(Claim.class);
        for (Claim claim : Claim.values()) {
            String text = otherConfig.get(claim.key());
            if (text != null && !text.isEmpty()) {
                held.put(claim, Holder.parse(text).orElseGet(() -> new Holder("unknown", new ObjectKey("", text), "")));
            }
        }
        return new Claims(held);
    }

    /** The holder of a claim, unless that is {@code myUid} itself. */
    public Optional<Holder> heldByAnother(Claim claim, String myUid) {
        return Optional.ofNullable(held.get(claim))
                .filter(holder -> !holder.uid().equals(myUid));
    }
}
