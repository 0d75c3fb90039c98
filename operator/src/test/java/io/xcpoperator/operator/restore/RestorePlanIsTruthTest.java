package io.xcpoperator.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random VMs, snapshots and histories: what is planned is what is done, the next plan is its rest, and others' keys are theirs. */
class RestorePlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 3_000);

    private static List<String> words(List<Step> steps) {
        return steps.stream()
                .map(step -> step.action().calls() + " " + step.on() + " " + step.why())
                .toList();
    }

    @Test
    void whatIsPlannedIsDoneAndTheNextPlanIsTheRest() {
        int calls = 0;
        int reverts = 0;
        int mended = 0;
        int letGo = 0;
        for (long seed = 0; seed < CASES; seed++) {
            var of = new RestoreModel(seed);
            String as = "seed " + seed;
            boolean willRevert = !of.reverted;
            Map<String, String> marks = of.marksToCome();
            List<Step> rest = of.plan();
            while (!rest.isEmpty()) {
                Step first = rest.getFirst();
                of.apply(first.action());
                calls += first.action().calls().size();
                mended += first.why().equals("put our marks back") ? 1 : 0;
                List<Step> next = of.plan();
                assertThat(words(next))
                        .as("%s, after %s", as, first.action())
                        .isEqualTo(words(rest.subList(1, rest.size())));
                rest = next;
            }
            assertThat(of.vm).as(as).doesNotContainKey(Claim.VM_DISKS.key());
            if (of.isDone()) {
                assertThat(of.reverts).as(as).isEqualTo(willRevert ? 1 : 0);
                assertThat(ours(of.vm))
                        .as("%s: our keys are those from before the revert", as)
                        .isEqualTo(marks);
                assertThat(theirs(of.vm))
                        .as("%s: others' are those of the snapshot", as)
                        .isEqualTo(theirs(of.then));
            } else {
                letGo++;
                assertThat(of.deleted).as(as).isTrue();
                assertThat(of.reverts).as(as).isZero();
            }
            reverts += of.reverts;
        }
        System.out.printf(
                "restores: %d random VMs, %d calls; %d reverts, %d keys put back, %d let go before they began%n",
                CASES, calls, reverts, mended, letGo);
        assertThat(reverts).isGreaterThan(CASES / 3);
        assertThat(mended).isGreaterThan(CASES);
        assertThat(letGo).isGreaterThan(CASES / 20);
    }

    private static Map<String, String> ours(Map<String, String> keys) {
        var ours = new TreeMap<>(keys);
        ours.keySet().removeIf(key -> !key.startsWith("xcp-operator.io/"));
        return ours;
    }

    private static Map<String, String> theirs(Map<String, String> keys) {
        var theirs = new TreeMap<>(keys);
        theirs.keySet().removeIf(key -> key.startsWith("xcp-operator.io/"));
        return theirs;
    }

    @Test
    void theOwnerMarkIsPutBackWhereTheSnapshotIsOlderThanIt() {
        var of = new RestoreModel(1, Optional.of(false));
        of.then.remove(OwnerMark.KEY);
        assertThat(of.plan())
                .extracting(Step::action)
                .contains(new Action.SetKey(RestoreModel.VM_REF, OwnerMark.KEY, of.mark(), false));
    }
}
