package io.xcpoperator.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

class XeTest {

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void saysInOneLineThatNoPoolAnswers() {
        var said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = new CommandLine(new Xe()).execute("--url", "http://127.0.0.1:1", "vm-list");
        } finally {
            System.setErr(before);
        }

        assertThat(code).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("no pool answers at http://127.0.0.1:1");
    }
}
