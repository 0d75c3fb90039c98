package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Virtual TPMs (the data model's class VTPM): one a VM, made and taken away while it is halted. That a VM with one is not
 * suspended, and that one is of use with UEFI only, is not simulated.
 */
final class VtpmMessages implements Behaviour {
    @Override
    public void register(Messages messages) {
        messages.on("VTPM.create", VtpmMessages::create);
        messages.on("VTPM.destroy", VtpmMessages::destroy);
    }

    private static Value create(Call call) {
        Row vm = call.row(0);
        String restricted = call.database().all("pool").iterator().next().entry("restrictions", "restrict_vtpm");
        if (!restricted.equals("false")) {
            throw new XapiFailure("FEATURE_RESTRICTED", "restrict_vtpm");
        }
        VmOperations.check(call, vm, "create_vtpm");
        List<Row> there = vm.followAll("VTPMs");
        if (!there.isEmpty()) {
            throw new XapiFailure("VTPM_MAX_AMOUNT_REACHED", Integer.toString(there.size()));
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("VM", Value.of(vm.ref()));
        fields.put("is_unique", Value.of(call.flag(1)));
        return Value.of(call.database().create("VTPM", fields).ref());
    }

    private static Value destroy(Call call) {
        Row vtpm = call.row(0);
        Row vm = call.get("VM", vtpm.text("VM"));
        if (!vm.text("power_state").equals("Halted")) {
            throw VmRules.badState(vm, "create_vtpm").orElseThrow();
        }
        call.database().destroy(vtpm);
        return Values.EMPTY;
    }
}
