package io.xcpoperator.operator.platform.owner;

import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds which part of one XAPI object, as its {@code other_config} tells. A holder writes its claim to the object
 * and to its own status before its first act, and removes it after its last; one whose end is past holds no more. Pure.
 */
public record Claims(Map<Claim, Holder> held) {
    /**
     * On a VM whose disks are on their way to other storage: its VirtualMachine's note of what is to be put back. It is
     * there from before the first call of the move until after the last, and so it is the claim too (decision 0123).
     */
    public static final String MOVING = "xcp-operator.io/moving";

    public Claims {
        held = Map.copyOf(held);
    }

    /**
     * Who holds a claim.
     *
     * @param kind the Kubernetes kind, for example {@code PatchPlan}
     * @param key its namespace and name
     * @param uid its metadata.uid
     * @param until when it ends by itself; empty when only its holder ends it
     */
    public record Holder(String kind, ObjectKey key, String uid, Optional<Instant> until) {
        static Optional<Holder> parse(String text) {
            String[] part = text.split("/", -1);
            if (part.length != 4 && part.length != 5) {
                return Optional.empty();
            }
            try {
                Optional<Instant> end = part.length == 5 ? Optional.of(Instant.parse(part[4])) : Optional.empty();
                return Optional.of(new Holder(part[0], new ObjectKey(part[1], part[2]), part[3], end));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        /** The value to store under {@link Claim#key()} of the object with this uuid. */
        public String text(String objectUuid) {
            String who = kind + "/" + key + "/" + uid;
            return OwnValues.text(objectUuid, until.map(end -> who + "/" + end).orElse(who));
        }

        /** As a user reads it, for example {@code PatchPlan infra/sunday until 2026-11-01T03:00:00Z}. */
        @Override
        public String toString() {
            return kind + " " + key + " until "
                    + until.map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
                            .orElse("it lets go");
        }
    }

    public static Claims none() {
        return new Claims(Map.of());
    }

    /**
     * Those that hold now. An inherited one does not; one that cannot be read does, for ever: it is shown as it stands
     * there.
     *
     * @param objectUuid of the object that the map is of
     */
    public static Claims of(Map<String, String> otherConfig, String objectUuid, Instant now) {
        var held = new EnumMap<Claim, Holder>(Claim.class);
        for (Claim claim : Claim.values()) {
            OwnValues.read(otherConfig, claim.key(), objectUuid)
                    .map(text -> Holder.parse(text)
                            .orElseGet(() -> new Holder("unknown", new ObjectKey("", text), "", Optional.empty())))
                    .filter(holder ->
                            holder.until().filter(end -> !end.isAfter(now)).isEmpty())
                    .ifPresent(holder -> held.put(claim, holder));
        }
        moving(otherConfig, objectUuid).ifPresent(holder -> held.putIfAbsent(Claim.VM_PLACEMENT, holder));
        return new Claims(held);
    }

    private static Optional<Holder> moving(Map<String, String> otherConfig, String objectUuid) {
        return OwnValues.read(otherConfig, MOVING, objectUuid)
                .flatMap(_ -> OwnerMark.own(otherConfig, objectUuid))
                .map(mark -> new Holder("VirtualMachine", mark.key(), mark.resourceUid(), Optional.empty()));
    }

    /** The holder of a claim, unless that is {@code myUid} itself. */
    public Optional<Holder> heldByAnother(Claim claim, String myUid) {
        return Optional.ofNullable(held.get(claim))
                .filter(holder -> !holder.uid().equals(myUid));
    }

    /** The holder of any claim on the object, unless that is {@code myUid} itself. */
    public Optional<Holder> heldByAnother(String myUid) {
        return heldByAnother(Set.of(myUid));
    }

    /** The holder of any claim on the object that is none of these. */
    public Optional<Holder> heldByAnother(Set<String> mine) {
        return held.values().stream()
                .filter(holder -> !mine.contains(holder.uid()))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .findFirst();
    }
}
