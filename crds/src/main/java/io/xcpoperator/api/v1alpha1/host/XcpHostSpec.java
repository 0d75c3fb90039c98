package io.xcpoperator.api.v1alpha1.host;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.NotYet;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host shall be. The operator writes poolRef and uuid once and no other field ever. */
@RecordBuilder
public record XcpHostSpec(
        @Field(value = "Whether the operator may write", schemaDefault = "Manage") @Nullable
        ManagementPolicy managementPolicy,

        @Field(value = "The pool", change = FieldClass.Immutable)
        Ref poolRef,

        @Field(value = "Uuid of the host", change = FieldClass.Immutable, pattern = Formats.UUID, maxLength = 36)
        String uuid,

        @NotYet(unless = "false")
        @Field("true: evacuate and disable; back to false: enable and bring its VMs home")
        @Nullable
        Boolean maintenance,

        @NotYet @Field("Running, or Halted: clean, after evacuation; never the coordinator") @Nullable
        HostPower power,

        @NotYet @Field("How the host is switched on from afar") @Nullable
        PowerOn powerOn,

        @NotYet @Field(value = "Tags; only those we add are ours", maxLength = 128, unique = true) @Nullable
        List<String> tags,

        @NotYet @Field("Where its log goes") @Nullable HostSyslog syslog,

        @NotYet @Field(value = "Host name", pattern = Formats.HOST) @Nullable
        String hostname,

        @NotYet
        @Field(
                value = "IANA time zone, where the host's release has the call, else a condition names the command",
                pattern = Formats.TIME_ZONE,
                maxLength = 64)
        @Nullable
        String timeZone,

        @NotYet
        @Field(
                value = "NTP servers, where the host's release has the call, else a condition names the command",
                maxItems = 8,
                pattern = Formats.HOST)
        @Nullable
        List<String> ntpServers)
        implements ApiRecord {
    public XcpHostSpec {
        tags = ApiRecord.copy(tags);
        ntpServers = ApiRecord.copy(ntpServers);
    }
}
