package io.xcpoperator.operator.platform.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/annotations.md}: every annotation a person may set, and what it does. */
class AnnotationsPageTest {
    /**
     * One annotation.
     *
     * @param kinds short names
     * @param value what its value is, and where to read it
     * @param example an object's name and a value
     */
    private record Entry(String name, List<String> kinds, String value, String effect, String object, String example) {
        String row() {
            String on = kinds.stream().map(kind -> "`" + kind + "`").collect(Collectors.joining(", "));
            return "| `%s` | %s | %s | %s |".formatted(Annotations.PREFIX + name, on, value, effect);
        }

        String command() {
            return Approvals.command(kinds.getFirst(), new ObjectKey("apps", object), name, example);
        }
    }

    private static final String UUID = "0d4f77a2-6a0e-4c61-9a4e-6f1d4c8f2b11";
    private static final String LATER = "Nothing yet: the field it belongs to is not acted on in this version";

    private static final List<Entry> ALL = List.of(
            new Entry(
                    Annotations.PAUSED,
                    List.of("xvm", "xpool", "xnet", "xsr", "ximg", "xsnap", "xrst"),
                    "`true`; anything else, or taking it away, ends the pause",
                    "Nothing is written to the pool for this resource; its status is kept current and says what waits. A deletion waits too",
                    "web",
                    "true"),
            new Entry(
                    Approvals.RESTART,
                    List.of("xvm"),
                    "`status.pendingChanges.hash`",
                    "The VM is shut down and started once for just these changes (`restartPolicy.when: OnApproval`); after another change of the spec the hash is another",
                    "web",
                    "91ce5a0277b0c3d4"),
            new Entry(
                    Approvals.OUTAGE,
                    List.of("xnet"),
                    "`status.pendingChanges.hash`",
                    "The network is interrupted once for just these changes: MTU, a bond over interfaces in use, a host's address",
                    "storage",
                    "91ce5a0277b0c3d4"),
            new Entry(
                    Approvals.FORMAT,
                    List.of("xsr"),
                    "`<XcpHost>:<device>`, or `<target>:<SCSI id>` of a LUN, as MESSAGE prints it",
                    "The device or LUN is formatted once for this resource, and all that is on it is lost. With a storage repository on it, it is not formatted in spite of this",
                    "scratch",
                    "home-5c1d22aa:/dev/disk/by-id/nvme-1"),
            new Entry(
                    Approvals.DELETE_DISK,
                    List.of("xvm"),
                    "uuid of a disk in `status.detachedDisks`",
                    "That disk, taken from the spec before, is destroyed with its data. Without it a disk taken from the spec is kept",
                    "web",
                    UUID),
            new Entry(
                    Approvals.DELETE_SNAPSHOTS,
                    List.of("xvm"),
                    "the snapshots' ids, as MESSAGE prints them",
                    "A deletion that destroys the VM takes these snapshots, which are not ours, and their disks with it; else it waits",
                    "web",
                    "77ab01c2"),
            new Entry(
                    Approvals.DELETE_VTPM,
                    List.of("xvm"),
                    "uuid of the VM, as MESSAGE prints it",
                    "The VM's virtual TPM, which the spec no longer wants, is destroyed with the keys it holds, at the next restart that `restartPolicy` allows. Without it the TPM stays",
                    "web",
                    UUID),
            new Entry(
                    Approvals.RECREATE,
                    List.of("xvm", "xnet", "xsr"),
                    "uuid of the VM, disk, network or storage repository that is gone, as MESSAGE prints it",
                    "It is made again, blank or from its source. Without it what was once there is not made a second time (S13)",
                    "web",
                    UUID),
            new Entry(
                    Approvals.TAKE_OVER,
                    List.of("xvm", "xnet", "xsr", "xsnap"),
                    "uuid of the object in the pool, as MESSAGE prints it",
                    "The owner mark of an earlier cluster, or a lost one, is replaced by this resource's",
                    "web",
                    UUID),
            new Entry(
                    Approvals.DELETIONS,
                    List.of("xpool"),
                    "hash of the deletions that are held, as MESSAGE prints it",
                    "These deletions go on although they are more than `limits.destructionsPerHour`",
                    "home",
                    "77ab01c2d3e4f506"),
            new Entry(
                    Approvals.TRUST_CERTIFICATE,
                    List.of("xpool"),
                    "SHA-256 of the certificate, as MESSAGE prints it; compare it with the host's console first",
                    "A certificate that differs from the trusted one is trusted from now on",
                    "home",
                    "sha256:9F:86:…"),
            new Entry(
                    Approvals.ABANDON,
                    List.of("xvm", "xpool", "xnet", "xsr", "ximg", "xsnap", "xrst"),
                    "`metadata.uid` of the resource itself",
                    "A resource that is being deleted goes at once and leaves the pool untouched, our marks included, whatever it waits for",
                    "web",
                    "5e0c1f3a-2b4d-4e6f-8a9b-0c1d2e3f4a5b"));

    @Test
    void thePageIsWhatTheListMakes() {
        var page = new StringBuilder("""
                # Annotations

                <!-- Made by the operator's tests; not to be edited. -->

                What a person tells the operator about one resource. The value of an approval names what is approved, so that it cannot be meant for something
                else. It counts only while that is asked for, and once: it is remembered in `status.approvals`, and may be taken away afterwards; should the same
                be asked for again, MESSAGE prints another value, which ends in `.2`. With the chart's `approvals.restrict` only who has the verb `approve` on
                the resource may set one.

                | annotation | on | value | effect |
                | --- | --- | --- | --- |
                """);
        ALL.forEach(entry -> page.append(entry.row()).append('\n'));
        page.append("\nFor example:\n\n");
        ALL.stream()
                .filter(entry -> !entry.effect().equals(LATER))
                .forEach(entry -> page.append("    ").append(entry.command()).append('\n'));
        page.append("""

                `--field-manager=xcp` keeps tools that apply manifests from taking the annotation away; `--overwrite` writes over the value of an earlier approval.

                One label: `xcp-operator.io/use: "true"` on a Secret lets the operator read it. Other keys that begin with `xcp-operator.io/` mean nothing on a resource.
                """);
        Page.check("annotations.md", page.toString());
    }

    @Test
    void everyAnnotationThatIsReadIsOnIt() {
        Set<String> read = new TreeSet<>(Approvals.names());
        read.add(Annotations.PAUSED);
        assertThat(ALL.stream().map(Entry::name)).containsExactlyInAnyOrderElementsOf(read);
    }

    /** By the names of the constants: what no other class refers to has no effect. */
    @Test
    void whatNothingRefersToIsSaidToDoNothing() throws Exception {
        String code = sources();
        for (var constant : Approvals.class.getDeclaredFields()) {
            if (constant.getType() == String.class) {
                Object name = constant.get(null);
                Entry entry = ALL.stream()
                        .filter(e -> e.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                assertThat(code.contains("Approvals." + constant.getName()))
                        .as("%s is acted on", name)
                        .isEqualTo(!entry.effect().equals(LATER));
            }
        }
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            var all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
