package io.xcpoperator.operator.cli;

import io.xcpoperator.operator.platform.gate.Annotations;
import java.util.List;

/** Sets the annotation that pauses a resource, or takes it away. */
final class Pausing {
    private Pausing() {}

    static void set(KubectlXcp program, List<String> words, boolean paused) {
        List<Target> targets = Target.read(words);
        try (Cluster cluster = program.cluster()) {
            for (Target target : targets) {
                var object = cluster.get(target);
                boolean before = Annotations.paused(object);
                if (before != paused) {
                    cluster.annotate(object, Annotations.PAUSED, paused ? "true" : null);
                }
                program.terminal().say(target + " " + told(before, paused));
            }
        }
    }

    private static String told(boolean before, boolean paused) {
        if (paused) {
            return before ? "was paused already" : "is paused; kubectl xcp resume ends it";
        }
        return before ? "goes on" : "was not paused";
    }
}
