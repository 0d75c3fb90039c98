package io.xcpoperator.operator.platform.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.Destructions;
import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.calls.XapiCalls;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is done about an adopted object and how it goes, over every combination of what that depends on. */
class AdoptRoundTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "lan"), "u1");
    private static final String OURS = "c1/infra/lan/u1/o1";
    private static final String EARLIER = "c0/infra/lan/u0/o1";
    private static final String ANOTHERS = "c1/prod/web/u9/o1";
    private static final Wanted WANTED = new Wanted("Lan", null, null);
    private static final Approvals NONE = new Approvals(List.of());
    private static final Approvals TAKE_OVER = new Approvals(List.of(new Approval(Approvals.TAKE_OVER, "o1", null)));
    private static final Optional<Verdict.Stalled> CANNOT =
            Optional.of(new Verdict.Stalled(Reason.NotSupportedYet, "not yet"));

    /** A pool of which only this is asked here. */
    private record Writable(WriteState writes) implements PoolHandle {
        @Override
        public ObjectKey key() {
            return new ObjectKey("infra", "home");
        }

        @Override
        public PoolUuid uuid() {
            throw new AssertionError("a decision asks for values only");
        }

        @Override
        public PoolView view() {
            throw new AssertionError("a decision asks for values only");
        }

        @Override
        public PoolView viewAfterWrites(Duration limit) {
            throw new AssertionError("a decision asks for values only");
        }

        @Override
        public XapiCalls calls() {
            throw new AssertionError("a decision makes no call");
        }

        @Override
        public int concurrentCalls() {
            return 1;
        }

        @Override
        public Destructions destructions() {
            throw new AssertionError("nothing of others' is destroyed");
        }
    }

    private static Adopted present(String mark, WriteState writes) {
        return new Adopted.Present(
                new Writable(writes),
                new Existing(
                        "network",
                        "o1",
                        "somebody's",
                        "",
                        Set.of(),
                        mark.isEmpty() ? Map.of() : Map.of(OwnerMark.KEY, mark)));
    }

    private static List<Adopted> all() {
        var all = new ArrayList<Adopted>(List.of(
                new Adopted.Denied("no right"),
                new Adopted.NotOne(Reason.NotFound, "none"),
                new Adopted.CannotTell(Reason.PoolNotReady, "away", false),
                new Adopted.CannotTell(Reason.ReferenceNotFound, "no such pool", true)));
        for (String mark : List.of("", OURS, EARLIER, ANOTHERS, "garbled")) {
            all.add(present(mark, new WriteState.Open()));
            all.add(present(mark, new WriteState.Closed(Reason.OtherManagerActive, "another's")));
        }
        return all;
    }

    /** May be written to at all: it is there, it is ours, nobody's or given to us, and the pool is open. */
    private static boolean writable(Adopted adopted, Approvals approvals) {
        return adopted instanceof Adopted.Present(var pool, Existing object)
                && pool.writes() instanceof WriteState.Open
                && isForUs(object, approvals);
    }

    private static boolean isForUs(Existing object, Approvals approvals) {
        return switch (object.otherConfig().getOrDefault(OwnerMark.KEY, "")) {
            case "", OURS -> true;
            case EARLIER -> approvals.equals(TAKE_OVER);
            default -> false;
        };
    }

    @Test
    void writesOnlyUnderManageToWhatIsForUsInAPoolThatIsOpen() {
        for (Adopted adopted : all()) {
            for (Approvals approvals : List.of(NONE, TAKE_OVER)) {
                for (ManagementGate gate : ManagementGate.values()) {
                    for (Optional<Verdict.Stalled> unsupported : List.of(Optional.<Verdict.Stalled>empty(), CANNOT)) {
                        AdoptRound round = AdoptRound.decide(adopted, ME, WANTED, approvals, gate, unsupported);
                        assertThat(round.now().isEmpty())
                                .as("%s %s %s %s", adopted, approvals, gate, unsupported)
                                .isEqualTo(!(gate.mayWrite() && unsupported.isEmpty() && writable(adopted, approvals)));
                        assertThat(round.plan()).containsAll(round.now());
                    }
                }
            }
        }
    }

    @Test
    void isReadyOnlyWhereItIsThereAndNobodyHasToActAndNothingIsLeft() {
        for (Adopted adopted : all()) {
            for (ManagementGate gate : ManagementGate.values()) {
                for (Verdict onHosts :
                        List.of(new Verdict.Ready(), new Verdict.Waiting(Reason.NetworkUnavailable, "not attached"))) {
                    AdoptRound round = AdoptRound.decide(adopted, ME, WANTED, NONE, gate, Optional.empty());
                    Verdict verdict = round.verdict(new Outcome.Settled(), onHosts);
                    boolean there = adopted instanceof Adopted.Present;
                    if (verdict instanceof Verdict.Ready) {
                        assertThat(there && onHosts instanceof Verdict.Ready && gate != ManagementGate.PAUSED)
                                .as("%s %s", adopted, gate)
                                .isTrue();
                    }
                    assertThat(round.verdict(new Outcome.Invalid(Reason.InvalidText, "no"), onHosts))
                            .as("what was refused is never Ready: %s %s", adopted, gate)
                            .isNotInstanceOf(Verdict.Ready.class);
                }
            }
        }
    }

    @Test
    void goesWithoutAWriteUnlessItIsOursAndManagedAndNeverWhileItIsInUse() {
        for (Adopted adopted : all()) {
            for (ManagementGate gate : ManagementGate.values()) {
                for (List<String> dependents : List.of(List.<String>of(), List.of("VirtualMachine apps/web"))) {
                    assertThat(Release.decide(adopted, ME, gate, true, dependents, "in use"))
                            .as("abandoned always goes: %s %s", adopted, gate)
                            .isEqualTo(new Release.Done());
                    Release release = Release.decide(adopted, ME, gate, false, dependents, "in use");
                    if (!dependents.isEmpty() || gate == ManagementGate.PAUSED) {
                        assertThat(release).isInstanceOf(Release.Waits.class);
                    } else if (!gate.mayWrite()) {
                        assertThat(release).isEqualTo(new Release.Done());
                    } else {
                        assertThat(release instanceof Release.Write)
                                .as("%s", adopted)
                                .isEqualTo(isOurs(adopted) && writable(adopted, NONE));
                    }
                    if (release instanceof Release.Write(List<AdoptAction> actions)) {
                        assertThat(Stream.of(actions).flatMap(List::stream))
                                .as("only our keys are taken away")
                                .allMatch(action -> action.verb() == AdoptAction.Verb.REMOVE_KEY);
                    }
                }
            }
        }
    }

    private static boolean isOurs(Adopted adopted) {
        return adopted instanceof Adopted.Present(var _, Existing object)
                && OURS.equals(object.otherConfig().get(OwnerMark.KEY));
    }
}
