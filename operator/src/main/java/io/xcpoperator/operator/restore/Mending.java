package io.xcpoperator.operator.restore;

import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A revert puts other_config back to what it was at the time of the snapshot: our keys are made what they were directly
 * before it, as the undo snapshot has them; keys of others stay as the revert brought them. Pure.
 */
final class Mending {
    private static final String OURS = "xcp-operator.io/";
    private static final Set<String> CLAIMS =
            Arrays.stream(Claim.values()).map(Claim::key).collect(Collectors.toUnmodifiableSet());

    private Mending() {}

    /** Of a VM that was reverted. */
    static List<Step> steps(Sight.Seen seen) {
        return steps(seen, ours(seen.vm()));
    }

    /** Of one that will be: the revert brings the keys that the VM had then, and none that the snapshot itself got since. */
    static List<Step> foreseen(Sight.Seen seen) {
        Map<String, String> then = ours(seen.snapshot());
        then.keySet().removeIf(key -> key.equals(MarkIndexes.SNAPSHOT_OWNER) || Proof.isKey(key));
        return steps(seen, then);
    }

    private static List<Step> steps(Sight.Seen seen, Map<String, String> there) {
        Map<String, String> wanted = wanted(seen);
        List<Step> steps = new ArrayList<>();
        for (String key : new TreeSet<>(there.keySet())) {
            if (!wanted.containsKey(key)) {
                steps.add(step(seen, new Action.RemoveKey(seen.vm().ref(), key)));
            }
        }
        wanted.forEach((key, value) -> {
            if (!value.equals(there.get(key))) {
                steps.add(step(seen, new Action.SetKey(seen.vm().ref(), key, value, there.containsKey(key))));
            }
        });
        return steps;
    }

    /** Where there is no undo snapshot yet, it will have what the VM has. */
    private static Map<String, String> wanted(Sight.Seen seen) {
        Map<String, String> wanted = ours(seen.undo().orElse(seen.vm()));
        wanted.keySet().removeAll(CLAIMS);
        wanted.keySet().removeIf(Proof::isKey);
        wanted.remove(MarkIndexes.SNAPSHOT_OWNER);
        wanted.put(OwnerMark.KEY, seen.vmMark().toString());
        return wanted;
    }

    private static Step step(Sight.Seen seen, Action action) {
        return new Step(action, seen.vm().nameLabel(), "put our marks back");
    }

    private static Map<String, String> ours(VmRecord vm) {
        var keys = new TreeMap<String, String>();
        vm.otherConfig().forEach((key, value) -> {
            if (key.startsWith(OURS)) {
                keys.put(key, value);
            }
        });
        return keys;
    }
}
