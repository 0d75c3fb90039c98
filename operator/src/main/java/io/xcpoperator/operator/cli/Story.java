package io.xcpoperator.operator.cli;

import io.xcpoperator.operator.platform.gate.Annotations;
import io.xcpoperator.operator.platform.gate.ApprovalCommand;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.StatusWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a resource is as it is, told from what the cluster has of it. Pure. */
final class Story {
    /** Said by READY and MESSAGE already. */
    private static final Set<String> TOLD = Set.of("Ready", "Reconciling", "Stalled");

    private static final int NAMED_FIELDS = 4;
    private static final int WRITERS = 2;
    private static final int EVENTS = 5;
    private static final int CALLS = 10;

    private final Shown shown;
    private final List<Happening> events;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private Story(Shown shown, List<Happening> events, Instant now) {
        this.shown = shown;
        this.events = events;
        this.now = now;
    }

    /** @param host name label of the host that spec.placement names, where it is known */
    static List<String> tell(Shown shown, Optional<String> host, List<Happening> events, Instant now) {
        var story = new Story(shown, events, now);
        story.lines.add("%s %s".formatted(shown.kind(), shown.key()));
        story.state();
        story.place(host);
        story.conditions();
        story.waiting();
        story.plan();
        story.next();
        story.writers();
        story.happened();
        return List.copyOf(story.lines);
    }

    private void row(String heading, String text) {
        lines.add("  %-10s %s".formatted(heading, text));
    }

    private void rows(String heading, Stream<String> texts) {
        String at = heading;
        for (String text : texts.toList()) {
            row(at, text);
            at = "";
        }
    }

    private void state() {
        Optional<Shown.Condition> ready = shown.condition("Ready");
        String word = shown.isTrue("Ready")
                ? "Ready"
                : shown.isTrue("Stalled") ? "stalled: nothing happens until something changes" : "not Ready yet";
        String reason = ready.map(c -> c.reason().isEmpty() ? "" : " (%s)".formatted(c.reason()))
                .orElse("");
        String since = ready.map(c -> ", for %s".formatted(Ages.lasting(c.since(), now)))
                .orElse("");
        row("State", word + reason + since);
        ready.flatMap(c -> Reason.find(c.reason()))
                .filter(means -> means != Reason.Settled)
                .ifPresent(means -> row("Means", means.sentence()));
        if (shown.object().getMetadata().getDeletionTimestamp() != null) {
            row(
                    "",
                    "being deleted since "
                            + Ages.ago(shown.object().getMetadata().getDeletionTimestamp(), now));
        }
        if (ready.isEmpty()) {
            row("", "no operator has looked at it yet: kubectl xcp doctor tells whether one runs");
        } else if (!shown.isCurrent()) {
            row("", "what follows is about an earlier spec: the operator has not looked at the present one yet");
        }
        if (!shown.message().isEmpty()) {
            row("Because", shown.message());
        }
        shown.text("status", "operation", "name")
                .ifPresent(name -> row(
                        "Runs",
                        name
                                + shown.text("status", "operation", "progress")
                                        .map(" %s %%"::formatted)
                                        .orElse("")
                                + shown.text("status", "operation", "since")
                                        .map(since2 -> ", begun " + Ages.ago(since2, now))
                                        .orElse("")));
        String policy = shown.text("spec", "managementPolicy").orElse("Manage");
        if (!policy.equals("Manage")) {
            row("Policy", policy + ": nothing is written to the pool");
        } else if (Annotations.paused(shown.object())) {
            row(
                    "Policy",
                    "paused: nothing is written to the pool; kubectl xcp resume -n %s %s ends it"
                            .formatted(shown.key().namespace(), shown.target()));
        }
    }

