package io.xcpoperator.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        header = "Keep the operator's hands off a resource for a while.",
        description = {
            "",
            "Nothing is written to the pool for it, and a deletion waits too; its status stays current and says what waits. kubectl xcp resume ends it.",
            ""
        })
final class PauseCommand implements Runnable {
    @ParentCommand
    private @Nullable KubectlXcp program;

    @Parameters(arity = "1..*", paramLabel = "KIND/NAME", description = "The resources, as xvm/web")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        Pausing.set(Objects.requireNonNull(program), words, true);
    }
}
