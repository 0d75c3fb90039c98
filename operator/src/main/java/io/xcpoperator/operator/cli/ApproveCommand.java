package io.xcpoperator.operator.cli;

import io.xcpoperator.operator.platform.gate.ApprovalCommand;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp approve}. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        header = "Give leave for what a resource waits for.",
        description = {
            "",
            "Shows what waits, with the value that names it, and asks; then the annotation is set, with field manager xcp. What destroys something, and abandon, is set only where --only names it.",
            ""
        })
final class ApproveCommand implements Runnable {
    @ParentCommand
    private @Nullable KubectlXcp program;

    @Parameters(arity = "1..2", paramLabel = "KIND/NAME", description = "The resource, as xvm/web")
    private List<String> words = new ArrayList<>();

    @Option(names = "--only", paramLabel = "APPROVAL", description = "Just this one, as approve-restart")
    private @Nullable String only;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask")
    private boolean yes;

    @Override
    public void run() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        Terminal terminal = xcp.terminal();
        try (Cluster cluster = xcp.cluster()) {
            Target target = one(words);
            var shown = new Shown(target.kind(), cluster.get(target));
            List<ApprovalCommand> here = chosen(shown);
            terminal.say("%s %s".formatted(shown.kind(), shown.key()));
            shown.pending()
                    .forEach(change -> terminal.say("  waits   %s %s → %s (%s)"
                            .formatted(change.field(), change.from(), change.to(), change.because())));
            here.forEach(one -> terminal.say(
                    "  %s=%s%n          %s".formatted(one.approval(), one.value(), Effects.of(one.approval()))));
            if (!yes && !terminal.agrees("Approve?")) {
                terminal.say("nothing was approved");
                return;
            }
            for (ApprovalCommand one : here) {
                cluster.annotate(shown.object(), one.approval(), one.value());
                terminal.say(
                        "approved: %s=%s on %s %s".formatted(one.approval(), one.value(), shown.kind(), shown.key()));
            }
        }
    }

    static Target one(List<String> words) {
        List<Target> targets = Target.read(words);
        if (targets.size() != 1) {
            throw Refusal.usage("one resource at a time: write KIND/NAME, for example xvm/web");
        }
        return targets.getFirst();
    }

    private List<ApprovalCommand> chosen(Shown shown) {
        List<ApprovalCommand> asked =
                shown.asked().stream().filter(shown::isAbout).toList();
        List<ApprovalCommand> fitting = asked.stream()
                .filter(one ->
                        only == null ? !needsItsName(one) : one.approval().equals(only))
                .toList();
        if (!fitting.isEmpty()) {
            return fitting;
        }
        String others = asked.stream()
                .map(one -> "--only %s (%s)".formatted(one.approval(), Effects.of(one.approval())))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw Refusal.failed("%s asks for what is only done by its name: %s".formatted(shown.target(), others));
        }
        String elsewhere = shown.asked().stream()
                .map(one -> "kubectl xcp approve -n %s %s/%s"
                        .formatted(
                                one.object().namespace(),
                                one.kind(),
                                one.object().name()))
                .distinct()
                .collect(Collectors.joining(", "));
        String next = elsewhere.isEmpty()
                ? "kubectl xcp why -n %s %s tells how it stands"
                        .formatted(shown.key().namespace(), shown.target())
                : "it waits for leave elsewhere: " + elsewhere;
        throw Refusal.failed(
                "%s asks for no approval%s; %s".formatted(shown.target(), only == null ? "" : " named " + only, next));
    }

    /** Nothing is destroyed, and no pool left behind, because somebody said yes to a list. */
    static boolean needsItsName(ApprovalCommand one) {
        return switch (one.approval()) {
            case Approvals.RESTART, Approvals.OUTAGE, Approvals.RECREATE, Approvals.TAKE_OVER -> false;
            default -> true; // also what a later operator asks for
        };
    }
}
