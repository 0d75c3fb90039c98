package io.xcpoperator.operator.cli;

import io.xcpoperator.api.v1alpha1.inquiry.UploadInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.operator.platform.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp upload}. */
@Command(
        name = "upload",
        mixinStandardHelpOptions = true,
        header = "Send a file of yours as the bytes of a DiskImage.",
        description = {
            "",
            "For a DiskImage with source.upload, once. The file goes through the API server to the operator's work folder; the image is made of it then, and its status says how that goes. A command that is cut off leaves nothing that counts: run it again.",
            "",
            "It takes the right to create xcpinquiries in the image's namespace (role edit) and pods/portforward in the operator's.",
            ""
        })
final class UploadCommand implements Runnable {
    private static final int PIECE = 256 << 10;

    @ParentCommand
    private @Nullable KubectlXcp program;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "An ISO or a disk image: raw, VHD or qcow2; .gz, .xz or .zst")
    private Path file = Path.of("");

    @Parameters(index = "1..*", arity = "1..2", paramLabel = "ximg/NAME", description = "The image, as ximg/golden")
    private List<String> words = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for the operator; else 60")
    private int timeout = 60;

    @Override
    public void run() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        Target target = Target.only(words, KindName.DiskImage);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Refusal.failed("there is no file %s to read".formatted(file));
        }
        try (Cluster cluster = xcp.cluster();
                InputStream bytes = Files.newInputStream(file)) {
            long length = Files.size(file);
            if (length == 0) {
                throw Refusal.failed("%s is empty".formatted(file));
            }
            requireUpload(cluster, target);
            try (DoorLink link = DoorLink.open(
                    cluster,
                    Duration.ofSeconds(timeout),
                    sha256 -> XcpInquirySpec.of(new UploadInquiry(target.name(), sha256)))) {
                String sha256 = send(
                        xcp.terminal(),
                        link,
                        bytes,
                        length,
                        "kubectl get %s -n %s".formatted(target, cluster.namespace()));
                xcp.terminal().say("sha256 " + sha256);
                xcp.terminal()
                        .say("%s is made of it now: kubectl get %s -n %s -w"
                                .formatted(target, target, cluster.namespace()));
            }
        } catch (IOException e) {
            throw Refusal.failed("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static void requireUpload(Cluster cluster, Target target) {
        var shown = new Shown(KindName.DiskImage, cluster.get(target));
        if (!shown.has("spec", "source", "upload")) {
            throw Refusal.failed(
                    "%s is not made of an upload: only one with spec.source.upload: {} takes bytes".formatted(target));
        }
    }

    /** What the operator says ends the sending, whenever it comes. */
    private static String send(Terminal terminal, DoorLink link, InputStream bytes, long length, String asks)
            throws IOException {
        var answer = new CompletableFuture<String>();
        Thread.ofVirtual().name("answer").start(() -> {
            try {
                answer.complete(link.line());
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        var progress = new Progress(terminal, length);
        byte[] piece = new byte[PIECE];
        boolean cut = false;
        try {
            OutputStream out = link.out();
            out.write((length + "\n").getBytes(StandardCharsets.US_ASCII));
            for (long sent = 0; sent < length && !answer.isDone(); ) {
                int count = read(bytes, piece, (int) Math.min(PIECE, length - sent));
                out.write(piece, 0, count);
                sent += count;
                progress.at(sent);
            }
            out.flush();
        } catch (FileFault e) {
            throw e;
        } catch (IOException _) {
            cut = true; // what was said before tells more
        }
        progress.end();
        return told(answer, cut, asks);
    }

    private static String told(CompletableFuture<String> answer, boolean cut, String asks) {
        try {
            String line = answer.join();
            if (line.startsWith("done ")) {
                return line.substring(5);
            }
            throw Refusal.failed(DoorLink.sentence(line));
        } catch (CompletionException e) {
            throw Refusal.failed((cut ? "the connection was cut" : "the operator did not say that it has all the bytes")
                    + ": nothing of them counts. %s says why where the operator gave up; then run the command again"
                            .formatted(asks));
        }
    }

    private static int read(InputStream bytes, byte[] piece, int most) throws FileFault {
        try {
            int count = bytes.readNBytes(piece, 0, most);
            if (count < most) {
                throw new FileFault("it became shorter meanwhile");
            }
            return count;
        } catch (FileFault e) {
            throw e;
        } catch (IOException e) {
            throw new FileFault(String.valueOf(e.getMessage()));
        }
    }

    /** The file's fault, not the connection's. */
    private static final class FileFault extends IOException {
        private static final long serialVersionUID = 1L;

        FileFault(String message) {
            super(message);
        }
    }

    /** How far it is: one line written over on a terminal, else a line for each tenth. */
    private static final class Progress {
        private final Terminal terminal;
        private final long length;
        private final Instant began;
        private long told = -1;

        Progress(Terminal terminal, long length) {
            this.terminal = terminal;
            this.length = length;
            this.began = terminal.clock().instant();
        }

        void at(long sent) {
            long step = sent * (terminal.live() ? 100 : 10) / length;
            if (step == told) {
                return;
            }
            told = step;
            long millis = Math.max(
                    1, Duration.between(began, terminal.clock().instant()).toMillis());
            String line = "%3d%%  %s of %s, %s/s"
                    .formatted(
                            sent * 100 / length,
                            Sizes.human(sent),
                            Sizes.human(length),
                            Sizes.human(sent * 1000 / millis));
            if (terminal.live()) {
                terminal.out().print("\r" + line + "   ");
                terminal.out().flush();
            } else {
                terminal.say(line);
            }
        }

        void end() {
            if (terminal.live()) {
                terminal.say("");
            }
        }
    }
}
