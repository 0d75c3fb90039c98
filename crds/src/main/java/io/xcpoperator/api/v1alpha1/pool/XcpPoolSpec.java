package io.xcpoperator.api.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.Notify;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool shall be. */
@RecordBuilder
public record XcpPoolSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(
                value =
                        "Any members of the pool, host or host:port; the coordinator is found, and found again when it moves",
                minItems = 1,
                maxItems = 16,
                pattern = Formats.ENDPOINT,
                maxLength = 259)
        List<String> endpoints,

        @Field("Secret with username and password; it carries the label xcp-operator.io/use: \"true\"")
        LocalRef credentialsSecretRef,

        @Field(value = "A different pool behind the address is refused", pattern = Formats.UUID, maxLength = 36)
        @Nullable
        String expectedPoolUuid,

        @Field("Which certificates are trusted") @Nullable PoolTls tls,

        @Field(
                value = "Who else may use the pool; its own namespace has everything, nobody else anything",
                maxItems = 64)
        @Nullable
        List<AccessRule> access,

        @Field(value = "Name label") @Nullable String nameLabel,

        @Field(value = "Description", maxLength = 1024) @Nullable
        String description,

        @Field(value = "Tags; only those we add are ours", maxLength = 128, unique = true) @Nullable
        List<String> tags,

        @Field("Storage where new disks go") @Nullable Ref defaultStorageRepositoryRef,

        @Field("Storage where suspended VMs' memory goes") @Nullable
        Ref suspendStorageRepositoryRef,

        @Field("Network of the operator's own migrations; Xen Orchestra's key is read, never written") @Nullable
        Ref migrationNetworkRef,

        @Field("Whether VMs that ask for it start with their host") @Nullable
        Boolean autoPowerOn,

        @Field("Whether migrations are compressed") @Nullable
        Boolean migrationCompression,

        @NotYet @Field("High availability: three hosts or more, or acknowledgeTwoHosts") @Nullable
        PoolHighAvailability highAvailability,

        @NotYet
        @Field(
                "Certificates that guests' firmware trusts; from 8.3 on. On 8.2 a condition prints the command to run on a host")
        @Nullable
        PoolSecureBoot secureBoot,

        @NotYet
        @Field(
                value = "Hosts to join, each once; leaving the list does nothing, ejecting is an approval of its own",
                key = "address",
                maxItems = 64)
        @Nullable
        List<PoolMember> members,

        @Field("How hard the pool is worked") @Nullable PoolLimits limits,

        @JsonProperty("notify") @NotYet @Field("Whom to tell of problems") @Nullable
        Notify notification)
        implements ApiRecord {
    public XcpPoolSpec {
        endpoints = ApiRecord.copy(endpoints);
        access = ApiRecord.copy(access);
        tags = ApiRecord.copy(tags);
        members = ApiRecord.copy(members);
    }
}
