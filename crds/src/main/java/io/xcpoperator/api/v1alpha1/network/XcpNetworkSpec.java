package io.xcpoperator.api.v1alpha1.network;

import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import io.xcpoperator.api.v1alpha1.EmptyObject;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a network shall be; exactly one of vlan, hostInternal, bond, existing. */
@RecordBuilder
@ValidationRule(
        value = "[has(self.vlan), has(self.hostInternal), has(self.bond), has(self.existing)].filter(x, "
                + "x).size() == 1",
        message = "a network is exactly one of vlan, hostInternal, bond, existing")
@ValidationRule(
        value = "!has(self.hostAddresses) || self.hostAddresses.all(a, self.hostAddresses.exists_one(b, "
                + "b.hostRef.name == a.hostRef.name))",
        message = "hostAddresses names a host twice")
public record XcpNetworkSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(value = "A VLAN, on every host", change = FieldClass.Immutable) @Nullable
        Vlan vlan,

        @Field(value = "A network inside each host, isolated from the others", change = FieldClass.Immutable) @Nullable
        EmptyObject hostInternal,

        @Field(value = "Several interfaces as one, on every host", change = FieldClass.Immutable) @Nullable
        Bond bond,

        @Field(value = "Adopts a network of the pool", change = FieldClass.Immutable) @Nullable
        NameOrUuid existing,

        @Field(value = "Name label", effective = "metadata.name for a network we create") @Nullable
        String nameLabel,

        @Field(value = "Description", maxLength = 1024) @Nullable
        String description,

        @Field(
                value =
                        "Largest packet; on a network in use changed by replugging, an outage, so it waits for approve-outage; "
                                + "never that of a management network, and not where VLANs hang on an interface",
                unit = "bytes",
                min = 68,
                max = 65535)
        @Nullable
        Integer mtu,

        @Field("Tls: disks may be read over this network; without such a network no NBD is ever offered") @Nullable
        NetworkNbd nbd,

        @Field(
                value =
                        "Addresses that hosts have on it; never the management interface. One that is there is changed by "
                                + "approve-outage; that of an entry taken away stays",
                maxItems = 64)
        @Nullable
        List<HostAddress> hostAddresses,

        @Field(value = "Tags; only those we add are ours", maxLength = 128, unique = true) @Nullable
        List<String> tags,

        @Field("Who else may use it; its own namespace always may") @Nullable
        NamespaceSet allowedNamespaces,

        @Field(
                value =
                        "What becomes of the network when this resource is deleted; Delete waits while anything uses it, and "
                                + "never takes a physical or management network",
                effective = "Delete when created, Retain when adopted")
        @Nullable
        DeletionPolicy deletionPolicy)
        implements ApiRecord {
    public XcpNetworkSpec {
        hostAddresses = ApiRecord.copy(hostAddresses);
        tags = ApiRecord.copy(tags);
    }
}
