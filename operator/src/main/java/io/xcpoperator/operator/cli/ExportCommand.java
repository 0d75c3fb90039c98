package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.inquiry.ExportInquiry;
import io.xcpoperator.api.v1alpha1.inquiry.XcpInquirySpec;
import io.xcpoperator.operator.platform.Plain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        header = "Write YAML for what a pool has and nobody declared.",
        description = {
            "",
            "Networks, storage and VMs, on standard output; the same pool gives the same text. Every manifest says managementPolicy: Plan, so that applying it writes nothing: status.plan then lists no more than our marks. What a VM shall be doing (powerState) and where it runs (placement) is left out, for adopting a VM is no reason to start, stop or move it; what a manifest cannot say stands above it as a comment.",
            "",
            "-n is the pool's namespace, or one with the right Administer on it.",
            ""
        })
final class ExportCommand implements Runnable {
    private static final List<KindName> KINDS =
            List.of(KindName.XcpNetwork, KindName.StorageRepository, KindName.VirtualMachine);

    @ParentCommand
    private @Nullable KubectlXcp program;

    @Option(
            names = "--pool",
            required = true,
            paramLabel = "NAME",
            description = "The XcpPool; NAMESPACE/NAME where it is in another namespace")
    private String pool = "";

    @Option(names = "--into", paramLabel = "NAMESPACE", description = "For the VMs; else that of -n")
    private @Nullable String into;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "managementPolicy of every manifest: Plan, Observe or Manage; else Plan")
    private Policy policy = Policy.Plan;

    @Option(names = "--all", description = "Also what is declared, as it is stored")
    private boolean all;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for the operator; else 30")
    private int timeout = 30;

    /** What the operator may do with an applied manifest. */
    enum Policy {
        Plan,
        Observe,
        Manage
    }

    @Override
    public void run() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        try (Cluster cluster = xcp.cluster()) {
            Ref ref = pool.contains("/")
                    ? new Ref(pool.substring(pool.indexOf('/') + 1), pool.substring(0, pool.indexOf('/')))
                    : Ref.to(pool);
            List<Map<?, ?>> rows = new Inquiries(cluster, Duration.ofSeconds(timeout))
                    .ask(cluster.namespace(), XcpInquirySpec.of(new ExportInquiry(ref, into)), "objects");
            List<String> documents = new ArrayList<>(
                    rows.stream().map(row -> document(row, policy)).toList());
            if (all) {
                documents.addAll(declared(cluster, ref));
            }
            Terminal terminal = xcp.terminal();
            header(rows).forEach(terminal::say);
            documents.forEach(document -> {
                terminal.say("---");
                terminal.out().print(document);
            });
            terminal.out().flush();
        }
    }

    private List<String> header(List<Map<?, ?>> rows) {
        Map<Object, Long> counts = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> manifest(row).get("kind"), LinkedHashMap::new, Collectors.counting()));
        String what = counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add("# What pool %s has and nobody declared: %s.".formatted(pool, what));
        if (policy != Policy.Manage) {
            lines.add("# managementPolicy %s writes nothing to the pool; set Manage where you mean it."
                    .formatted(policy));
        }
        return lines;
    }

    private static Map<?, ?> manifest(Map<?, ?> row) {
        return (Map<?, ?>) Objects.requireNonNull(row.get("manifest"));
    }

    static String document(Map<?, ?> row, Policy policy) {
        Map<Object, Object> manifest = new LinkedHashMap<>(manifest(row));
        Map<Object, Object> spec = new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(manifest.get("spec")));
        spec.put("managementPolicy", policy.name());
        if (policy == Policy.Manage) {
            spec.remove("managementPolicy"); // the usual
        }
        manifest.put("spec", spec);
        String notes = row.get("notes") instanceof List<?> list
                ? list.stream()
                        .map(note ->
                                "# " + Plain.line(String.valueOf(note)) + "\n") // a second line would be a manifest
                        .collect(Collectors.joining())
                : "";
        return notes + Yaml.of(manifest);
    }

    private List<String> declared(Cluster cluster, Ref ref) {
        String at = ref.namespace() == null ? cluster.namespace() : ref.namespace();
        List<String> documents = new ArrayList<>();
        for (KindName kind : KINDS) {
            cluster.list(kind, Optional.empty()).stream()
                    .filter(object -> isOf(object, kind, ref.name(), at))
                    .sorted(Comparator.comparing((GenericKubernetesResource o) ->
                                    o.getMetadata().getNamespace())
                            .thenComparing(o -> o.getMetadata().getName()))
                    .forEach(object -> documents.add(Yaml.of(Manifests.written(kind, object))));
        }
        return documents;
    }

    private static boolean isOf(GenericKubernetesResource object, KindName kind, String name, String namespace) {
        var shown = new Shown(kind, object);
        String own = object.getMetadata().getNamespace();
        return shown.text("spec", "poolRef", "name").filter(name::equals).isPresent()
                && shown.text("spec", "poolRef", "namespace").orElse(own).equals(namespace);
    }
}
