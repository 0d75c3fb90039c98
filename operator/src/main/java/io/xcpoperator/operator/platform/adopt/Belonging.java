package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which object of the pool is a resource's. Pure. */
public sealed interface Belonging {
    /** None, and none was there before: one may be made. */
    record None() implements Belonging {}

    /**
     * This one; its mark may be missing yet, or be another's.
     *
     * @param twins made for the same resource by requests that came late, and never marked
     */
    record This(Existing object, List<Existing> twins) implements Belonging {
        public This {
            twins = List.copyOf(twins);
        }
    }

    /** None may be taken, and none made. */
    record Refused(Verdict why) implements Belonging {}

    /**
     * What the resources of a kind have in common, and what this one remembers.
     *
     * @param shortName for {@code kubectl}, such as {@code xnet}
     * @param plural of the noun
     * @param makingAgain what leave is asked for where it is gone, such as {@code make it again}
     * @param known uuid of the one that status names
     * @param pool the XcpPool's name, for messages
     */
    record Search(
            Owner me,
            String noun,
            String plural,
            String shortName,
            String makingAgain,
            Optional<String> known,
            Approvals approvals,
            String pool) {
        /** One that is there already and is stood for: by its uuid once that is known, else by our mark, else by name. */
        public Belonging adopted(NameOrUuid which, List<Existing> all) {
            if (known.isPresent()) {
                return byUuid(known.get(), all)
                        .<Belonging>map(object -> new This(object, List.of()))
                        .orElseGet(() -> new Refused(new Verdict.Waiting(
                                Reason.Missing, "%s is gone from pool %s".formatted(known.get(), pool))));
            }
            Pick pick = Pick.marked(me.key(), which.uuid() == null ? all : List.of())
                    .<Pick>map(Pick.Found::new)
                    .orElseGet(() -> Pick.of(which, all, noun, pool));
            return switch (pick) {
                case Pick.Found(Existing object) -> new This(object, List.of());
                case Pick.NotOne(Reason reason, String message) -> new Refused(new Verdict.Waiting(reason, message));
            };
        }

        /**
         * One that is made for the resource.
         *
         * @param begun whether one says that it was made for this resource, marked or not
         */
        public Belonging made(List<Existing> all, Predicate<Existing> begun) {
            List<Existing> mine = all.stream()
                    .filter(object -> whose(object) instanceof Ownership.Ours)
                    .toList();
            List<Existing> unmarked = all.stream()
                    .filter(object -> begun.test(object) && whose(object) instanceof Ownership.Unmarked)
                    .sorted(Comparator.comparing(Existing::uuid))
                    .toList();
            if (mine.size() == 1) {
                return new This(mine.getFirst(), unmarked);
            }
            if (mine.size() > 1) {
                return new Refused(new Verdict.Waiting(
                        Reason.Contested,
                        "%s %s and %s both carry the owner mark of %s; remove that of the wrong one"
                                .formatted(
                                        plural, mine.get(0).uuid(), mine.get(1).uuid(), me.key())));
            }
            return known.flatMap(uuid -> lost(uuid, all, begun))
                    .or(() -> unmarked.stream()
                            .findFirst()
                            .map(first -> new This(first, unmarked.subList(1, unmarked.size()))))
                    .or(() -> earlier(all))
                    .orElseGet(None::new);
        }

        /** The one that status knows carries no mark of ours. Empty: a person told us to make it anew. */
        private Optional<Belonging> lost(String uuid, List<Existing> all, Predicate<Existing> begun) {
            Optional<Existing> found = byUuid(uuid, all);
            if (found.isEmpty()) {
                return approvals.grants(Approvals.RECREATE, uuid)
                        ? Optional.empty()
                        : stalled(
                                Reason.Missing,
                                "%s %s is gone from pool %s; to %s: %s"
                                        .formatted(noun, uuid, pool, makingAgain, command(Approvals.RECREATE, uuid)));
            }
            boolean takenOff = whose(found.get()) instanceof Ownership.Unmarked && !begun.test(found.get());
            return takenOff && !approvals.grants(Approvals.TAKE_OVER, uuid)
                    ? stalled(
                            Reason.MarkLost,
                            "%s %s has no owner mark any more; to go on with it: %s"
                                    .formatted(noun, uuid, command(Approvals.TAKE_OVER, uuid)))
                    : Optional.of(new This(found.get(), List.of()));
        }

        private static Optional<Belonging> stalled(Reason reason, String message) {
            return Optional.of(new Refused(new Verdict.Stalled(reason, message)));
        }

        /** Made for this name by an earlier cluster or resource: the mark's rule says how to go on (S13). */
        private Optional<Belonging> earlier(List<Existing> all) {
            return all.stream()
                    .filter(object -> whose(object) instanceof Ownership.PreviousIncarnation)
                    .min(Comparator.comparing(Existing::uuid))
                    .map(object -> new This(object, List.of()));
        }

        private String command(String approval, String uuid) {
            return Approvals.command(shortName, me.key(), approval, approvals.value(approval, uuid));
        }

        private Ownership whose(Existing object) {
            return Ownership.of(object.otherConfig(), object.uuid(), me);
        }

        private static Optional<Existing> byUuid(String uuid, List<Existing> all) {
            return all.stream().filter(object -> object.uuid().equals(uuid)).findFirst();
        }
    }
}
