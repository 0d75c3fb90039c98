package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.network.NetworkNbd;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpecBuilder;
import io.xcpoperator.operator.platform.inquiry.ExportNames;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Fields;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.types.NetworkPurpose;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Manifests of networks that nobody declared. Those that the pool keeps for itself are left out. Pure. */
final class NetworkExport {
    private static final long USUAL_MTU = 1500;
    private static final long LEAST_MTU = 68;
    private static final long MOST_MTU = 65535;

    private NetworkExport() {}

    /** @param taken names of resources that are there */
    static List<Exported> of(ExportScope scope, Collection<String> taken) {
        List<NetworkRecord> networks = scope.view().networks().stream()
                .filter(network -> scope.isUndeclared(network.uuidText(), network.otherConfig()))
                .filter(network -> !isThePools(network))
                .toList();
        Map<String, String> names = ExportNames.choose(
                networks.stream()
                        .map(network -> new ExportNames.Named(network.uuidText(), network.nameLabel()))
                        .toList(),
                "network",
                taken);
        return networks.stream()
                .map(network -> export(network, Objects.requireNonNull(names.get(network.uuidText())), scope))
                .toList();
    }

    private static boolean isThePools(NetworkRecord network) {
        return "true".equals(network.otherConfig().get("is_host_internal_management_network"))
                || "true".equals(network.otherConfig().get("is_guest_installer_network"));
    }

    private static Exported export(NetworkRecord network, String name, ExportScope scope) {
        boolean management = Interfaces.isManagement(network, scope.view());
        XcpNetworkSpec spec = XcpNetworkSpecBuilder.builder()
                .managementPolicy(ManagementPolicy.Plan)
                .poolRef(scope.poolFrom(scope.shared()))
                .existing(new NameOrUuid(null, network.uuidText()))
                .nameLabel(Fields.name(network.nameLabel()))
                .description(Fields.description(network.nameDescription()))
                .mtu(management ? null : Fields.whole(network.mtu(), USUAL_MTU, LEAST_MTU, MOST_MTU))
                .nbd(network.purpose().contains(NetworkPurpose.NBD) ? NetworkNbd.Tls : null)
                .tags(Fields.tags(network.tags()))
                .allowedNamespaces(scope.allowed())
                .build();
        var manifest = new XcpNetwork();
        manifest.setMetadata(scope.metadata(scope.shared(), name));
        manifest.setSpec(spec);
        return new Exported(network.uuidText(), manifest, List.of());
    }
}
