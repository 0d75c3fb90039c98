package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A plan that the planners of a network write together. */
final class Draft {
    private final String uuid;
    private final String on;
    private final List<Step> steps = new ArrayList<>();
    private final List<Outage.Change> changes = new ArrayList<>();
    private final List<Step> outage = new ArrayList<>();
    private final Set<String> hit = new TreeSet<>();
    private final List<Verdict> hindrances = new ArrayList<>();

    /** @param on what a person calls the network */
    Draft(String uuid, String on) {
        this.uuid = uuid;
        this.on = on;
    }

    void step(NetworkAction action, String why) {
        steps.add(new Step(action, on, why));
    }

    void step(NetworkAction action, String object, String why) {
        step(new Step(action, object, why));
    }

    void step(Step step) {
        steps.add(step);
    }

    /** A step that can be made when that one of the outage has been: at once, for then it interrupts nobody. */
    void follow(Step first, Step then) {
        outage.add(outage.indexOf(first) + 1, then);
    }

    /** What interrupts somebody, and the steps of it; the same change on several hosts is one. */
    void outage(Outage.Change change, Set<String> whom, List<Step> how) {
        if (changes.stream().noneMatch(c -> c.field().equals(change.field()) && c.to().equals(change.to()))) {
            changes.add(change);
        }
        hit.addAll(whom);
        outage.addAll(how);
    }

    void waits(Reason reason, String message) {
        hindrances.add(new Verdict.Waiting(reason, message));
    }

    void stalls(Reason reason, String message) {
        hindrances.add(new Verdict.Stalled(reason, message));
    }

    void hinder(Verdict why) {
        hindrances.add(why);
    }

    int hindrances() {
        return hindrances.size();
    }

    String on() {
        return on;
    }

    NetworkPlan plan() {
        return new NetworkPlan(
                steps,
                changes.isEmpty() ? Optional.empty() : Optional.of(new Outage(uuid, changes, outage, hit)),
                hindrances);
    }
}
