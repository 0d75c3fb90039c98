package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import java.util.List;
import java.util.Optional;

/** What a VM's power path does to its NICs. Under the world's lock. */
public final class NicAttachment {
    private final Database database;

    public NicAttachment(Database database) {
        this.database = database;
    }

    /** Brings every VIF up to date; for a pool just built. */
    public void refreshAll() {
        List.copyOf(database.all("VIF")).forEach(this::refreshVif);
    }

    /** Attaches all of a VM's VIFs, as its start does. */
    public void attachAll(Row vm) {
        vm.followAll("VIFs").forEach(vif -> vif.set("currently_attached", true));
        refresh(vm);
    }

    /** Detaches all of a VM's VIFs, as its stop does. */
    public void detachAll(Row vm) {
        vm.followAll("VIFs").forEach(vif -> vif.set("currently_attached", false));
        refresh(vm);
    }

    /** Brings the operations of a VM's VIFs up to date; after every change of state or guest agent. */
    public void refresh(Row vm) {
        vm.followAll("VIFs").forEach(this::refreshVif);
    }

    void refreshVif(Row vif) {
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
