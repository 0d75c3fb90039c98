package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kubectl xcp why}. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        header = "Why a resource is as it is, and what comes next.",
        description = {
            "",
            "State and reason, where a VM runs and why there, what waits and for what, who changed it last, what happened to it.",
            ""
        })
final class WhyCommand implements Runnable {
    @ParentCommand
    private @Nullable KubectlXcp program;

    @Parameters(arity = "1..2", paramLabel = "KIND/NAME", description = "The resource, as xvm/web")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        KubectlXcp xcp = Objects.requireNonNull(program);
        Target target = ApproveCommand.one(words);
        try (Cluster cluster = xcp.cluster()) {
            var shown = new Shown(target.kind(), cluster.get(target));
            Story.tell(
                            shown,
                            host(cluster, shown),
                            events(cluster, shown),
                            xcp.terminal().clock().instant())
                    .forEach(xcp.terminal()::say);
        }
    }

    /** The host that the placement names, by the name status has for hosts; it lives where the pool does. */
    private static Optional<String> host(Cluster cluster, Shown shown) {
        return shown.text("spec", "placement", "hostRef", "name").flatMap(name -> {
            String where = shown.text("spec", "poolRef", "namespace")
                    .orElse(shown.key().namespace());
            try {
                return cluster.find(new Target(KindName.XcpHost, name), where)
                        .flatMap(host -> new Shown(KindName.XcpHost, host).text("status", "hostname"));
            } catch (Refusal e) {
                return Optional.empty(); // may not be read: the name alone then
            }
        });
    }

    /** Without the right to read Events the rest is told all the same. */
    private static List<Happening> events(Cluster cluster, Shown shown) {
        try {
            List<Event> all = cluster.client()
                    .v1()
                    .events()
                    .inNamespace(shown.key().namespace())
                    .withField(
                            "involvedObject.uid", shown.object().getMetadata().getUid())
                    .list()
                    .getItems();
            return Happening.of(all.stream(), shown.object().getMetadata().getUid());
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }
}
