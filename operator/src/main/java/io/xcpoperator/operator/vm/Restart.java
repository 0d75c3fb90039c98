package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes that need the VM stopped and started, as one batch that costs one restart.
 *
 * @param attempt counts the attempts at restarts of this VM, see {@link RestartMemo#made}
 * @param refused whether the last attempt was at these changes and could not start
 * @param steps stop, change, start
 * @param instead what is done while it may not be made
 * @param misfit why it is not even tried (S3): the new shape fits on no host, or a snapshot must be there first
 */
record Restart(
        List<Change> changes,
        int attempt,
        boolean refused,
        List<Step> steps,
        List<Step> instead,
        List<Hindrance> misfit) {
    Restart {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        instead = List.copyOf(instead);
        misfit = List.copyOf(misfit);
    }

    /** The same without what is done before it anyway. */
    Restart without(List<Step> before) {
        List<Step> rest = steps.stream().filter(step -> !before.contains(step)).toList();
        return new Restart(changes, attempt, refused, rest, instead, misfit);
    }

    /** The same with other steps. */
    Restart with(List<Step> others) {
        return new Restart(changes, attempt, refused, others, instead, misfit);
    }

    /** The same, which is not made because of this. */
    Restart unless(Hindrance why) {
        return new Restart(
                changes,
                attempt,
                refused,
                steps,
                instead,
                Stream.concat(misfit.stream(), Stream.of(why)).toList());
    }

    /** Names the changes, whatever was tried before. */
    String base() {
        return base(changes);
    }

    static String base(List<Change> changes) {
        return Approvals.hash(changes.stream().map(Change::canonical).toList());
    }

    /** What approves this attempt, and none after it: one that was made, or could not start, is used up. */
    String hash() {
        Stream<String> lines = changes.stream().map(Change::canonical);
        return Approvals.hash(
                Stream.concat(lines, Stream.of("attempt " + attempt)).toList());
    }
}