    private void place(Optional<String> host) {
        if (shown.kind() != KindName.VirtualMachine) {
            return;
        }
        Optional<String> on = shown.text("status", "host");
        Optional<String> wanted = shown.text("spec", "placement", "hostRef", "name");
        String power = shown.text("status", "powerState").orElse("in no known state");
        if (on.isEmpty()) {
            row("Where", power + ", on no host");
            return;
        }
        String strict =
                shown.text("spec", "placement", "strict").filter("true"::equals).isPresent() ? "demands" : "prefers";
        String why = wanted.isEmpty()
                ? "the pool chose it: spec.placement names no host"
                : host.isEmpty() || host.equals(on)
                        ? "spec.placement %s %s".formatted(strict, wanted.get())
                        : "spec.placement %s %s (%s), which acts at start and when the spec changes"
                                .formatted(strict, wanted.get(), host.get());
        row("Where", "%s on %s; %s".formatted(power, on.get(), why));
        shown.text("status", "lastMigration", "from")
                .ifPresent(from -> row(
                        "",
                        "came from %s %s"
                                .formatted(
                                        from,
                                        shown.text("status", "lastMigration", "at")
                                                .map(at -> Ages.ago(at, now))
                                                .orElse(""))));
    }

    private void conditions() {
        rows(
                "Also",
                shown.conditions().stream()
                        .filter(c -> !TOLD.contains(c.type()) && !c.message().isEmpty())
                        .filter(c -> !c.message().equals(shown.message()))
                        .map(c -> "%s is %s: %s".formatted(c.type(), c.status(), c.message())));
    }

    private void waiting() {
        rows(
                "Waits",
                shown.pending().stream()
                        .map(change -> "%s %s → %s: %s"
                                .formatted(
                                        change.field(),
                                        change.from().isEmpty() ? "(none)" : change.from(),
                                        change.to().isEmpty() ? "(none)" : change.to(),
                                        Because.find(change.because())
                                                .map(Because::sentence)
                                                .orElse(change.because()))));
    }

    private void plan() {
        List<Shown.Call> calls = shown.plan();
        rows(
                "Would do",
                calls.stream()
                        .limit(CALLS)
                        .map(call -> call.call()
                                + (call.on().isEmpty() ? "" : " on " + call.on())
                                + (call.why().isEmpty() ? "" : ": " + call.why())));
        if (calls.size() > CALLS) {
            row("", "and %d more: status.plan".formatted(calls.size() - CALLS));
        }
    }

    private void next() {
        List<ApprovalCommand> asked = shown.asked();
        if (!asked.isEmpty()) {
            rows("Next", asked.stream().map(this::approve).distinct());
        } else if (!shown.plan().isEmpty()) {
            row("Next", "set spec.managementPolicy to Manage to have this done");
        } else if (shown.isTrue("Ready") && shown.pending().isEmpty()) {
            row("Next", "nothing to do");
        } else if (shown.isTrue("Ready")) {
            row("Next", "nothing at once: see what waits");
        } else if (shown.isTrue("Stalled")) {
            row("Next", "as the message says; the operator looks again when the spec, or what it names, changes");
        } else if (shown.isTrue("Reconciling")) {
            row("Next", "the operator goes on by itself");
        } else {
            row(
                    "Next",
                    "as the message says; the operator looks again by itself, and at once when what it names changes");
        }
    }

    private String approve(ApprovalCommand one) {
        Target target = new Target(
                KindName.find(one.kind()).orElse(shown.kind()), one.object().name());
        String only = ApproveCommand.needsItsName(one) ? " --only " + one.approval() : "";
        return "kubectl xcp approve -n %s %s%s (%s)"
                .formatted(one.object().namespace(), target, only, Effects.of(one.approval()));
    }

    private void writers() {
        rows(
                "Changed",
                Writer.of(shown.object().getMetadata()).stream()
                        .filter(writer -> !writer.manager().equals(StatusWriter.FIELD_MANAGER))
                        .limit(WRITERS)
                        .map(writer -> "%s by %s, who has %s"
                                .formatted(Ages.ago(writer.at(), now), writer.manager(), fields(writer))));
    }

    private static String fields(Writer writer) {
        String more = writer.fields().size() > NAMED_FIELDS
                ? " and %d more".formatted(writer.fields().size() - NAMED_FIELDS)
                : "";
        return writer.fields().stream().limit(NAMED_FIELDS).collect(Collectors.joining(", ")) + more;
    }

    private void happened() {
        rows(
                "Happened",
                events.stream()
                        .limit(EVENTS)
                        .map(event -> "%-10s %s%s: %s"
                                .formatted(
                                        Ages.ago(event.at(), now),
                                        event.type().equals("Warning") ? "! " : "",
                                        event.reason(),
                                        event.note())));
    }
}
