package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClass;
import java.util.ArrayList;
import java.util.List;

/** Collects what the planners of the single concerns say of one VM in one state. Lives within one call. */
final class Draft {
    private final String on;
    private final List<Step> steps = new ArrayList<>();
    private final List<Change> restart = new ArrayList<>();
    private final List<Change> later = new ArrayList<>();
    private final List<Hindrance> hindrances = new ArrayList<>();

    /** @param on the VM's name for a person */
    Draft(String on) {
        this.on = on;
    }

    void step(Action action, String why) {
        step(action, on, why);
    }

    /** A step on a part of the VM, for example {@code web disks[data]}. */
    void step(Action action, String part, String why) {
        steps.add(new Step(action, part, why));
    }

    void disk(Action action, String entry, String why) {
        step(action, on + " disks[" + entry + "]", why);
    }

    void nic(Action action, String entry, String why) {
        step(action, on + " networkInterfaces[" + entry + "]", why);
    }

    /** The VM must be stopped and started for this. */
    void needsRestart(String field, String from, String to) {
        restart.add(new Change(field, from, to, FieldClass.Restart, Because.RestartPolicyNever));
    }

    /** Written already, or kept back until the guest starts again by itself. */
    void nextBoot(String field, String from, String to) {
        later.add(new Change(field, from, to, FieldClass.NextBoot, Because.NextBoot));
    }

    /** Waits for another reason than a restart. */
    void later(String field, String from, String to, Because because) {
        later.add(new Change(field, from, to, FieldClass.Live, because));
    }

    void hindered(Hindrance why) {
        hindrances.add(why);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Change> restart() {
        return List.copyOf(restart);
    }

    List<Change> later() {
        return List.copyOf(later);
    }

    List<Hindrance> hindrances() {
        return List.copyOf(hindrances);
    }
}
