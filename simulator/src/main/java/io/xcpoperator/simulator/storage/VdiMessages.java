package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disks: making, changing and taking away (recordings 04-009 to 04-011, 04-022). */
final class VdiMessages implements Behaviour {
    private final StorageState state;
    private final Volumes volumes;

    VdiMessages(StorageState state, Volumes volumes) {
        this.state = state;
        this.volumes = volumes;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VDI.create", this::create);
        messages.on("VDI.destroy", this::destroy);
        messages.on("VDI.forget", this::forget);
        messages.on("VDI.introduce", this::introduce);
        messages.on("VDI.resize", call -> resize(call, false));
        messages.on("VDI.resize_online", call -> resize(call, true));
        messages.on("VDI.update", this::update);
        for (String field : List.of("name_label", "name_description", "sharable", "read_only", "allow_caching")) {
            messages.on("VDI.set_" + field, call -> set(call, field));
        }
        messages.on("VDI.set_on_boot", this::setOnBoot);
    }

    private Value create(Call call) {
        Map<String, Value> fields = call.members(0);
        Row sr = call.get("SR", fields.get("SR") instanceof Value.Str(String ref) ? ref : "");
        call.work(call.world().delays().storage());
        return Value.of(volumes.create(sr, fields).ref());
    }

    private Value destroy(Call call) {
        Row vdi = call.row(0);
        state.require(VdiOperation.DESTROY, vdi);
        call.work(call.world().delays().storage());
        volumes.destroy(vdi);
        return Values.EMPTY;
    }

    private Value forget(Call call) {
        Row vdi = call.row(0);
        state.require(VdiOperation.FORGET, vdi);
        volumes.remove(vdi);
        return Values.EMPTY;
    }

    private Value introduce(Call call) {
        Row sr = call.row(3);
        state.require(SrOperation.VDI_INTRODUCE, sr);
        state.requirePlugged(sr);
        String uuid = call.text(0);
        if (call.database().findByUuid("VDI", uuid).isPresent()) {
            throw new XapiFailure("LOCATION_NOT_UNIQUE", sr.ref(), call.text(8));
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("SR", Value.of(sr.ref()));
        fields.put("uuid", Value.of(uuid.isEmpty() ? call.database().ids().uuid() : uuid));
        List<String> names = List.of("name_label", "name_description");
        names.forEach(name -> fields.put(name, call.argument(1 + names.indexOf(name))));
        List<String> more = List.of(
                "type",
                "sharable",
                "read_only",
                "other_config",
                "location",
                "xenstore_data",
                "sm_config",
                "managed",
                "virtual_size",
                "physical_utilisation");
        more.forEach(name -> fields.put(name, call.argument(4 + more.indexOf(name))));
        return Value.of(call.database().create("VDI", fields).ref());
    }

    private Value resize(Call call, boolean online) {
        Row vdi = call.row(0);
        state.require(online ? VdiOperation.RESIZE_ONLINE : VdiOperation.RESIZE, vdi);
        call.work(call.world().delays().storage());
        volumes.resize(vdi, call.number(1), online);
        return Values.EMPTY;
    }

    private Value update(Call call) {
        state.require(VdiOperation.UPDATE, call.row(0));
        return Values.EMPTY;
    }

    private static Value set(Call call, String field) {
        call.row(0).set(field, call.argument(1));
        return Values.EMPTY;
    }

    /** Needs a driver that can go back at boot, and a disk nobody has attached. */
    private Value setOnBoot(Call call) {
        Row vdi = call.row(0);
        boolean attached = vdi.followAll("VBDs").stream().anyMatch(vbd -> vbd.flag("currently_attached"));
        if (attached) {
            throw new XapiFailure("VDI_IN_USE", vdi.ref(), "set_on_boot");
        }
        vdi.follow("SR").ifPresent(sr -> state.require(SrOperation.VDI_SET_ON_BOOT, sr));
        vdi.set("on_boot", call.text(1));
        return Values.EMPTY;
    }
}
