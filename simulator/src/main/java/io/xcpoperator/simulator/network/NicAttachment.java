package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.ChangeListener;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import java.util.List;
import java.util.Optional;

/** What a VM's power path does to its NICs, and what they allow. Under the world's lock. */
public final class NicAttachment implements ChangeListener {
    private final Database database;

    public NicAttachment(Database database) {
        this.database = database;
    }

    /** From now on the operations of VIFs follow every change. */
    void start() {
        List.copyOf(database.all("VIF")).forEach(this::refresh);
        database.listen(this);
    }

    @Override
    public void created(Row row) {
        if (row.className().equals("VIF")) {
            refresh(row);
        }
    }

    @Override
    public void changed(Row row, String field, Value before) {
        switch (row.className() + "." + field) {
            case "VIF.currently_attached" -> refresh(row);
            case "VM.power_state", "VM.domain_type", "VM.guest_metrics" ->
                row.followAll("VIFs").forEach(this::refresh);
            case "VM_guest_metrics.PV_drivers_detected" ->
                database.all("VM").stream()
                        .filter(vm -> vm.text("guest_metrics").equals(row.ref()))
                        .flatMap(vm -> vm.followAll("VIFs").stream())
                        .toList()
                        .forEach(this::refresh);
            default -> {}
        }
    }

    /** Attaches all of a VM's VIFs, as its start does. */
    public void attachAll(Row vm) {
        vm.followAll("VIFs").forEach(vif -> vif.set("currently_attached", true));
    }

    /** Detaches all of a VM's VIFs, as its stop does. */
    public void detachAll(Row vm) {
        vm.followAll("VIFs").forEach(vif -> vif.set("currently_attached", false));
    }

    private void refresh(Row vif) {
        facts(vif).ifPresent(facts -> vif.set("allowed_operations", VifRules.allowed(facts)));
    }

    void require(VifOperation operation, Row vif) {
        facts(vif).flatMap(facts -> VifRules.refusal(operation, facts)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static Optional<VifRules.Facts> facts(Row vif) {
        return vif.follow("VM")
                .map(vm -> new VifRules.Facts(
                        vif.ref(),
                        vm.ref(),
                        vm.text("power_state"),
                        vm.text("domain_type").equals("hvm"),
                        vm.follow("guest_metrics")
                                .filter(metrics -> metrics.flag("PV_drivers_detected"))
                                .isPresent(),
                        vif.flag("currently_attached")));
    }
}
