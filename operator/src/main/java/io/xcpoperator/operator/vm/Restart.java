package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes that need the VM stopped and started, as one batch that costs one restart.
 *
 * @param refused attempts at exactly these changes that could not start
 * @param steps stop, change, start
 * @param misfit why the new shape fits on no host; then it is not even tried (S3)
 */
record Restart(List<Change> changes, int refused, List<Step> steps, List<Hindrance> misfit) {
    Restart {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        misfit = List.copyOf(misfit);
    }

    /** The same without what is done before it anyway. */
    Restart without(List<Step> before) {
        List<Step> rest = steps.stream().filter(step -> !before.contains(step)).toList();
        return new Restart(changes, refused, rest, misfit);
    }

    /** Names the changes, whatever was tried before. */
    String base() {
        return base(changes);
    }

    static String base(List<Change> changes) {
        return Approvals.hash(changes.stream().map(Change::canonical).toList());
    }

    int attempt() {
        return refused + 1;
    }

    /** What approves the next attempt: after one that could not start, an old approval is used up. */
    String hash() {
        Stream<String> lines = changes.stream().map(Change::canonical);
        return Approvals.hash(
                Stream.concat(lines, Stream.of("attempt " + attempt())).toList());
    }
}
