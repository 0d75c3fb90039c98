package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Handler;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Questions about a VM, and messages that only check (recording 03). */
final class VmQueries implements Behaviour {
    private static final int FIRST_VIFS = 7;
    private static final int VBDS = 255;

    @Override
    public void register(Messages messages) {
        messages.on("VM.get_cooperative", _ -> Values.TRUE);
        messages.on("VM.get_SRs_required_for_recovery", _ -> Values.NO_ITEMS);
        messages.on("VM.retrieve_wlb_recommendations", _ -> {
            throw new XapiFailure("WLB_NOT_INITIALIZED");
        });
        messages.on("VM.update_allowed_operations", call -> {
            VmOperations.refresh(call.row(0));
            return Values.EMPTY;
        });
        messages.on("VM.assert_operation_valid", call -> {
            VmRules.refusal(call.row(0), call.text(1)).ifPresent(refusal -> {
                throw refusal;
            });
            return Values.EMPTY;
        });
        messages.on(
                "VM.get_boot_record",
                checked("get_boot_record", call -> call.row(0).record()));
        messages.on("VM.get_data_sources", checked("data_source_op", _ -> Values.NO_ITEMS));
        messages.on("VM.record_data_source", checked("data_source_op", _ -> Values.EMPTY));
        messages.on("VM.send_sysrq", checked("send_sysrq", _ -> {
            throw new XapiFailure("NOT_IMPLEMENTED", "send_sysrq");
        }));
        messages.on("VM.send_trigger", checked("send_trigger", _ -> {
            throw new XapiFailure("NOT_IMPLEMENTED", "send_trigger");
        }));
        messages.on("VM.query_services", checked("query_services", call -> {
            throw new XapiFailure("NOT_SYSTEM_DOMAIN", call.row(0).ref());
        }));
        messages.on("VM.call_plugin", checked("call_plugin", call -> {
            throw new XapiFailure("XENAPI_MISSING_PLUGIN", call.text(1));
        }));
        messages.on("VM.import_convert", _ -> {
            throw new XapiFailure("XENAPI_MISSING_PLUGIN", "conversion");
        });
        messages.on("VM.get_allowed_VBD_devices", call -> devices(call.row(0), "VBDs", "userdevice", VBDS));
        messages.on("VM.get_allowed_VIF_devices", call -> devices(call.row(0), "VIFs", "device", FIRST_VIFS));
    }

    private static Handler checked(String operation, Handler then) {
        return call -> {
            VmOperations.check(call, call.row(0), operation);
            return then.handle(call);
        };
    }

    private static Value devices(Row vm, String set, String field, int count) {
        var taken = vm.followAll(set).stream().map(row -> row.text(field)).toList();
        var free = new java.util.ArrayList<String>();
        for (int device = 0; device < count; device++) {
            String name = Integer.toString(device);
            if (!taken.contains(name)) {
                free.add(name);
            }
        }
        return Value.texts(free);
    }
}
