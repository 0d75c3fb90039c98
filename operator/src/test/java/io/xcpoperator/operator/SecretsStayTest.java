package io.xcpoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.Kinds;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.inquiry.ConsoleInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquiryStatus;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.LogLines;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Reply;
import io.xcpoperator.xapi.wire.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S9: what is secret reaches nothing that a person or a program reads, however a login goes. */
class SecretsStayTest {
    private static final String USER = "user-5c1d0e";
    private static final String WRONG = "wrong-password-9f86d0";
    private static final String FIRST = "first-password-81a4be";
    private static final String SECOND = "second-password-2c26b4";
    private static final String CHAP = "chap-secret-6b3a55";
    private static final String OTHER = "other-key-of-the-secret-1d0b5d";

    private static final String TICKET = "5e".repeat(32);

    private static final String VM = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: web}
            spec:
              poolRef: {name: home}
              source: {template: {name: debian-12-golden}}
              powerState: Halted
            """;

    @TempDir
    Path folder;

    /** References of sessions, and each failure as it is thrown. */
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();

    private final List<String> failures = new CopyOnWriteArrayList<>();

    private Wire listening(Wire wire) {
        return new Wire() {
            @Override
            public Reply call(String method, List<?> parameters, CallBudget budget) {
                try {
                    Reply reply = wire.call(method, parameters, budget);
                    if (method.equals("session.login_with_password") && reply.value() instanceof String session) {
                        sessions.add(session);
                    }
                    return reply;
                } catch (PoolException e) {
                    var text = new StringWriter();
                    e.printStackTrace(new PrintWriter(text));
                    failures.add(e + "\n" + text);
                    throw e;
                }
            }

            @Override
            public void close() {
                wire.close();
            }
        };
    }

    private static void credentials(Lab lab, String password) {
        lab.apply(new SecretBuilder()
                .withMetadata(lab.named("login")
                        .addToLabels("xcp-operator.io/use", "true")
                        .build())
                .addToStringData("username", USER)
                .addToStringData("password", password)
                .addToStringData("chap", OTHER)
                .build());
    }

    @Test
    void neitherPasswordsNorSessionsReachLogsEventsStatusesMetricsThreadsOrExceptions() throws Exception {
        try (LogLines log = LogLines.finest("io.xcpoperator");
                Lab lab = Lab.open("s9");
                Simulator pool = Simulator.builder().credentials(USER, FIRST).start()) {
            keepChapSecretIn(pool);
            credentials(lab, WRONG);
            Operator operator = lab.operator(Map.of(), seams -> seams.withWires(this::listening));
            XcpPool home =
                    lab.xcpPool("home", pool, spec -> spec.nameLabel("Home").tags(List.of("lab")));
            lab.awaitPool(home, "False", "refused the user name or password");
            credentials(lab, FIRST);
            lab.awaitPool(home, "True", "");
            adoptAll(lab);

            pool.faults().hosts().changePassword(SECOND);
            pool.faults().hosts().expireSessions();
            lab.apply(VM.replace("Halted", "Running")); // a call that meets the refused login
            lab.awaitPool(home, "False", "refused the user name or password");
            credentials(lab, SECOND);
            lab.awaitPool(home, "True", "");
            lab.xcpPool("home", pool, spec -> spec.nameLabel("Planned").managementPolicy(ManagementPolicy.Plan));
            await().atMost(Lab.PATIENCE).until(() -> lab.seen(home).getStatus().plan() != null);

            await("the VM runs")
                    .atMost(Lab.PATIENCE)
                    .until(() -> lab.client()
                                    .resources(VirtualMachine.class)
                                    .inNamespace(lab.namespace())
                                    .withName("web")
                                    .get()
                                    .getStatus()
                                    .powerState()
                            == PowerState.Running);
            comeIn(lab, operator);

            assertThat(sessions).as("sessions that were opened").hasSizeGreaterThanOrEqualTo(2);
            assertThat(failures).as("logins that failed").isNotEmpty();
            Map<String, String> shown = shown(lab, operator);
            operator.close();
            shown.put("log", String.join("\n", log.whole()));
            assertThat(shown.get("log")).contains("operator stopped");
            shown.forEach(
                    (where, text) -> assertThat(text).as(where).isNotBlank().doesNotContain(secrets()));
        }
    }

    private String[] secrets() {
        return Stream.concat(Stream.of(USER, WRONG, FIRST, SECOND, CHAP, OTHER, TICKET), sessions.stream())
                .flatMap(secret ->
                        Stream.of(secret, Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
                .toArray(String[]::new);
    }

    /** Whoever has the ticket sees the screen, and is told no session; the inquiry stays to be read. */
    private void comeIn(Lab lab, Operator operator) throws Exception {
        var inquiry = new XcpInquiry();
        inquiry.setMetadata(lab.named("screen").build());
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(TICKET.getBytes(StandardCharsets.US_ASCII)));
        inquiry.setSpec(XcpInquirySpec.of(new ConsoleInquiry("web", hash)));
        lab.apply(inquiry);
        await().atMost(Lab.PATIENCE)
                .until(() -> lab.client().resource(inquiry).get().getStatus() instanceof XcpInquiryStatus status
                        && status.answer() != null);
        try (Socket door = new Socket("127.0.0.1", operator.doorPort().orElseThrow())) {
            door.setSoTimeout(30_000);
            door.getOutputStream().write(("xcp-door/1 " + TICKET + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(door.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("ok\nRFB 003.008\n");
        }
        try (Socket again = new Socket("127.0.0.1", operator.doorPort().orElseThrow())) {
            again.setSoTimeout(30_000);
            again.getOutputStream().write(("xcp-door/1 " + TICKET + "\n").getBytes(StandardCharsets.US_ASCII));
            again.shutdownOutput();
            assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("a ticket that was used")
                    .startsWith("no the ticket is not known, was used, is older");
        }
    }

    /** As pools have it: a PBD's device_config is mirrored as it is. */
    private static void keepChapSecretIn(Simulator pool) {
        var direct = pool.direct();
        String sr = direct.named("SR", "nas-vms").getFirst();
        String pbd = ((List<?>) direct.record("SR", sr).get("PBDs")).getLast().toString();
        Object host = direct.record("PBD", pbd).get("host");
        direct.call("PBD.unplug", pbd);
        direct.call("PBD.destroy", pbd);
        direct.call(
                "PBD.create",
                Map.of("host", host, "SR", sr, "device_config", Map.of("chapSecret", CHAP), "other_config", Map.of()));
    }

    private static void adoptAll(Lab lab) {
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: lan}
                spec: {poolRef: {name: home}, existing: {name: lan}}
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: nas}
                spec: {poolRef: {name: home}, existing: {name: nas-vms}, nameLabel: NAS}
                """);
        lab.apply(VM);
        await("the network, the storage that a host lacks, and the VM")
                .atMost(Lab.PATIENCE)
                .untilAsserted(() -> assertThat(resources(lab).map(resource -> String.valueOf(resource.getStatus())))
                        .anyMatch(status -> status.contains("is not plugged in on host"))
                        .anyMatch(status -> status.startsWith("XcpNetworkStatus") && status.contains("Uniform"))
                        .anyMatch(status -> status.startsWith("VirtualMachineStatus") && status.contains("uuid=")));
    }

    private static Stream<CustomResource<?, ?>> resources(Lab lab) {
        return Kinds.all().stream()
                .filter(kind -> !kind.isAnnotationPresent(NotYet.class))
                .flatMap(kind -> lab.client().resources(kind).inNamespace(lab.namespace()).list().getItems().stream());
    }

    private Map<String, String> shown(Lab lab, Operator operator) throws Exception {
        var shown = new LinkedHashMap<String, String>();
        shown.put("resources with their statuses and plans", yaml(lab, resources(lab)));
        shown.put(
                "events",
                yaml(lab, lab.client().events().v1().events().inNamespace(lab.namespace()).list().getItems().stream()));
        shown.put("metrics", metrics(operator));
        shown.put("threads", threads());
        shown.put("failures", String.join("\n", failures));
        return shown;
    }

    private static String yaml(Lab lab, Stream<? extends HasMetadata> objects) {
        var all = new ArrayList<String>();
        objects.forEach(
                object -> all.add(lab.client().getKubernetesSerialization().asYaml(object)));
        return String.join("\n", all);
    }

    private static String metrics(Operator operator) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.httpPort() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Virtual ones included. */
    private String threads() throws IOException {
        Path dump = folder.resolve("threads.txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toAbsolutePath().toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        return Files.readString(dump);
    }
}
