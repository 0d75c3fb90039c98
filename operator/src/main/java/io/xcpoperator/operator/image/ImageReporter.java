package io.xcpoperator.operator.image;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatusBuilder;
import io.xcpoperator.api.v1alpha1.image.ImageFormat;
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
import io.xcpoperator.xapi.records.VdiRecord;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status of a DiskImage. Pure. */
final class ImageReporter {
    private final InstantSource clock;

    ImageReporter(InstantSource clock) {
        this.clock = clock;
    }

    DiskImageStatus report(DiskImage resource, Round round) {
        Verdict verdict = Judgement.of(round);
        DiskImageStatusBuilder next = before(resource);
        shown(round).ifPresentOrElse(vdi -> fill(next, vdi, round), () -> next.progress(progress(round, resource)));
        return next.observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(verdict.message()))
                .approvals(round.memory().approvals().toStatus(asked(round)))
                .pendingCreations(creations(resource.getStatus(), round))
                .plan(
                        round.gate() == ManagementGate.PLAN
                                ? Plans.status(round.plan().calls())
                                : null)
                .conditions(conditions(resource, verdict.conditions()))
                .build();
    }

    /** With the token that the creation will carry. */
    DiskImageStatus reserve(DiskImageStatus status, String token) {
        String since = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return DiskImageStatusBuilder.builder(status)
                .pendingCreations(List.of(new PendingCreation(ImageMemory.IMAGE, token, since)))
                .build();
    }

    DiskImageStatus deleting(DiskImage resource, Verdict why, Approvals approvals) {
        Verdict verdict = WayOut.shown(why, "ximg", resource, approvals);
        var conditions = new java.util.ArrayList<>(verdict.conditions());
        if (verdict.reason() == Reason.InUse) {
            conditions.add(Conditions.isTrue("InUse", Reason.InUse, verdict.message()));
        }
        return before(resource)
                .observedGeneration(resource.getMetadata().getGeneration())
                .message(Conditions.shortened(verdict.message()))
                .approvals(approvals.toStatus(
                        Map.of(Approvals.ABANDON, Set.of(resource.getMetadata().getUid()))))
                .plan(null)
                .conditions(conditions(resource, conditions))
                .build();
    }

    private static DiskImageStatusBuilder before(DiskImage resource) {
        return resource.getStatus() == null
                ? DiskImageStatusBuilder.builder()
                : DiskImageStatusBuilder.builder(resource.getStatus());
    }

    private List<Condition> conditions(DiskImage resource, List<Condition> next) {
        return Conditions.replace(
                resource.getStatus() == null ? null : resource.getStatus().conditions(),
                next,
                resource.getMetadata().getGeneration(),
                clock);
    }

    /** What is another's is not shown as ours, unless it is only looked at. */
    private static Optional<VdiRecord> shown(Round round) {
        return round.sight().seen().flatMap(seen -> switch (seen.identity()) {
            case Identity.There(VdiRecord vdi, var _) -> {
                boolean ours = switch (Identity.of(vdi, seen.want().me())) {
                    case Ownership.Ours _ -> true;
                    case Ownership.Unmarked _, Ownership.Inherited _ ->
                        !seen.want().isMade();
                    case Ownership.AnothersOwn _, Ownership.PreviousIncarnation _, Ownership.Unreadable _ -> false;
                };
                yield ours || round.gate() == ManagementGate.OBSERVE ? Optional.of(vdi) : Optional.empty();
            }
            case Identity.Absent _, Identity.Refused _ -> Optional.empty();
        });
    }

    private static void fill(DiskImageStatusBuilder next, VdiRecord vdi, Round round) {
        Optional<ImageKeys.Whole> whole = ImageKeys.whole(vdi);
        boolean iso = round.sight().seen().map(seen -> seen.want().isIso()).orElse(false);
        next.uuid(vdi.uuid().value())
                .progress(100)
                .size(Sizes.rounded(vdi.virtualSize()))
                .sha256(whole.map(ImageKeys.Whole::sha256).orElse(null))
                .format(whole.map(ImageKeys.Whole::format).orElse(iso ? ImageFormat.Iso : null));
    }

    /** Fetching is the first half, sending the second. */
    private static @Nullable Integer progress(Round round, DiskImage resource) {
        if (round.sight().seen().isEmpty()) {
            return resource.getStatus() == null ? null : resource.getStatus().progress();
        }
        return switch (round.run()) {
            case RunState.Idle _, RunState.Queued _, RunState.Failed _ -> null;
            case RunState.Fetching(RunState.Pace pace) -> pace.percent() / 2;
            case RunState.Fetched _ -> 50;
            case RunState.Sending(var _, var _, var _, RunState.Pace pace) -> 50 + pace.percent() / 2;
            case RunState.Sent _ -> 100;
        };
    }

    /** Until the disk is found by its mark. */
    private static @Nullable List<PendingCreation> creations(@Nullable DiskImageStatus status, Round round) {
        boolean found = round.sight()
                .seen()
                .filter(seen -> seen.identity() instanceof Identity.There(VdiRecord vdi, var _)
                        && Identity.of(vdi, seen.want().me()) instanceof Ownership.Ours)
                .isPresent();
        return status == null || found ? null : status.pendingCreations();
    }

    /** What a person is asked to approve now; where that cannot be told, nothing is latched and nothing is spent. */
    private static Map<String, Set<String>> asked(Round round) {
        return round.sight()
                .seen()
                .map(seen -> Map.of(
                        Approvals.ABANDON, Set.<String>of(),
                        Approvals.RECREATE, lost(seen, round, Reason.Missing),
                        Approvals.TAKE_OVER, takeOver(seen, round)))
                .orElse(Map.of());
    }

    private static Set<String> takeOver(Sight.Seen seen, Round round) {
        return seen.identity() instanceof Identity.There(VdiRecord vdi, var _)
                ? asksForMark(vdi, seen, round)
                : lost(seen, round, Reason.MarkLost);
    }

    private static Set<String> asksForMark(VdiRecord vdi, Sight.Seen seen, Round round) {
        String uuid = vdi.uuid().value();
        boolean unmarked = seen.want().isMade()
                && round.memory().uuid().equals(Optional.of(uuid))
                && !(Identity.of(vdi, seen.want().me()) instanceof Ownership.Ours);
        return unmarked ? Set.of(uuid) : AdoptPlan.asked(seen.want().me(), Identity.object(vdi));
    }

    /** The disk that status knows and the pool, or its mark, has lost. While it is being made again it still is asked for. */
    private static Set<String> lost(Sight.Seen seen, Round round, Reason reason) {
        boolean isSo = switch (seen.identity()) {
            case Identity.Refused(Verdict why) -> why.reason() == reason;
            case Identity.Absent _ -> reason == Reason.Missing;
            case Identity.There _ -> false;
        };
        return isSo && seen.want().isMade() ? round.memory().uuid().map(Set::of).orElse(Set.of()) : Set.of();
    }
}
