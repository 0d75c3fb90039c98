package io.xcpoperator.operator.storage;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.storage.EffectiveStorage;
import io.xcpoperator.api.v1alpha1.storage.FoundStorage;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatusBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.adopt.AdoptPlan;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.Plans;
import io.xcpoperator.operator.platform.gate.WayOut;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.SrRecord;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status of a StorageRepository. Pure. */
final class StorageReporter {
    private final InstantSource clock;

    StorageReporter(InstantSource clock) {
        this.clock = clock;
    }

    StorageRepositoryStatus report(StorageRepository resource, Round round) {
        Verdict verdict = Judgement.of(ObjectKey.of(resource), round);
        var conditions = new ArrayList<>(verdict.conditions());
        StorageRepositoryStatusBuilder next = before(resource);
        Optional<String> overcommitted = Optional.empty();
        if (round.sight() instanceof Sight.Seen seen) {
            next.effective(effective(seen.want()));
            next.found(found(resource, seen));
            Optional<SrRecord> shown =
                    round.sight().there().map(Identity.There::storage).filter(_ -> isShown(seen, round.gate()));
            if (shown.isPresent()) {
                show(next, shown.get(), seen.view());
                conditions.add(synchronizedWith(round));
                overcommitted = Figures.overcommitted(shown.get());
            }
        }
        Conditions.contested(round.plan().hindrances()).ifPresent(conditions::add);
        overcommitted.ifPresent(why -> conditions.add(Conditions.isTrue("Overcommitted", Reason.Overcommitted, why)));
        String message = verdict.message().isEmpty() ? overcommitted.orElse("") : verdict.message();
        return next.observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(message))
                .approvals(round.memory().approvals().toStatus(asked(round)))
                .pendingCreations(creations(resource.getStatus(), round.sight()))
                .plan(
                        round.gate() == ManagementGate.PLAN
                                ? Plans.status(round.plan().calls())
                                : null)
                .conditions(conditions(resource, conditions))
                .build();
    }

    /** With the token that the creation will carry. */
    StorageRepositoryStatus reserve(StorageRepositoryStatus status, String token) {
        String since = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return StorageRepositoryStatusBuilder.builder(status)
                .pendingCreations(List.of(new PendingCreation(StorageMemory.STORAGE, token, since)))
                .build();
    }

    StorageRepositoryStatus deleting(StorageRepository resource, Verdict why, Approvals approvals) {
        Verdict verdict = WayOut.shown(why, "xsr", resource, approvals);
        return before(resource)
                .observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(verdict.message()))
                .approvals(approvals.toStatus(
                        Map.of(Approvals.ABANDON, Set.of(resource.getMetadata().getUid()))))
                .plan(null)
                .conditions(conditions(resource, verdict.conditions()))
                .build();
    }

    private static StorageRepositoryStatusBuilder before(StorageRepository resource) {
        return resource.getStatus() == null
                ? StorageRepositoryStatusBuilder.builder()
                : StorageRepositoryStatusBuilder.builder(resource.getStatus());
    }

    private List<Condition> conditions(StorageRepository resource, List<Condition> next) {
        return Conditions.replace(
                resource.getStatus() == null ? null : resource.getStatus().conditions(),
                next,
                resource.getMetadata().getGeneration(),
                clock);
    }

    /** What is another's is not shown as ours, unless it is only looked at. */
    private static boolean isShown(Sight.Seen seen, ManagementGate gate) {
        return seen.problems().isEmpty()
                && seen.identity() instanceof Identity.There(SrRecord storage, var _)
                && (gate == ManagementGate.OBSERVE
                        || switch (Identity.of(storage, seen.want().me())) {
                            case Ownership.Ours _, Ownership.Unmarked _, Ownership.Inherited _ -> true;
                            case Ownership.AnothersOwn _, Ownership.PreviousIncarnation _, Ownership.Unreadable _ ->
                                false;
                        });
    }

    private static void show(StorageRepositoryStatusBuilder status, SrRecord record, PoolView view) {
        status.uuid(record.uuid().value())
                .type(record.type())
                .shared(record.shared())
                .provisioning(Figures.provisioning(record.type()))
                .size(Sizes.rounded(record.physicalSize()))
                .used(Sizes.rounded(record.physicalUtilisation()))
                .coalesce(Figures.coalesce(record, view).orElse(null))
                .hosts(Figures.onHosts(record, view));
    }

    private static EffectiveStorage effective(DesiredStorage want) {
        return new EffectiveStorage(want.policy(), want.made().isPresent() ? want.name() : null);
    }

    /** Until one of it is there. What an earlier process saw stays until this one has looked. */
    private static @Nullable List<FoundStorage> found(StorageRepository resource, Sight.Seen seen) {
        if (seen.identity() instanceof Identity.There) {
            return null;
        }
        return seen.known()
                .probe()
                .map(Known.Probe::found)
                .orElseGet(() -> resource.getStatus() == null
                        ? null
                        : resource.getStatus().found());
    }

    private static Condition synchronizedWith(Round round) {
        return round.plan().isEmpty() && round.plan().hindrances().isEmpty()
                ? Conditions.isTrue("Synchronized", Reason.Settled, "")
                : Conditions.isFalse("Synchronized", Reason.Drifted, Judgement.differences(round));
    }

    /** Until it is found by its mark. */
    private static @Nullable List<PendingCreation> creations(@Nullable StorageRepositoryStatus status, Sight sight) {
        boolean found = sight.seen()
                .filter(seen -> seen.identity() instanceof Identity.There(SrRecord storage, var _)
                        && Identity.of(storage, seen.want().me()) instanceof Ownership.Ours)
                .isPresent();
        return status == null || found ? null : status.pendingCreations();
    }

    /** What a person is asked to approve now; where that cannot be told, nothing is latched and nothing is spent. */
    private static Map<String, Set<String>> asked(Round round) {
        if (!(round.sight() instanceof Sight.Seen seen) || !seen.problems().isEmpty()) {
            return Map.of();
        }
        var asked = new HashMap<String, Set<String>>(Map.of(
                Approvals.ABANDON, Set.of(),
                Approvals.RECREATE, lost(seen, round, Reason.Missing),
                Approvals.TAKE_OVER, takeOver(seen, round)));
        format(seen, round).ifPresent(subjects -> asked.put(Approvals.FORMAT, subjects));
        return asked;
    }

    /** While it is not there it may be asked for, whatever is in the way just now; once it is, it is done. */
    private static Optional<Set<String>> format(Sight.Seen seen, Round round) {
        if (seen.identity() instanceof Identity.There) {
            return Optional.of(Set.of());
        }
        return round.plan().format().map(format -> Set.of(format.subject()));
    }

    private static Set<String> takeOver(Sight.Seen seen, Round round) {
        return seen.identity() instanceof Identity.There(SrRecord storage, var _)
                ? asksForMark(storage, seen, round)
                : lost(seen, round, Reason.MarkLost);
    }

    private static Set<String> asksForMark(SrRecord storage, Sight.Seen seen, Round round) {
        String uuid = storage.uuid().value();
        boolean unmarked = seen.want().made().isPresent()
                && round.memory().uuid().equals(Optional.of(uuid))
                && !(Identity.of(storage, seen.want().me()) instanceof Ownership.Ours);
        return unmarked ? Set.of(uuid) : AdoptPlan.asked(seen.want().me(), Identity.object(storage, seen.view()));
    }

    /** The one that status knows and the pool, or its mark, has lost. While it is being made again it still is asked for. */
    private static Set<String> lost(Sight.Seen seen, Round round, Reason reason) {
        boolean isSo = switch (seen.identity()) {
            case Identity.Refused(Verdict why) -> why.reason() == reason;
            case Identity.Absent _ -> reason == Reason.Missing;
            case Identity.There _ -> false;
        };
        return isSo && seen.want().made().isPresent()
                ? round.memory().uuid().map(Set::of).orElse(Set.of())
                : Set.of();
    }
}
