package io.xcpoperator.operator.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Check that everything is there that must be.",
        description = {
            "",
            "CRDs and their version, the operator and its lease, your rights, pools, their Secrets, what is stalled; without -n in every namespace. Changes nothing, and ends with 1 where something is wrong.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KubectlXcp program;

    @Override
    public Integer call() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        try (Cluster cluster = xcp.cluster()) {
            List<Check> checks =
                    new Doctor(cluster, xcp.namespace(), xcp.terminal().clock().instant()).examine();
            checks.forEach(check -> xcp.terminal().say(check.toString()));
            return checks.stream().anyMatch(check -> check.mark() == Check.Mark.WRONG) ? Exit.FAILED : Exit.DONE;
        }
    }
}
