package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.inquiry.PlanInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp plan}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        header = "Tell what would be done for manifests, with nothing applied.",
        description = {
            "",
            "Each manifest goes through the API server's checks without being stored, then the operator plans as if it were: the calls it would make now, and what would wait and for what. A spec is taken as it stands in the file: a field that is not there is not managed. Plans are made for XcpPool, XcpNetwork, StorageRepository, DiskImage, VirtualMachine, VirtualMachineSnapshot and VirtualMachineRestore; other documents are passed over. Of an XcpPool that is not there yet none can be made: it is not connected.",
            "",
            "Of manifests that refer to each other those that need the others wait for them, as they would if they were applied.",
            ""
        })
final class PlanCommand implements Callable<Integer> {
    private static final Set<KindName> PLANNED = EnumSet.of(
            KindName.XcpPool,
            KindName.XcpNetwork,
            KindName.StorageRepository,
            KindName.DiskImage,
            KindName.VirtualMachine,
            KindName.VirtualMachineSnapshot,
            KindName.VirtualMachineRestore);

    @ParentCommand
    private @Nullable KubectlXcp program;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE|DIR",
            description = "Manifests; of a folder every .yaml, .yml and .json in it; - is standard input")
    private List<String> files = new ArrayList<>();

    @Option(names = "--exit-code", description = "End with 3 where something would be changed, now or later")
    private boolean tell;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for the operator; else 30")
    private int timeout = 30;

    @Override
    public Integer call() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        Terminal terminal = xcp.terminal();
        List<ManifestFiles.Manifest> manifests = ManifestFiles.read(files);
        List<ManifestFiles.Manifest> ours =
                manifests.stream().filter(PlanCommand::isPlanned).toList();
        manifests.stream()
                .filter(manifest -> !isPlanned(manifest))
                .forEach(manifest -> terminal.say("passed over: %s".formatted(manifest)));
        if (ours.isEmpty()) {
            throw Refusal.failed("nothing to plan: -f names none of "
                    + PLANNED.stream().map(KindName::name).collect(Collectors.joining(", ")));
        }
        var outlook = new Outlook();
        try (Cluster cluster = xcp.cluster()) {
            Map<String, List<String>> byNamespace = new TreeMap<>();
            for (ManifestFiles.Manifest manifest : ours) {
                String namespace = xcp.namespace().orElse(manifest.namespace().orElse(cluster.namespace()));
                try {
                    byNamespace
                            .computeIfAbsent(namespace, _ -> new ArrayList<>())
                            .add(checked(cluster, manifest, namespace));
                } catch (Refusal e) {
                    outlook.refused(
                            "%s %s/%s: %s".formatted(manifest.kind(), namespace, manifest.name(), e.getMessage()));
                }
            }
            var inquiries = new Inquiries(cluster, Duration.ofSeconds(timeout));
            byNamespace.forEach((namespace, objects) -> {
                if (!objects.isEmpty()) {
                    inquiries
                            .ask(namespace, XcpInquirySpec.of(new PlanInquiry(objects)), "plans")
                            .forEach(row -> outlook.add(namespace, row));
                }
            });
        }
        outlook.lines().forEach(terminal::say);
        return outlook.exitCode(tell);
    }

    private static boolean isPlanned(ManifestFiles.Manifest manifest) {
        return KindName.find(manifest.kind()).filter(PLANNED::contains).isPresent();
    }

    /** As the API server would store it in place of what is there; it does not. */
    private static String checked(Cluster cluster, ManifestFiles.Manifest manifest, String namespace) {
        KindName kind = KindName.find(manifest.kind()).orElseThrow();
        var stored = cluster.find(new Target(kind, manifest.name()), namespace);
        GenericKubernetesResource next = manifest.resource();
        next.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(manifest.name())
                .withResourceVersion(
                        stored.map(s -> s.getMetadata().getResourceVersion()).orElse(null))
                .build());
        var dry = cluster.client().resource(next).dryRun();
        GenericKubernetesResource seen =
                cluster.asked("apply it", () -> stored.isPresent() ? dry.update() : dry.create());
        seen.getMetadata().setManagedFields(null);
        seen.getAdditionalProperties().remove("status");
        return cluster.client().getKubernetesSerialization().asJson(seen);
    }
}
