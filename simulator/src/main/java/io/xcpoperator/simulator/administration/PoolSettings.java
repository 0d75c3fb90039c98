package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Map;

/** Settings of the pool that are more than a field (recordings 10-008, 10-011). */
final class PoolSettings implements Behaviour {

    @Override
    public void register(Messages messages) {
        for (String field : List.of(
                "igmp_snooping_enabled",
                "telemetry_next_collection",
                "ext_auth_cache_enabled",
                "ext_auth_cache_size",
                "ext_auth_cache_expiry")) {
            messages.on("pool.set_" + field, call -> {
                call.row(0).set(field, call.argument(1));
                return Values.EMPTY;
            });
        }
        messages.on(
                "pool.set_local_auth_max_threads", call -> threads(call, "Internal auth", "local_auth_max_threads"));
        messages.on("pool.set_ext_auth_max_threads", call -> threads(call, "External auth", "ext_auth_max_threads"));
        messages.on("pool.get_license_state", call -> {
            call.row(0);
            return Value.textMap(Map.of("edition", "free", "expiry", "never"));
        });
        messages.on("pool.apply_edition", call -> {
            call.row(0);
            return Values.EMPTY; // there is but one
        });
        messages.on("pool.get_guest_secureboot_readiness", PoolSettings::secureBootReadiness);
        messages.on("pool.sync_database", _ -> Values.EMPTY);
        messages.on("pool.reset_telemetry_uuid", call -> {
            call.row(0);
            return Values.EMPTY;
        });
        messages.on("pool.set_vswitch_controller", call -> {
            call.world().pool().set("vswitch_controller", call.text(0));
            return Values.EMPTY;
        });
        messages.on("pool.add_to_guest_agent_config", call -> {
            call.row(0).putEntry("guest_agent_config", call.text(1), call.text(2));
            return Values.EMPTY;
        });
        messages.on("pool.remove_from_guest_agent_config", call -> {
            call.row(0).removeEntry("guest_agent_config", call.text(1));
            return Values.EMPTY;
        });
        refuse(
                messages,
                "pool.set_custom_uefi_certificates",
                "Setting UEFI certificates is not possible when allow_custom_uefi_certs is false");
        refuse(
                messages,
                "pool.set_uefi_certificates",
                "Setting UEFI certificates is deprecated, please use `set_custom_uefi_certificates`");
    }

    private static void refuse(Messages messages, String name, String reason) {
        messages.on(name, call -> {
            call.row(0);
            throw new XapiFailure("OPERATION_NOT_ALLOWED", reason);
        });
    }

    private static Value threads(Call call, String semaphore, String field) {
        if (call.number(1) < 1) {
            throw XapiFailure.internal("Invalid argument: The semaphore '" + semaphore
                    + "' must have at least 1 resource available, requested: " + call.number(1));
        }
        call.row(0).set(field, call.number(1));
        return Values.EMPTY;
    }

    private static Value secureBootReadiness(Call call) {
        boolean certificates = !call.row(0).text("uefi_certificates").isEmpty();
        return Value.of(certificates ? "ready" : "not_ready");
    }
}
