package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was switched off and must be put back. */
public record PatchLedger(
        @Field("High availability") @Nullable LedgerHighAvailability highAvailability,
        @Field("Start of VMs with their host") @Nullable LedgerAutoPowerOn autoPowerOn,

        @Field(value = "Where VMs ran", key = "vm", maxItems = 1000) @Nullable
        List<LedgerPlacement> placements,

        @Field("Hosts we disabled, by name") @Nullable List<String> disabledByUs)
        implements ApiRecord {
    public PatchLedger {
        placements = ApiRecord.copy(placements);
        disabledByUs = ApiRecord.copy(disabledByUs);
    }
}
