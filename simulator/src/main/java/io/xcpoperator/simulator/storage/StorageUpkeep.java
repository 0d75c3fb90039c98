package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.ChangeListener;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import java.util.List;
import java.util.Set;

/** Keeps allowed operations and the sums of SRs right, whoever makes, changes or loses an object. */
final class StorageUpkeep implements ChangeListener {
    private static final Set<String> OF_VM = Set.of("power_state", "domain_type", "guest_metrics");
    private static final Set<String> OF_VBD =
            Set.of("currently_attached", "mode", "type", "empty", "unpluggable", "VDI", "VM");

    private final Database database;
    private final StorageState state;

    StorageUpkeep(Database database, StorageState state) {
        this.database = database;
        this.state = state;
    }

    /** Takes over a pool as it is. */
    void start() {
        List.copyOf(database.all("SR")).forEach(StorageUpkeep::promise);
        state.refreshAll();
        database.listen(this);
    }

    @Override
    public void created(Row row) {
        switch (row.className()) {
            case "SR" -> state.refreshSr(row);
            case "PBD" -> row.follow("SR").ifPresent(state::refreshSr);
            case "VDI" -> {
                state.refreshVdi(row);
                account(row, row.number("physical_utilisation"));
            }
            case "VBD" -> refreshBoth(row);
            default -> {}
        }
    }

    @Override
    public void changed(Row row, String field, Value before) {
        switch (row.className()) {
            case "SR" -> {
                if (field.equals("other_config") || field.equals("type")) {
                    state.refreshSr(row);
                }
            }
            case "PBD" -> {
                if (field.equals("currently_attached")) {
                    row.follow("SR").ifPresent(state::refreshSr);
                }
            }
            case "VDI" -> changedDisk(row, field, before);
            case "VBD" -> changedSlot(row, field, before);
            case "VM" -> {
                if (OF_VM.contains(field)) {
                    row.followAll("VBDs").forEach(state::refreshVbd);
                }
            }
            case "VM_guest_metrics" -> {
                if (field.equals("PV_drivers_detected")) {
                    owners(row).forEach(vm -> vm.followAll("VBDs").forEach(state::refreshVbd));
                }
            }
            default -> {}
        }
    }

    private List<Row> owners(Row metrics) {
        return database.all("VM").stream()
                .filter(vm -> vm.text("guest_metrics").equals(metrics.ref()))
                .toList();
    }

    private void changedDisk(Row vdi, String field, Value before) {
        switch (field) {
            case "physical_utilisation" ->
                account(vdi, vdi.number(field) - (before instanceof Value.Int(long number) ? number : 0));
            case "virtual_size" -> account(vdi, 0);
            case "current_operations" -> state.refreshVdi(vdi);
            case "managed", "type" -> vdi.follow("SR").ifPresent(state::refreshSr);
            default -> {}
        }
    }

    private void changedSlot(Row vbd, String field, Value before) {
        if (OF_VBD.contains(field)) {
            refreshBoth(vbd);
        }
        if (field.equals("VDI") && before instanceof Value.Str(String lost)) {
            database.find("VDI", lost).ifPresent(state::refreshVdi);
        }
    }

    private void refreshBoth(Row vbd) {
        state.refreshVbd(vbd);
        vbd.follow("VDI").ifPresent(state::refreshVdi);
    }

    @Override
    public void destroyed(Row row) {
        switch (row.className()) {
            case "PBD" -> row.follow("SR").ifPresent(state::refreshSr);
            case "VDI" -> account(row, -row.number("physical_utilisation"));
            case "VBD" -> row.follow("VDI").ifPresent(state::refreshVdi);
            default -> {}
        }
    }

    /** Counts {@code taken} bytes more than before. */
    private void account(Row vdi, long taken) {
        vdi.follow("SR").ifPresent(sr -> {
            promise(sr);
            sr.set("physical_utilisation", Math.max(0, sr.number("physical_utilisation") + taken));
            state.refreshSr(sr);
        });
    }

    private static void promise(Row sr) {
        sr.set(
                "virtual_allocation",
                sr.followAll("VDIs").stream()
                        .mapToLong(vdi -> vdi.number("virtual_size"))
                        .sum());
    }
}
