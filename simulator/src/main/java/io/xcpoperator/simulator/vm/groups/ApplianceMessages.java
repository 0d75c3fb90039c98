package io.xcpoperator.simulator.vm.groups;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.dispatch.Handler;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** VM_appliance: its VMs start in the order of their {@code order}, and stop in the opposite one (recording 09-014). */
public final class ApplianceMessages implements Behaviour {
    private final Dispatcher dispatcher;

    /** {@code dispatcher}: where the single VMs' calls go. */
    public ApplianceMessages(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void register(Messages messages) {
        Handler create = messages.generated("VM_appliance.create");
        messages.on("VM_appliance.create", call -> {
            Value ref = create.handle(call);
            call.get("VM_appliance", ((Value.Str) ref).text()).set("allowed_operations", List.of("start"));
            return ref;
        });
        messages.on("VM_appliance.start", this::start);
        messages.on("VM_appliance.clean_shutdown", call -> stop(call, "VM.clean_shutdown"));
        messages.on("VM_appliance.hard_shutdown", call -> stop(call, "VM.hard_shutdown"));
        messages.on("VM_appliance.shutdown", call -> stop(call, "VM.shutdown"));
    }

    private Value start(Call call) {
        Row appliance = call.row(0);
        List<Row> halted = members(appliance, true);
        if (halted.isEmpty()) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "There are no halted VMs in this appliance.");
        }
        forAll(halted, vm -> List.of(Value.of(vm.ref()), call.argument(1), Values.FALSE), "VM.start");
        refresh(appliance);
        return Values.EMPTY;
    }

    private Value stop(Call call, String message) {
        Row appliance = call.row(0);
        List<Row> alive = members(appliance, false);
        if (alive.isEmpty()) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "All VMs in this appliance are halted.");
        }
        forAll(alive.reversed(), vm -> List.of(Value.of(vm.ref())), message);
        refresh(appliance);
        return Values.EMPTY;
    }

    private static List<Row> members(Row appliance, boolean halted) {
        return appliance.followAll("VMs").stream()
                .filter(vm -> vm.text("power_state").equals("Halted") == halted)
                .sorted(Comparator.comparingLong(vm -> vm.number("order")))
                .toList();
    }

    /** Goes on after a failure; what failed comes out at the end. */
    private void forAll(List<Row> vms, java.util.function.Function<Row, List<Value>> parameters, String message) {
        var failed = new ArrayList<String>();
        for (Row vm : vms) {
            try {
                dispatcher.direct(message, parameters.apply(vm));
            } catch (XapiFailure failure) {
                failed.add(vm.ref());
            }
        }
        if (!failed.isEmpty()) {
            throw new XapiFailure("OPERATION_PARTIALLY_FAILED", String.join(",", failed));
        }
    }

    private static void refresh(Row appliance) {
        var allowed = new ArrayList<String>();
        if (!members(appliance, true).isEmpty()) {
            allowed.add("start");
        }
        if (!members(appliance, false).isEmpty()) {
            allowed.addAll(List.of("clean_shutdown", "hard_shutdown", "shutdown"));
        }
        appliance.set("allowed_operations", allowed);
    }
}
