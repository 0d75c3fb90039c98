package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A VM's disk slots (recordings 04-013 to 04-021). */
final class VbdMessages implements Behaviour {
    private final StorageState state;
    private final DiskAttachment attachment;

    VbdMessages(StorageState state, DiskAttachment attachment) {
        this.state = state;
        this.attachment = attachment;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VBD.create", this::create);
        messages.on("VBD.destroy", this::destroy);
        messages.on("VBD.plug", this::plug);
        messages.on("VBD.unplug", call -> unplug(call, VbdOperation.UNPLUG));
        messages.on("VBD.unplug_force", call -> unplug(call, VbdOperation.UNPLUG_FORCE));
        messages.on("VBD.unplug_force_no_safety_check", call -> unplug(call, VbdOperation.UNPLUG_FORCE));
        messages.on("VBD.insert", this::insert);
        messages.on("VBD.eject", this::eject);
        messages.on("VBD.set_mode", this::setMode);
        messages.on("VBD.assert_attachable", this::assertAttachable);
    }

    private Value create(Call call) {
        Map<String, Value> given = call.members(0);
        Row vm = call.get("VM", text(given, "VM"));
        boolean empty = given.get("empty") instanceof Value.Bool(boolean flag) && flag;
        Optional<Row> vdi = call.database().find("VDI", text(given, "VDI"));
        boolean readOnly = vdi.filter(row -> row.flag("read_only")).isPresent();
        Creation.checkVbd(text(given, "type"), text(given, "mode"), empty, text(given, "VDI"), readOnly);
        if (!empty && vdi.isEmpty()) {
            throw new XapiFailure("HANDLE_INVALID", "VDI", text(given, "VDI"));
        }
        List<String> taken =
                vm.followAll("VBDs").stream().map(vbd -> vbd.text("userdevice")).toList();
        var fields = new LinkedHashMap<>(given);
        fields.put("userdevice", Value.of(DiskDevice.choose(text(given, "userdevice"), taken)));
        if (!vm.text("power_state").equals("Suspended")) {
            fields.put("currently_attached", Values.FALSE);
            fields.put("device", Values.EMPTY);
        }
        if (empty) {
            fields.put("VDI", Values.NO_REF);
        }
        fields.put("metrics", Value.of(call.database().ids().ref()));
        return Value.of(call.database().create("VBD", fields).ref());
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Str(String text) ? text : "";
    }

    private Value destroy(Call call) {
        Row vbd = call.row(0);
        if (vbd.flag("currently_attached")) {
            String vm = vbd.follow("VM").map(Row::uuid).orElse("");
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "VBD '" + vbd.uuid() + "' still attached to '" + vm + "'");
        }
        call.database().destroy(vbd);
        return Values.EMPTY;
    }

    private Value plug(Call call) {
        Row vbd = call.row(0);
        state.require(VbdOperation.PLUG, vbd);
        attachment.checkSharing(vbd);
        vbd.follow("VM").ifPresent(vm -> HostState.requireAnswerFor(call.world(), vm));
        call.work(call.world().delays().storage());
        vbd.set("currently_attached", true);
        vbd.set("device", DiskDevice.name(vbd.text("userdevice")));
        return Values.EMPTY;
    }

    private Value unplug(Call call, VbdOperation operation) {
        Row vbd = call.row(0);
        state.require(operation, vbd);
        vbd.follow("VM").ifPresent(vm -> HostState.requireAnswerFor(call.world(), vm));
        call.work(call.world().delays().storage());
        vbd.set("currently_attached", false);
        return Values.EMPTY;
    }

    private Value insert(Call call) {
        Row vbd = call.row(0);
        Row vdi = call.row(1);
        state.require(VbdOperation.INSERT, vbd);
        requirePresent(vbd);
        vbd.set("VDI", vdi.ref());
        vbd.set("empty", false);
        return Values.EMPTY;
    }

    private Value eject(Call call) {
        Row vbd = call.row(0);
        state.require(VbdOperation.EJECT, vbd);
        requirePresent(vbd);
        vbd.set("VDI", Values.NO_REF);
        vbd.set("empty", true);
        return Values.EMPTY;
    }

    /** A drive added to a running VM is not there before its next start (recording 04-019). */
    private static void requirePresent(Row vbd) {
        vbd.follow("VM")
                .filter(vm -> vm.text("power_state").equals("Running") && !vbd.flag("currently_attached"))
                .ifPresent(vm -> {
                    throw XapiFailure.internal("Object with type VM and id " + vm.uuid() + "/vbd."
                            + DiskDevice.name(vbd.text("userdevice")) + " does not exist in xenopsd");
                });
    }

    private Value setMode(Call call) {
        Row vbd = call.row(0);
        Row vm = call.get("VM", vbd.text("VM"));
        String powerState = vm.text("power_state");
        if (!powerState.equals("Halted")) {
            throw new XapiFailure("VM_BAD_POWER_STATE", vm.ref(), "halted", powerState.toLowerCase(Locale.ROOT));
        }
        vbd.set("mode", call.text(1));
        return Values.EMPTY;
    }

    private Value assertAttachable(Call call) {
        attachment.checkSharing(call.row(0));
        return Values.EMPTY;
    }
}
