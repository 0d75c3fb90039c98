package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A connection to the operator, let in with a ticket that nobody else knows: to its pod through the API server's
 * port-forward, or directly where it runs on this machine in no pod.
 */
final class DoorLink implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int LONGEST = 4096;

    private final Optional<LocalPortForward> forward;
    private final Socket socket;
    private final InputStream in;

    private DoorLink(Optional<LocalPortForward> forward, Socket socket) throws IOException {
        this.forward = forward;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    }

    /**
     * Asks to be let in, connects and greets; the inquiry is gone when this returns.
     *
     * @param question what to ask, given the SHA-256 of the ticket
     * @throws Refusal with the operator's sentence, or why it cannot be reached
     */
    static DoorLink open(Cluster cluster, Duration patience, Function<String, XcpInquirySpec> question) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String ticket = HexFormat.of().formatHex(secret);
        try (Inquiries.Asked asked =
                new Inquiries(cluster, patience).open(cluster.namespace(), question.apply(sha256(ticket)))) {
            List<Map<?, ?>> doors = asked.rows("door");
            if (doors.isEmpty()) {
                throw Refusal.failed("the operator did not say where it lets one in: is it of this version?");
            }
            String pod = String.valueOf(doors.getFirst().get("pod"));
            int port = doors.getFirst().get("port") instanceof Number number ? number.intValue() : 0;
            DoorLink link = connect(cluster, pod, port);
            try {
                link.greet(ticket, pod);
                return link;
            } catch (RuntimeException e) {
                link.close();
                throw e;
            }
        }
    }

    private static DoorLink connect(Cluster cluster, String pod, int port) {
        Optional<LocalPortForward> forward = Optional.empty();
        try {
            InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            if (!pod.isEmpty()) {
                forward = Optional.of(forward(cluster, pod, port, here));
            }
            Socket socket = new Socket();
            socket.connect(
                    new InetSocketAddress(
                            here, forward.map(LocalPortForward::getLocalPort).orElse(port)),
                    CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            return new DoorLink(forward, socket);
        } catch (IOException e) {
            forward.ifPresent(DoorLink::quietly);
            throw unreachable(pod, port);
        }
    }

    private static LocalPortForward forward(Cluster cluster, String pod, int port, InetAddress here) {
        int slash = pod.indexOf('/');
        String namespace = pod.substring(0, Math.max(0, slash));
        cluster.asked("ask for your own rights", () -> {
            if (!mayForward(cluster, namespace)) {
                throw Refusal.failed(("you may not create pods/portforward in namespace %s, the way to the operator: "
                                + "ask for a RoleBinding there to the Role that ends in -door")
                        .formatted(namespace));
            }
            return true;
        });
        return cluster.asked(
                "forward a port to the operator's pod " + pod,
                () -> cluster.client()
                        .pods()
                        .inNamespace(namespace)
                        .withName(pod.substring(slash + 1))
                        .portForward(port, here, 0));
    }

    private static boolean mayForward(Cluster cluster, String namespace) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb("create")
                .withResource("pods")
                .withSubresource("portforward")
                .endResourceAttributes()
                .endSpec()
                .build();
        var answer =
                cluster.client().authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus() == null
                || Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }

    private static Refusal unreachable(String pod, int port) {
        return Refusal.failed(
                pod.isEmpty()
                        ? "nothing answers at 127.0.0.1:%d, and the operator says that it is there: run this on its machine"
                                .formatted(port)
                        : "the operator's pod %s cannot be reached by port-forward: kubectl get pod -n %s shows whether it runs"
                                .formatted(pod, pod.substring(0, Math.max(0, pod.indexOf('/')))));
    }

    private void greet(String ticket, String pod) {
        try {
            socket.setSoTimeout(ANSWER_MILLIS);
            out().write(("xcp-door/1 " + ticket + "\n").getBytes(StandardCharsets.US_ASCII));
            out().flush();
            String answer = line();
            if (!answer.equals("ok")) {
                throw Refusal.failed(sentence(answer));
            }
            socket.setSoTimeout(0);
        } catch (IOException e) {
            throw unreachable(pod, socket.getPort());
        }
    }

    /** What the operator said against it. */
    static String sentence(String line) {
        return line.startsWith("no ") ? line.substring(3) : "the operator said something that is no answer";
    }

    /** The next line that the operator says. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next; (next = in.read()) != '\n'; ) {
            if (next < 0 || line.size() >= LONGEST) {
                throw new IOException("no answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void quietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception _) {
            // it is being given up anyway
        }
    }

    /** From any thread; who reads or writes is told. */
    @Override
    public void close() {
        quietly(socket);
        forward.ifPresent(DoorLink::quietly);
    }
}
