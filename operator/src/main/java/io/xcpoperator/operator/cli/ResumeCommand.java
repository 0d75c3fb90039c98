package io.xcpoperator.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        header = "Let the operator go on with what was paused.",
        description = "")
final class ResumeCommand implements Runnable {
    @ParentCommand
    private @Nullable KubectlXcp program;

    @Parameters(arity = "1..*", paramLabel = "KIND/NAME", description = "The resources, as xvm/web")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        Pausing.set(Objects.requireNonNull(program), words, false);
    }
}
