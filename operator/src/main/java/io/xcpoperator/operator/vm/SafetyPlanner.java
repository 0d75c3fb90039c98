package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Snapshots before risky acts. Each act has one of its own, by a name made from what is done: it is taken first, and
 * without it the act does not go on. The oldest go once there are more than are to be kept. Pure.
 */
final class SafetyPlanner {
    private static final int HASH_LENGTH = 10;
    /** With the hash it fits into a name, which has 253. */
    private static final int NAME_LENGTH = 200;

    private final DesiredVm want;
    private final DesiredVm.Safety policy;
    private final VmFacts vm;
    private final SafetyFacts safety;

    private SafetyPlanner(DesiredVm want, DesiredVm.Safety policy, VmFacts vm, SafetyFacts safety) {
        this.want = want;
        this.policy = policy;
        this.vm = vm;
        this.safety = safety;
    }

    /** The same plan with its snapshots, or as much of it as goes on without one that cannot be had. */
    static Plan guard(Plan plan, DesiredVm want, VmFacts vm, Surroundings around) {
        return want.safety()
                .filter(_ -> !vm.making())
                .map(policy -> new SafetyPlanner(want, policy, vm, around.safety()).guard(plan))
                .orElse(plan);
    }

    private Plan guard(Plan plan) {
        Plan guarded = resizing(plan);
        List<SafetyFacts.Taken> soon = coming(guarded.steps());
        Optional<Restart> restart = guarded.restart().map(this::restarting);
        Optional<ObjectKey> restarts = restart.flatMap(this::guardOf);
        List<SafetyFacts.Taken> kept = Stream.concat(whole(), soon.stream()).toList();
        // what goes for the restart's own snapshot is a part of the restart, and its end
        List<Step> now = superseded(kept.stream()
                .filter(one -> !restarts.equals(Optional.of(one.key())))
                .toList());
        List<Step> steps = new ArrayList<>(guarded.steps());
        steps.addAll(now);
        Optional<Restart> whole = restart.map(r -> {
            List<Step> after = superseded(
                    Stream.concat(kept.stream(), coming(r.steps()).stream()).toList());
            return r.with(Stream.concat(r.steps().stream(), after.stream().filter(step -> !now.contains(step)))
                    .toList());
        });
        return new Plan(steps, whole, guarded.nextBoot(), guarded.hindrances());
    }

    /** The snapshot that this restart is to have, taken or not. */
    private Optional<ObjectKey> guardOf(Restart restart) {
        return isRisky(restart) ? Optional.of(restartName(restart)) : Optional.empty();
    }

