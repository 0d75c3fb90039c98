package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;

/** What a host tells of itself (recording 10-001). */
final class HostInformation implements Behaviour {
    private final HostFlags flags;

    HostInformation(HostFlags flags) {
        this.flags = flags;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.compute_free_memory", call -> Value.of(freeMemory(call.row(0))));
        messages.on("host.compute_memory_overhead", call -> call.row(0).get("memory_overhead"));
        messages.on("host.get_servertime", this::time);
        messages.on("host.get_server_localtime", this::time);
        messages.on("host.dmesg", call -> {
            call.row(0);
            return Value.of("Xen simulator");
        });
        messages.on("host.list_methods", _ -> {
            throw new XapiFailure("NOT_IMPLEMENTED", "list_method");
        });
        messages.on("host.get_management_interface", HostInformation::managementInterface);
        messages.on("host.get_data_sources", call -> {
            call.row(0);
            return Values.NO_ITEMS;
        });
        for (String name :
                new String[] {"get_diagnostic_timing_stats", "get_tracked_user_agents", "get_ntp_servers_status"}) {
            messages.on("host." + name, call -> {
                call.row(0);
                return Values.NO_MEMBERS;
            });
        }
        messages.on("host.retrieve_wlb_evacuate_recommendations", call -> {
            call.row(0);
            throw new XapiFailure("WLB_NOT_INITIALIZED");
        });
        messages.on("host.get_sched_gran", call -> {
            call.row(0);
            return Value.of("cpu");
        });
    }

    private Value time(Call call) {
        Row host = call.row(0);
        HostState.requireAnswer(call.world(), host);
        return Value.of(call.world().now().plus(flags.skew.getOrDefault(host.ref(), Duration.ZERO)));
    }

    private static Value managementInterface(Call call) {
        return call.row(0).followAll("PIFs").stream()
                .filter(pif -> pif.flag("management"))
                .findFirst()
                .map(pif -> Value.of(pif.ref()))
                .orElse(Values.NO_REF);
    }

    /** Total, less the hypervisor's own and what every VM there may grow to, in bytes. */
    static long freeMemory(Row host) {
        long total = host.follow("metrics")
                .map(metrics -> metrics.number("memory_total"))
                .orElse(0L);
        long used = host.followAll("resident_VMs").stream()
                .mapToLong(vm -> vm.number("memory_dynamic_max") + vm.number("memory_overhead"))
                .sum();
        return Math.max(0, total - host.number("memory_overhead") - used);
    }
}
