package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Set;

/** Changed block tracking: switched on and off; both may be said twice (facts: backup §5.6). */
final class ChangedBlocks implements Behaviour {
    private static final Set<String> TRACKABLE = Set.of("user", "system");

    private final StorageState state;

    ChangedBlocks(StorageState state) {
        this.state = state;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VDI.enable_cbt", this::enable);
        messages.on("VDI.disable_cbt", this::disable);
    }

    private Value enable(Call call) {
        Row vdi = checked(call, SrOperation.VDI_ENABLE_CBT);
        if (vdi.flag("is_a_snapshot")) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "VDI is a snapshot: " + vdi.ref());
        }
        if (vdi.text("on_boot").equals("reset")) {
            throw new XapiFailure("VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION");
        }
        vdi.set("cbt_enabled", true);
        return Values.EMPTY;
    }

    private Value disable(Call call) {
        checked(call, SrOperation.VDI_DISABLE_CBT).set("cbt_enabled", false);
        return Values.EMPTY;
    }

    private Row checked(Call call, SrOperation operation) {
        Row vdi = call.row(0);
        call.world().requireNoUpgrade();
        if (!TRACKABLE.contains(vdi.text("type"))) {
            throw new XapiFailure("VDI_INCOMPATIBLE_TYPE", vdi.ref(), vdi.text("type"));
        }
        vdi.follow("SR").ifPresent(sr -> state.require(operation, sr));
        return vdi;
    }
}
