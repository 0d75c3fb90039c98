package io.xcpoperator.operator.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xcp-operator serve-file}: serves one file until nobody asks for it any more. Ends with 3 and a sentence where it cannot. */
@Command(
        name = "serve-file",
        description = "Serves one file of a mounted volume by HTTP, to who has the token. Started by the operator.")
public final class ServeFileCommand implements Callable<Integer> {
    /** Nothing can be served. */
    public static final int NOT_SERVED = 3;

    private static final Duration IDLE = Duration.ofMinutes(15);

    @Option(names = "--folder", required = true, description = "Where the volume is mounted.")
    private @Nullable Path folder;

    @Option(names = "--path", required = true, description = "Of the file, in it.")
    private @Nullable String path;

    @Option(names = "--address", defaultValue = "0.0.0.0", description = "To listen on.")
    private String address = "";

    @Option(names = "--port", required = true, description = "To listen on.")
    private int port;

    @Option(names = "--token-sha256", required = true, description = "SHA-256 of the token that is asked for, in hex.")
    private @Nullable String tokenSha256;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = Objects.requireNonNull(spec).commandLine();
        try (var server = new FileServer(
                ServedFile.find(Objects.requireNonNull(folder), Objects.requireNonNull(path)),
                new InetSocketAddress(address, port),
                Objects.requireNonNull(tokenSha256),
                Clock.systemUTC())) {
            out.getOut().println("serving");
            server.awaitIdle(IDLE);
            return 0;
        } catch (IOException e) {
            out.getErr().println(e.getMessage());
            return NOT_SERVED;
        }
    }
}
