package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.FieldClasses;
import io.xcpoperator.operator.platform.status.Because;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Collects what the planners of the single concerns say of one VM in one state. How a change takes effect is the table's
 * to say ({@link FieldClasses}). Lives within one call.
 */
final class Draft {
    private final String on;
    private final List<Step> steps = new ArrayList<>();
    private final List<Change> restart = new ArrayList<>();
    private final List<Change> replug = new ArrayList<>();
    private final List<Step> replugging = new ArrayList<>();
    private final List<Change> later = new ArrayList<>();
    private final List<Hindrance> hindrances = new ArrayList<>();
    private final List<Step> written = new ArrayList<>();
    private Optional<NextBootMemo> memo = Optional.empty();
    private boolean startable = true;

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
        steps.add(nicStep(action, entry, why));
    }

    Step nicStep(Action action, String entry, String why) {
        return new Step(action, on + " networkInterfaces[" + entry + "]", why);
    }

    /** The actions make a change of this field: now, or once the VM is stopped, as the field's class says. */
    void change(VmFacts vm, String field, String from, String to, Action... actions) {
        String why = field + " " + from + " → " + to;
        List<Step> all =
                Stream.of(actions).map(action -> new Step(action, on, why)).toList();
        switch (FieldClasses.OF_VM.of(field)) {
            case Live -> steps.addAll(all);
            case NextBoot -> {
                memo = memo.or(() -> NextBootMemo.of(vm)).map(known -> known.with(field, from, to));
                written.addAll(all);
            }
            case FirstBoot -> later(field, from, to, Because.FirstBootOver);
            case Restart, Immutable -> {
                if (vm.stopped()) {
                    steps.addAll(all);
                } else {
                    needsRestart(field, from, to);
                }
            }
        }
    }

    /**
     * At the end of a shape: what is written for the guest's next start, and before it, in one note on the VM, what the
     * guest has till then. A stopped VM has no guest to tell of.
     */
    void nextBoots(VmFacts vm) {
        Optional<NextBootMemo> before = NextBootMemo.of(vm);
        Optional<NextBootMemo> now = memo.or(() -> before);
        if (!now.equals(before)) {
            step(now.orElseThrow().write(vm), "note what the guest has till its next start");
        } else if (NextBootMemo.stale(vm)) {
            step(new SettingAction.RemoveKey(vm.ref(), Keys.NEXT_BOOT), "the guest has started since");
        }
        steps.addAll(written);
        now.ifPresent(known -> later.addAll(known.waiting()));
    }

    /** The VM must be stopped and started for this. */
    void needsRestart(String field, String from, String to) {
        restart.add(new Change(field, from, to, FieldClass.Restart, Because.RestartPolicyNever));
    }

    /**
     * The same, unless nothing else needs a restart: then these steps, in which a link drops, are enough.
     *
     * @param instead of stopping the VM
     */
    void needsReplug(String field, String from, String to, List<Step> instead) {
        replug.add(new Change(field, from, to, FieldClass.Restart, Because.RestartPolicyNever));
        replugging.addAll(instead);
    }

    /** Written already, or kept back until the guest starts again by itself. */
    void nextBoot(String field, String from, String to) {
        later.add(new Change(field, from, to, FieldClass.NextBoot, Because.NextBoot));
    }

    /** Waits for another reason than a restart. */
    void later(String field, String from, String to, Because because) {
        later(new Change(field, from, to, FieldClasses.OF_VM.of(field), because), because);
    }

    void later(Change change, Because because) {
        later.add(new Change(change.field(), change.from(), change.to(), change.takesEffect(), because));
    }

    /** It could not run where it must. */
    void notToBeStarted() {
        startable = false;
    }

    boolean startable() {
        return startable;
    }

    void hindered(Hindrance why) {
        hindrances.add(why);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Change> restart() {
        return Stream.concat(restart.stream(), replug.stream()).toList();
    }

    /** What makes all of {@link #restart} without stopping the VM; empty where something needs it stopped. */
    Optional<List<Step>> withoutStop() {
        return restart.isEmpty() && !replug.isEmpty() ? Optional.of(List.copyOf(replugging)) : Optional.empty();
    }

    List<Change> later() {
        return List.copyOf(later);
    }

    List<Hindrance> hindrances() {
        return List.copyOf(hindrances);
    }
}
