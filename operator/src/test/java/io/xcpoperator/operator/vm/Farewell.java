package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.pools.Destructions;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.tasks.TaskState;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One of all the situations in which a VM's resource can be deleted. */
record Farewell(
        ManagementGate policy,
        boolean abandoned,
        Deletions.Cause cause,
        boolean destroys,
        boolean isProtected,
        boolean claimed,
        ShutdownMode stop,
        Sight sight,
        Work work,
        boolean known,
        boolean untouched) {
    private static final Instant NOW = ModelPool.NOW;
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final List<ShutdownMode> STOPS =
            List.of(ShutdownMode.Clean, ShutdownMode.CleanThenForce, ShutdownMode.Force);

    /** What is seen. */
    enum Sight {
        RUNNING,
        HALTED,
        PAUSED,
        SUSPENDED,
        BLOCKED_BY_US,
        BLOCKED_BY_A_PERSON,
        SNAPSHOTS,
        APPROVED_SNAPSHOTS,
        BUSY,
        MAKING,
        ADOPTABLE,
        ABSENT,
        ABSENT_BUT_A_DISK,
        MISSING_BUT_A_DISK,
        UNCERTAIN,
        CONTESTED,
        SPEC_UNREADABLE,
        POOL_AWAY,
        NO_POOL,
        NO_RIGHT
    }

    /** Our own task on the pool. */
    enum Work {
        NONE,
        DONE,
        RUNS,
        STOP_OVERDUE,
        STOP_FAILED
    }

    /** Sights in which a VM of ours is there. */
    static final Set<Sight> OURS = EnumSet.range(Sight.RUNNING, Sight.MAKING);

    static final Set<Sight> UNSEEN = EnumSet.range(Sight.SPEC_UNREADABLE, Sight.NO_RIGHT);

    static final Set<Sight> DISK_LEFT = EnumSet.of(Sight.ABSENT_BUT_A_DISK, Sight.MISSING_BUT_A_DISK);

    /** Sights in which nothing of the pool keeps a VM of ours from being destroyed. */
    static final Set<Sight> FREE = EnumSet.of(
            Sight.RUNNING,
            Sight.HALTED,
            Sight.PAUSED,
            Sight.SUSPENDED,
            Sight.BLOCKED_BY_US,
            Sight.APPROVED_SNAPSHOTS,
            Sight.MAKING);

    static List<Farewell> all() {
        List<Farewell> all = new ArrayList<>();
        for (ManagementGate policy : ManagementGate.values()) {
            for (boolean abandoned : BOTH) {
                for (Deletions.Cause cause : Deletions.Cause.values()) {
                    for (boolean destroys : BOTH) {
                        for (boolean isProtected : BOTH) {
                            for (boolean claimed : BOTH) {
                                add(all, policy, abandoned, cause, destroys, isProtected, claimed);
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static void add(
            List<Farewell> all,
            ManagementGate policy,
            boolean abandoned,
            Deletions.Cause cause,
            boolean destroys,
            boolean isProtected,
            boolean claimed) {
        for (Sight sight : Sight.values()) {
            // what is not seen has no tasks and is not stopped; what is seen needs no memory of it
            boolean unseen = UNSEEN.contains(sight);
            for (ShutdownMode stop : unseen ? List.of(ShutdownMode.Clean) : STOPS) {
                for (Work work : unseen ? List.of(Work.NONE) : List.of(Work.values())) {
                    for (boolean known : unseen ? BOTH : List.of(true)) {
                        for (boolean untouched : unseen ? BOTH : List.of(false)) {
                            all.add(new Farewell(
                                    policy,
                                    abandoned,
                                    cause,
                                    destroys,
                                    isProtected,
                                    claimed,
                                    stop,
                                    sight,
                                    work,
                                    known,
                                    untouched));
                        }
                    }
                }
            }
        }
    }

    VmDeletion.Decision decision() {
        return VmDeletion.decide(new VmDeletion.Case(AVm.ME.uid(), 1, look(), memory(), policy, untouched, cause, NOW));
    }

    private Memory memory() {
        Stream<Approval> abandon = abandoned ? Stream.of(approval(Approvals.ABANDON, AVm.ME.uid())) : Stream.of();
        Stream<Approval> snapshots = sight == Sight.APPROVED_SNAPSHOTS
                ? Stream.of(approval(Approvals.DELETE_SNAPSHOTS, "77ab01c2"))
                : Stream.of();
        return new Memory(
                known ? Optional.of(AVm.UUID) : Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                new Approvals(Stream.concat(abandon, snapshots).toList()),
                Optional.empty(),
                Optional.empty());
    }

    private static Approval approval(String name, String value) {
        return new Approval(name, value, NOW.toString(), null);
    }

    private Look look() {
        return switch (sight) {
            case SPEC_UNREADABLE -> {
                Hindrance why = Hindrance.stalls(Reason.InvalidSpec, "the spec makes no sense");
                yield new Look(
                        new Observed.Unreachable(why), Optional.empty(), List.of(why), Optional.of(new Untouchable()));
            }
            case POOL_AWAY -> Look.unreachable(Hindrance.waits(Reason.PoolUnreachable, "the pool is away"));
            case NO_POOL -> Look.unreachable(Hindrance.waits(Reason.ReferenceNotFound, "there is no such pool"));
            case NO_RIGHT -> Look.unreachable(Hindrance.waits(Reason.AccessDenied, "the pool lets nobody in"));
            default -> new Look(seen(), Optional.of(want()), List.of(), Optional.of(new Untouchable()));
        };
    }

    private DesiredVm want() {
        Wanted want = Wanted.running().stop(stop);
        want.destroyWithResource = destroys;
        want.protection = Optional.of(isProtected);
        return want.vm();
    }

    private Observed.Seen seen() {
        List<LooseDisk> left = DISK_LEFT.contains(sight) || sight == Sight.UNCERTAIN
                ? List.of(new LooseDisk(
                        new VdiRef("OpaqueRef:left"),
                        new VdiUuid("left"),
                        1,
                        Optional.of(Keys.DiskOf.of(AVm.ME, AVm.UUID, "old")),
                        false))
                : List.of();
        var around = new Surroundings(
                new ObjectKey("infra", "home"),
                List.of(AVm.XCP1, AVm.XCP2),
                Map.of(),
                left,
                Map.of(),
                new Approvals(List.of()),
                claimed ? claims() : Claims.none(),
                true,
                AVm.CAN);
        return new Observed.Seen(identity(), around, tasks(), sight == Sight.UNCERTAIN, Map.of());
    }

    private static Claims claims() {
        var holder = new Claims.Holder(
                "VirtualMachineBackup", new ObjectKey("apps", "nightly"), "u7", Optional.of(NOW.plusSeconds(60)));
        return Claims.of(Map.of(Claim.VM_DISKS.key(), holder.text(AVm.UUID)), AVm.UUID, NOW);
    }

    private Identity identity() {
        AVm vm = AVm.ofOurs();
        return switch (sight) {
            case RUNNING -> new Identity.Ours(vm.facts());
            case HALTED -> new Identity.Ours(AVm.ofOurs().halted().facts());
            case PAUSED -> new Identity.Ours(vm.in(Power.Paused).facts());
            case SUSPENDED -> new Identity.Ours(vm.in(Power.Suspended).facts());
            case BLOCKED_BY_US -> {
                vm.blocked.put(VmOperation.START, Obstacles.OURS + "the VM is being destroyed");
                yield new Identity.Ours(vm.facts());
            }
            case BLOCKED_BY_A_PERSON -> {
                vm.blocked.put(VmOperation.DESTROY, "mine");
                yield new Identity.Ours(vm.facts());
            }
            case SNAPSHOTS, APPROVED_SNAPSHOTS -> {
                vm.snapshots.add(new SnapshotFacts(
                        new VmRef("OpaqueRef:snap"),
                        new VmUuid("77ab01c2-0000-0000-0000-000000000000"),
                        "before the upgrade",
                        List.of(),
                        false,
                        Optional.empty()));
                yield new Identity.Ours(vm.facts());
            }
            case BUSY -> {
                vm.busyWith.add(VmOperation.SNAPSHOT);
                yield new Identity.Ours(vm.facts());
            }
            case MAKING -> {
                AVm clone = AVm.ofOurs().halted();
                clone.template = true;
                clone.name = Keys.makingName(ModelPool.TOKEN);
                yield new Identity.Claimable(clone.facts(), false, "say whose VM it is");
            }
            case ADOPTABLE -> new Identity.Claimable(vm.facts(), false, "adopt");
            case ABSENT, ABSENT_BUT_A_DISK, UNCERTAIN -> new Identity.Absent();
            case MISSING_BUT_A_DISK -> new Identity.Refused(Hindrance.stalls(Reason.Missing, "it is gone"));
            case CONTESTED -> new Identity.Refused(Hindrance.stalls(Reason.Contested, "there are two"));
            case SPEC_UNREADABLE, POOL_AWAY, NO_POOL, NO_RIGHT -> throw new IllegalStateException("nothing is seen");
        };
    }

    private List<TaskFacts> tasks() {
        Duration since = Duration.ofHours(2);
        return switch (work) {
            case NONE -> List.of();
            case DONE -> List.of(task("Async.VM.start", new TaskState.Succeeded(List.of()), since));
            case RUNS -> List.of(task("Async.VM.start", new TaskState.Running(0.5), since));
            case STOP_OVERDUE -> List.of(task("Async.VM.clean_shutdown", new TaskState.Running(0.5), since));
            case STOP_FAILED ->
                List.of(task(
                        "Async.VM.clean_shutdown",
                        new TaskState.Failed("VM_LACKS_FEATURE", List.of("OpaqueRef:it")),
                        Duration.ofSeconds(1)));
        };
    }

    private static TaskFacts task(String operation, TaskState state, Duration ago) {
        Instant since = NOW.minus(ago);
        return new TaskFacts(new TaskRef("OpaqueRef:task"), operation, 1, state, since, since, since);
    }

    /** A pool that must not be asked anything: to decide is to look at values. */
    private static final class Untouchable implements PoolHandle {
        @Override
        public ObjectKey key() {
            throw asked();
        }

        @Override
        public PoolUuid uuid() {
            throw asked();
        }

        @Override
        public PoolView view() {
            throw asked();
        }

        @Override
        public PoolView viewAfterWrites(Duration limit) {
            throw asked();
        }

        @Override
        public WriteState writes() {
            throw asked();
        }

        @Override
        public XapiCalls calls() {
            throw asked();
        }

        @Override
        public int concurrentCalls() {
            throw asked();
        }

        @Override
        public Destructions destructions() {
            throw asked();
        }

        private static AssertionError asked() {
            return new AssertionError("a decision asks nobody");
        }
    }
}
