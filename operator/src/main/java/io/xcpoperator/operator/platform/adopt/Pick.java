package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which object of a pool a name or uuid means. A name that fits two means none of them. Pure. */
public sealed interface Pick {
    record Found(Existing object) implements Pick {}

    /** None or several; the message lists the candidates. */
    record NotOne(Reason reason, String message) implements Pick {}

    int MOST_CANDIDATES = 10;

    /**
     * Looks among what the pool has.
     *
     * @param noun as a person says it, for example {@code network}
     * @param pool the XcpPool's name, for messages
     */
    static Pick of(NameOrUuid wanted, Collection<Existing> all, String noun, String pool) {
        List<Existing> fitting = all.stream()
                .filter(object -> fits(wanted, object))
                .sorted(Comparator.comparing(Existing::uuid))
                .toList();
        if (fitting.size() == 1) {
            return new Found(fitting.getFirst());
        }
        if (fitting.isEmpty()) {
            return new NotOne(
                    Reason.NotFound,
                    "pool %s has no %s %s; it has: %s".formatted(pool, noun, asked(wanted), list(all, false)));
        }
        return new NotOne(
                Reason.Ambiguous,
                "%s %s fits %d in pool %s: %s; use existing.uuid"
                        .formatted(noun, asked(wanted), fitting.size(), pool, list(fitting, true)));
    }

    /** The one object that carries our own mark, as after the loss of the status that knew its uuid; names change. */
    static Optional<Existing> marked(ObjectKey resource, Collection<Existing> all) {
        List<Existing> marked = all.stream()
                .filter(object -> OwnerMark.own(object.otherConfig(), object.uuid())
                        .filter(mark -> mark.key().equals(resource))
                        .isPresent())
                .toList();
        return marked.size() == 1 ? Optional.of(marked.getFirst()) : Optional.empty();
    }

    private static boolean fits(NameOrUuid wanted, Existing object) {
        return wanted.uuid() != null
                ? object.uuid().equals(wanted.uuid())
                : object.nameLabel().equals(wanted.name());
    }

    private static String asked(NameOrUuid wanted) {
        return wanted.uuid() != null ? "with uuid " + wanted.uuid() : "name \"%s\"".formatted(wanted.name());
    }

    private static String told(Existing object) {
        return object.hosts().isEmpty()
                ? object.nameLabel()
                : object.nameLabel() + " on " + String.join(", ", object.hosts());
    }

    private static String list(Collection<Existing> candidates, boolean uuids) {
        if (candidates.isEmpty()) {
            return "none";
        }
        String more = candidates.size() > MOST_CANDIDATES ? " and more" : "";
        return candidates.stream()
                        .sorted(Comparator.comparing(Existing::nameLabel).thenComparing(Existing::uuid))
                        .limit(MOST_CANDIDATES)
                        .map(object -> uuids
                                ? "%s (%s)".formatted(object.uuid(), told(object))
                                : "\"%s\"".formatted(object.nameLabel()))
                        .collect(Collectors.joining(", "))
                + more;
    }
}
