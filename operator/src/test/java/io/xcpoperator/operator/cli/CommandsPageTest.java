package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.ApprovalCommand;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.testing.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/reference/kubectl-xcp.md}: what each command says of itself with {@code --help}. */
class CommandsPageTest {
    private static final CommandLine PROGRAM = KubectlXcp.commandLine(new KubectlXcp(
            Cluster::open,
            new Terminal(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(new StringWriter()),
                    Optional::empty,
                    Clock.systemUTC(),
                    false)));

    @Test
    void thePageIsWhatTheCommandsSayOfThemselves() {
        var page = new StringBuilder("""
                # kubectl xcp

                <!-- Made by the operator's tests; not to be edited. -->

                `./dev install-plugin` puts it on your PATH as `kubectl-xcp`, which kubectl finds as `kubectl xcp`. The operator's image has it too, as the arguments `xcp …`.
                """);
        section(page, "kubectl xcp", PROGRAM);
        PROGRAM.getSubcommands().forEach((name, command) -> section(page, "kubectl xcp " + name, command));
        Page.check("kubectl-xcp.md", page.toString());
    }

    private static void section(StringBuilder page, String name, CommandLine command) {
        command.setUsageHelpWidth(KubectlXcp.WIDTH);
        page.append("\n## %s\n\n".formatted(name));
        command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .lines()
                .map(line -> line.isBlank() ? "" : "    " + line.stripTrailing())
                .forEach(line -> page.append(line).append('\n'));
    }

    @Test
    void onlyWhatDestroysNothingIsApprovedByAPlainYes() {
        assertThat(Approvals.names())
                .filteredOn(name -> !ApproveCommand.needsItsName(
                        new ApprovalCommand("xvm", new ObjectKey("apps", "web"), name, "1")))
                .containsExactlyInAnyOrder(
                        Approvals.RESTART, Approvals.OUTAGE, Approvals.RECREATE, Approvals.TAKE_OVER);
    }

    @Test
    void everyApprovalIsExplainedWhereItIsAskedFor() {
        assertThat(Approvals.names())
                .allSatisfy(name -> assertThat(Effects.of(name)).as(name).doesNotContain("annotations.md"));
    }
}
