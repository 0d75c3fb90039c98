package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.inquiry.ConsoleInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiryStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.LogLines;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.testkit.TestCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consoles and uploads: through the operator's door and back. */
class ConsoleTest {
    private static final Pattern ADDRESS = Pattern.compile("vnc://127\\.0\\.0\\.1:(\\d+)");
    private static final String VM = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: web}
            spec: {poolRef: {name: home}, source: {template: {name: debian-12-golden}}, powerState: Running}
            """;
    private static final String IMAGE = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: DiskImage
            metadata: {name: %s}
            spec: {storageRepositoryRef: {name: nas}, source: {upload: {}}}
            """;

    @TempDir
    private Path folder;

    private Lab lab;
    private Simulator pool;
    private Operator operator;
    private String stranger;
    private Xcp xcp;

    @BeforeEach
    void start() {
        lab = Lab.open("console");
        pool = lab.pool();
        lab.login();
        stranger = TestCluster.shared().namespace("stranger");
        operator = lab.operator(
                Map.of(Setting.WATCH_NAMESPACES, lab.namespace() + "," + stranger),
                seams -> seams.withIntake(new Shelf()));
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        xcp = new Xcp(lab.client(), lab.namespace());
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void awaitRunning() {
        await().atMost(Lab.PATIENCE).until(() -> {
            VirtualMachine vm = lab.client()
                    .resources(VirtualMachine.class)
                    .inNamespace(lab.namespace())
                    .withName("web")
                    .get();
            return vm.getStatus() != null && Conditions.isTrue(vm.getStatus().conditions(), Conditions.READY);
        });
    }

    private Socket viewer(Xcp.Running running) throws IOException {
        await().atMost(Lab.PATIENCE)
                .until(() -> running.end().isDone()
                        || ADDRESS.matcher(running.out().toString()).find());
        Matcher address = ADDRESS.matcher(running.out().toString());
        assertThat(address.find())
                .as("%s %s", running.out(), running.end().getNow(null))
                .isTrue();
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.group(1)));
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String banner(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    @Test
    void aViewerSeesTheScreenUntilTheVmMovesOrHaltsAndNobodyElseDoes() throws Exception {
        try (LogLines log = LogLines.finest("io.xcpoperator")) {
            assertThat(xcp.run("console", "xvm/web").err()).contains("there is no VirtualMachine web in namespace");
            lab.apply(VM);
            awaitRunning();
            String vm = pool.direct().named("VM", "web").getFirst();

            Xcp.Running first = xcp.start("console", "xvm/web", "--port", "0");
            try (Socket socket = viewer(first)) {
                assertThat(banner(socket)).isEqualTo("RFB 003.008\n");
                assertThatThrownBy(() -> viewer(first)).as("one viewer").isInstanceOf(ConnectException.class);
                Object here = pool.direct().record("VM", vm).get("resident_on");
                String there = pool.direct().all("host").stream()
                        .filter(host -> !host.equals(here))
                        .findFirst()
                        .orElseThrow();
                pool.direct().call("VM.pool_migrate", vm, there, Map.of("live", "true"));
                assertThat(socket.getInputStream().read()).as("the end").isNegative();
            }
            assertThat(first.end().get(30, TimeUnit.SECONDS).done().out()).endsWith("console of xvm/web ended\n");

            Xcp.Running second = xcp.start("console", "xvm", "web", "--port", "0");
            try (Socket socket = viewer(second)) {
                assertThat(banner(socket)).as("on the other host").isEqualTo("RFB 003.008\n");
            }
            second.end().get(30, TimeUnit.SECONDS).done();
            aTicketIsNoGoodWithoutItsInquiry();

            assertThat(new Xcp(lab.client(), stranger).run("console", "xvm/web").err())
                    .contains("there is no VirtualMachine web in namespace " + stranger);
            HasMetadata theirs = lab.client()
                    .getKubernetesSerialization()
                    .unmarshal(VM.replace("{name: home}", "{name: home, namespace: " + lab.namespace() + "}"));
            theirs.getMetadata().setNamespace(stranger);
            lab.apply(theirs);
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() -> assertThat(new Xcp(lab.client(), stranger)
                                    .run("console", "xvm/web")
                                    .err())
                            .contains("namespace " + stranger + " may not use pool"));
            lab.apply(VM.replace("Running", "Halted"));
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(xcp.run("console", "xvm/web").err())
                                    .contains("xvm/web does not run")
                                    .contains("set spec.powerState to Running\n"));
            assertThat(lab.client()
                            .resources(XcpInquiry.class)
                            .inNamespace(lab.namespace())
                            .list()
                            .getItems())
                    .as("no question is left behind")
                    .isEmpty();
            assertThat(String.join("\n", log.whole()))
                    .contains("a console was opened")
                    .doesNotContain("session_id=", "xcp-door/1");
        }
    }

    private void aTicketIsNoGoodWithoutItsInquiry() throws Exception {
        String ticket = "a1".repeat(32);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.US_ASCII));
        var inquiry = new XcpInquiry();
        inquiry.setMetadata(lab.named("taken-back").build());
        inquiry.setSpec(
                XcpInquirySpec.of(new ConsoleInquiry("web", HexFormat.of().formatHex(hash))));
        lab.apply(inquiry);
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.client().resource(inquiry).get().getStatus() instanceof XcpInquiryStatus status
                        && status.answer() != null);
        lab.client().resource(inquiry).delete();
        try (Socket door = new Socket("127.0.0.1", operator.doorPort().orElseThrow())) {
            door.setSoTimeout(30_000);
            door.getOutputStream().write(("xcp-door/1 " + ticket + "\n").getBytes(StandardCharsets.US_ASCII));
            door.shutdownOutput();
            assertThat(new String(door.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("its inquiry was taken away")
                    .startsWith("no the ticket is not known");
        }
    }

    /** Takes what comes for "good", refuses "full" in the middle, and waits for nothing else. */
    private static final class Shelf implements Intake {
        @Override
        public Optional<String> refusal(ObjectKey image) {
            return image.name().equals("done") ? Optional.of("ximg/done has its bytes") : Optional.empty();
        }

        @Override
        public String take(ObjectKey image, InputStream bytes, long length) throws IOException, Refused {
            if (image.name().equals("full")) {
                bytes.skipNBytes(1 << 20);
                throw new Refused("there is no room for it");
            }
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                byte[] piece = new byte[1 << 16];
                for (long left = length; left > 0; ) {
                    int count = bytes.read(piece, 0, (int) Math.min(piece.length, left));
                    if (count < 0) {
                        throw new IOException("ends too soon");
                    }
                    digest.update(piece, 0, count);
                    left -= count;
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aFileArrivesWholeAndARefusalIsHeardWhileItIsSent() throws Exception {
        for (String name : new String[] {"good", "full", "done"}) {
            lab.apply(IMAGE.formatted(name));
        }
        lab.apply(IMAGE.formatted("web").replace("upload: {}", "url: \"http://192.0.2.7/x.iso\""));
        byte[] bytes = new byte[3_000_017];
        new Random(7).nextBytes(bytes);
        String file = Files.write(folder.resolve("disk.raw"), bytes).toString();

        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(xcp.run("upload", file, "ximg/good").done().out())
                .contains(
                        "100%  2Mi of 2Mi", "sha256 " + sha256, "kubectl get ximg/good -n " + lab.namespace() + " -w");
        Path large = folder.resolve("large.raw");
        try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(256L << 20);
        }
        assertThat(xcp.run("upload", large.toString(), "ximg/full"))
                .satisfies(run -> assertThat(run.err()).isEqualTo("there is no room for it\n"))
                .satisfies(
                        run -> assertThat(run.out()).as("it was not all sent").doesNotContain("100%"));
        assertThat(xcp.run("upload", file, "ximg/done").err()).isEqualTo("ximg/done has its bytes\n");
        assertThat(xcp.run("upload", file, "ximg/web").err()).contains("is not made of an upload");
        assertThat(xcp.run("upload", file, "xvm/web").err()).contains("this takes one DiskImage");
        assertThat(xcp.run("upload", file + ".gone", "ximg/good").err()).contains("there is no file");
    }
}
