package io.xcpoperator.api.v1alpha1.patch;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.Formats;
import io.xcpoperator.api.v1alpha1.Ref;
import org.jspecify.annotations.Nullable;

/** How a host is emptied. */
public record PatchEvacuation(
        @Field(value = "Migrations at once", unit = "VMs", effective = "3", min = 1, max = 16) @Nullable
        Integer parallel,

        @Field(
                value = "How long emptying a host may take",
                effective = "60m",
                pattern = Formats.DURATION,
                maxLength = 20)
        @Nullable
        String timeout,

        @Field(value = "Network of the migrations", effective = "the pool's migrationNetworkRef") @Nullable
        Ref networkRef,

        @Field(value = "For VMs that cannot migrate and do not say it themselves", effective = "Block") @Nullable
        CannotMigrate cannotMigrate,

        @Field(value = "Which CDs are taken out of drives, for they hold a VM to its host", effective = "ToolsAndLocal")
        @Nullable
        EjectIsos ejectIsos)
        implements ApiRecord {}