    /** Those that these steps take, as they will be. */
    private static List<SafetyFacts.Taken> coming(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.action() instanceof SafetyAction.Take(ObjectKey key, var _, var _)
                        ? Stream.of(new SafetyFacts.Taken(key, "", Instant.MAX, true, "", false, false))
                        : Stream.of())
                .toList();
    }

    private Stream<SafetyFacts.Taken> whole() {
        return safety.taken().stream().filter(SafetyPlanner::isWhole);
    }

    /** What grows a disk at once. In the middle of a restart the snapshot is there: it was taken before the stop. */
    private Plan resizing(Plan plan) {
        List<Step> risky = plan.steps().stream().filter(SafetyPlanner::grows).toList();
        boolean restarting = vm.stopped() && RestartMemo.of(vm).isPresent();
        if (!policy.resize() || risky.isEmpty() || restarting) {
            return plan;
        }
        ObjectKey name = name("resize", sizes());
        Optional<SafetyFacts.Taken> taken = safety.named(name);
        if (taken.filter(SafetyPlanner::isWhole).isPresent()) {
            return plan;
        }
        int at = plan.steps().indexOf(risky.getFirst());
        List<Step> before = new ArrayList<>(plan.steps().subList(0, at));
        if (taken.isPresent()) {
            List<Hindrance> hindrances = new ArrayList<>(plan.hindrances());
            hindrances.add(waits(taken.get(), risky.getFirst().why(), "Resize"));
            return new Plan(before, Optional.empty(), plan.nextBoot(), hindrances);
        }
        before.add(take(name, risky.getFirst().why()));
        before.addAll(plan.steps().subList(at, plan.steps().size()));
        return new Plan(before, plan.restart(), plan.nextBoot(), plan.hindrances());
    }

    private static boolean grows(Step step) {
        return step.action() instanceof DiskAction.GrowDisk || step.action() instanceof DiskAction.GrowDiskLive;
    }

    /** The same while one disk after the other grows. A revert gives disks new uuids: to grow again after it is another act. */
    private List<String> sizes() {
        Stream<String> first = vm.disks().stream()
                .min(Comparator.comparingInt(DiskFacts::device))
                .map(disk -> disk.uuid().value())
                .stream();
        Stream<String> wanted = want.disks().stream()
                .flatMap(List::stream)
                .flatMap(disk -> disk.size().map(size -> disk.name() + " " + size).stream());
        return Stream.concat(first, wanted).toList();
    }

    private boolean isRisky(Restart restart) {
        return (policy.restart() && stops(restart))
                || (policy.resize() && restart.steps().stream().anyMatch(SafetyPlanner::grows));
    }

    /** Else only links drop. */
    private static boolean stops(Restart restart) {
        return restart.steps().stream()
                .anyMatch(step ->
                        step.action() instanceof PowerAction || step.action() instanceof DestroyAction.HardShutdown);
    }

    private ObjectKey restartName(Restart restart) {
        return name("restart", List.of(restart.hash()));
    }

    private Restart restarting(Restart restart) {
        if (!isRisky(restart) || !restart.misfit().isEmpty()) {
            return restart;
        }
        ObjectKey name = restartName(restart);
        Optional<SafetyFacts.Taken> taken = safety.named(name);
        String why = "restart for " + restart.changes().getFirst().field();
        if (taken.filter(SafetyPlanner::isWhole).isPresent()) {
            return restart;
        }
        if (taken.isPresent()) {
            return restart.unless(waits(taken.get(), why, policy.restart() && stops(restart) ? "Restart" : "Resize"));
        }
        return restart.with(Stream.concat(Stream.of(take(name, why)), restart.steps().stream())
                .toList());
    }

    private static boolean isWhole(SafetyFacts.Taken taken) {
        return taken.ready() && !taken.leaves();
    }

    private ObjectKey name(String act, List<String> what) {
        ObjectKey me = want.me().key();
        String vmName = me.name().length() > NAME_LENGTH ? me.name().substring(0, NAME_LENGTH) : me.name();
        String hash = Approvals.hash(what);
        return new ObjectKey(
                me.namespace(), vmName + "-" + act + "-" + hash.substring(0, Math.min(HASH_LENGTH, hash.length())));
    }

    private Step take(ObjectKey name, String why) {
        return new Step(
                new SafetyAction.Take(name, want.me().key().name(), want.me().uid()),
                on(),
                "safety snapshot " + name.name() + " before: " + why);
    }

    private String on() {
        return want.name().orElse(vm.name());
    }

    private static Hindrance waits(SafetyFacts.Taken taken, String before, String word) {
        String sentence = "snapshot %s is taken first (safetySnapshots), before: %s"
                .formatted(taken.key().name(), before);
        return taken.message().isEmpty() && !taken.leaves()
                ? Hindrance.works(Reason.Applying, sentence)
                : Hindrance.waits(
                        Reason.SafetySnapshot,
                        "%s; %s. Mend that, or take %s out of safetySnapshots.before"
                                .formatted(sentence, taken.leaves() ? "it is being deleted" : taken.message(), word));
    }

    /** @param kept oldest first */
    private List<Step> superseded(List<SafetyFacts.Taken> kept) {
        return kept.stream()
                .filter(one -> !one.needed())
                .limit(Math.max(0, kept.size() - policy.keep()))
                .map(one -> new Step(
                        new SafetyAction.Drop(one.key(), one.uid(), want.me().uid()),
                        on(),
                        "safety snapshot %s goes: safetySnapshots.keep is %d"
                                .formatted(one.key().name(), policy.keep())))
                .toList();
    }
}
