package io.xcpoperator.operator.cli;

import io.xcpoperator.api.v1alpha1.inquiry.ConsoleInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp console}. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        header = "The screen and keyboard of a running VM, for a VNC viewer.",
        description = {
            "",
            "Opens the console, listens on 127.0.0.1 and prints the address for a viewer: one connection, and the command ends with it. It goes through the API server to the operator and from there to the host; the pool's session stays with the operator. The VM's move to another host, or its end, ends the console: run the command again.",
            "",
            "It takes the right to create xcpinquiries in the VM's namespace (role edit) and pods/portforward in the operator's.",
            ""
        })
final class ConsoleCommand implements Runnable {
    @ParentCommand
    private @Nullable KubectlXcp program;

    @Parameters(arity = "1..2", paramLabel = "xvm/NAME", description = "The VM, as xvm/web")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen on 127.0.0.1; 0 = any free port; else 5900")
    private int port = 5900;

    @Option(
            names = "--viewer",
            paramLabel = "COMMAND",
            description =
                    "A viewer to start, as \"remote-viewer {}\" or \"vncviewer 127.0.0.1::{port}\": {} is the address, added at the end where neither stands")
    private @Nullable String viewer;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for the operator, and then for a viewer; else 60")
    private int timeout = 60;

    @Override
    public void run() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        String vm = Target.only(words, KindName.VirtualMachine).name();
        try (Cluster cluster = xcp.cluster();
                ServerSocket listener = listen()) {
            Duration patience = Duration.ofSeconds(timeout);
            try (DoorLink link =
                    DoorLink.open(cluster, patience, sha256 -> XcpInquirySpec.of(new ConsoleInquiry(vm, sha256)))) {
                String address = "vnc://127.0.0.1:" + listener.getLocalPort();
                xcp.terminal().say("console of xvm/%s at %s, for one viewer".formatted(vm, address));
                start(address, listener.getLocalPort());
                listener.setSoTimeout(Math.toIntExact(patience.toMillis()));
                try (Socket socket = only(listener)) {
                    socket.setTcpNoDelay(true);
                    connect(socket, link);
                }
                xcp.terminal().say("console of xvm/%s ended".formatted(vm));
            }
        } catch (SocketTimeoutException e) {
            throw Refusal.failed("no viewer came within %d s: --timeout waits longer".formatted(timeout));
        } catch (IOException e) {
            throw Refusal.failed("the console was cut: run the command again");
        }
    }

    private ServerSocket listen() throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1);
            return listener;
        } catch (IOException | IllegalArgumentException e) {
            listener.close();
            throw Refusal.failed(
                    "port %d of 127.0.0.1 cannot be listened on: --port 0 takes any free one".formatted(port));
        }
    }

    /** The one viewer; nobody else comes in after it. */
    private static Socket only(ServerSocket listener) throws IOException {
        Socket viewer = listener.accept();
        listener.close();
        return viewer;
    }

    private void start(String address, int bound) throws IOException {
        if (viewer != null) {
            new ProcessBuilder(command(viewer, address, bound)).inheritIO().start();
        }
    }

    /** Words of a viewer's command line; nothing is handed to a shell. */
    static List<String> command(String viewer, String address, int port) {
        boolean placed = viewer.contains("{}") || viewer.contains("{port}");
        return Stream.concat(Stream.of(viewer.strip().split("\\s+", -1)), placed ? Stream.empty() : Stream.of("{}"))
                .map(word -> word.replace("{port}", Integer.toString(port)).replace("{}", address))
                .toList();
    }

    /** Until either side ends. */
    private static void connect(Socket socket, DoorLink link) throws IOException {
        InputStream fromViewer = socket.getInputStream();
        OutputStream toHost = link.out();
        Thread up = Thread.ofVirtual().name("viewer-up").start(() -> carry(fromViewer, toHost, socket, link));
        carry(link.in(), socket.getOutputStream(), socket, link);
        try {
            up.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carry(InputStream in, OutputStream out, Socket socket, DoorLink link) {
        try (socket;
                link) {
            byte[] piece = new byte[64 << 10];
            for (int count; (count = in.read(piece)) >= 0; ) {
                out.write(piece, 0, count);
                out.flush();
            }
        } catch (IOException _) {
            // this way or the other has ended
        }
    }
}
