package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import java.time.Instant;

/** {@code last_booted_record}: what a suspended domain was, as JSON that nobody but the daemon reads. */
final class LastBoot {
    private LastBoot() {}

    static String of(Row vm, Instant now) {
        return "{\"last_create_time\":" + now.getEpochSecond() + ".0,\"suspended\":true,\"memory_dynamic_max\":"
                + vm.number("memory_dynamic_max") + ",\"memory_dynamic_min\":" + vm.number("memory_dynamic_min")
                + ",\"vcpus\":" + vm.number("VCPUs_at_startup") + ",\"hvm\":"
                + vm.text("domain_type").equals("hvm") + ",\"uuid\":\"" + vm.uuid() + "\",\"domid\":"
                + vm.number("domid") + "}";
    }
}
