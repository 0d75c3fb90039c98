package io.xcpoperator.api.v1alpha1.vm;

import io.fabric8.generator.annotation.ValidationRule;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.FieldClass;
import org.jspecify.annotations.Nullable;

/** Processors of a VM. */
@ValidationRule(
        value = "!has(self.count) || !has(self.max) || self.count <= self.max",
        message = "cpu.count is more than cpu.max: raise max")
@ValidationRule(
        value = "!has(self.max) || !has(self.coresPerSocket) || self.max % self.coresPerSocket == 0",
        message = "cpu.max is not a multiple of cpu.coresPerSocket: make it one, sockets are whole")
public record Cpu(
        @Field(
                value =
                        "vCPUs the guest uses; at once where the guest can, else at the next boot, up to max; beyond it a restart",
                unit = "vCPUs",
                otherwise = {FieldClass.NextBoot, FieldClass.Restart},
                min = 1,
                max = 256)
        @Nullable
        Integer count,

        @Field(
                value = "vCPUs the guest could be given while it runs",
                unit = "vCPUs",
                change = FieldClass.Restart,
                min = 1,
                max = 256)
        @Nullable
        Integer max,

        @Field(
                value = "Cores in a socket, as the guest sees them",
                unit = "cores",
                change = FieldClass.NextBoot,
                otherwise = FieldClass.Restart,
                min = 1,
                max = 256)
        @Nullable
        Integer coresPerSocket,

        @Field(value = "Share of a crowded host; 256 is the usual", min = 1, max = 65535) @Nullable
        Integer weight,

        @Field(value = "Upper bound; 100 is one processor, 0 is none", unit = "% of a processor", max = 25600) @Nullable
        Integer capPercent)
        implements ApiRecord {}
