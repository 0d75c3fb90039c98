package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the facts the storage rules look at, and keeps what follows from them: allowed operations and sums. */
public final class StorageState {
    private final Database database;

    public StorageState(Database database) {
        this.database = database;
    }

    /** Brings every SR, VDI and VBD up to date; for a pool just built. */
    public void refreshAll() {
        List.copyOf(database.all("VBD")).forEach(this::refreshVbd);
        List.copyOf(database.all("VDI")).forEach(this::refreshVdi);
        List.copyOf(database.all("SR")).forEach(sr -> {
            sr.set("virtual_allocation", promised(sr));
            refreshSr(sr);
        });
    }

    /** The driver of a type of SR, whatever its case. */
    Optional<Row> driver(String type) {
        String wanted = type.toLowerCase(Locale.ROOT);
        return database.all("SM").stream()
                .filter(driver -> driver.text("type").equals(wanted))
                .findFirst();
    }

    private Set<String> features(Row sr) {
        return driver(sr.text("type"))
                .map(driver -> Set.copyOf(driver.texts("capabilities")))
                .orElse(Set.of());
    }

    void refreshSr(Row sr) {
        if (sr.exists()) {
            sr.set("allowed_operations", SrRules.allowed(srFacts(sr)));
        }
    }

    void require(SrOperation operation, Row sr) {
        SrRules.refusal(operation, srFacts(sr)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private SrRules.Facts srFacts(Row sr) {
        List<Row> pbds = sr.followAll("PBDs");
        int plugged = (int)
                pbds.stream().filter(pbd -> pbd.flag("currently_attached")).count();
        int disks = (int) sr.followAll("VDIs").stream()
                .filter(vdi -> vdi.flag("managed") && !vdi.text("type").equals("rrd"))
                .count();
        boolean indestructible = sr.entry("other_config", "indestructible").equals("true");
        return new SrRules.Facts(sr.ref(), features(sr), pbds.size(), plugged, disks, indestructible);
    }

    /** Fails with {@code SR_HAS_NO_PBDS} when no host has the SR plugged. */
    void requirePlugged(Row sr) {
        boolean plugged = sr.followAll("PBDs").stream().anyMatch(pbd -> pbd.flag("currently_attached"));
        if (!plugged) {
            throw new XapiFailure("SR_HAS_NO_PBDS", sr.ref());
        }
    }

    void refreshVdi(Row vdi) {
        if (vdi.exists()) {
            vdi.set("allowed_operations", VdiRules.allowed(vdiFacts(vdi)));
        }
    }

    void require(VdiOperation operation, Row vdi) {
        VdiRules.refusal(operation, vdiFacts(vdi)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private VdiRules.Facts vdiFacts(Row vdi) {
        List<Row> attached = vdi.followAll("VBDs").stream()
                .filter(vbd -> vbd.flag("currently_attached"))
                .toList();
        int writers = (int)
                attached.stream().filter(vbd -> vbd.text("mode").equals("RW")).count();
        Set<String> features = vdi.follow("SR").map(this::features).orElse(Set.of());
        Optional<VdiRules.UnderWay> busy = vdi.map("current_operations").entrySet().stream()
                .findFirst()
                .map(entry -> new VdiRules.UnderWay(entry.getKey(), entry.getValue()));
        return new VdiRules.Facts(vdi.ref(), vdi.text("SR"), features, attached.size() - writers, writers, busy);
    }

    void refreshVbd(Row vbd) {
        if (vbd.exists()) {
            vbdFacts(vbd).ifPresent(facts -> vbd.set("allowed_operations", VbdRules.allowed(facts)));
        }
    }

    void require(VbdOperation operation, Row vbd) {
        vbdFacts(vbd).flatMap(facts -> VbdRules.refusal(operation, facts)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static Optional<VbdRules.Facts> vbdFacts(Row vbd) {
        return vbd.follow("VM")
                .map(vm -> new VbdRules.Facts(
                        vbd.ref(),
                        vm.ref(),
                        vm.text("power_state"),
                        vm.text("domain_type").equals("hvm"),
                        vm.follow("guest_metrics")
                                .filter(metrics -> metrics.flag("PV_drivers_detected"))
                                .isPresent(),
                        vbd.text("type"),
                        vbd.flag("empty"),
                        vbd.flag("currently_attached"),
                        vbd.flag("unpluggable")));
    }

    /**
     * Sums up what an SR's disks promise, and counts what they take.
     *
     * @param taken bytes of the SR now taken more than before
     */
    void account(Row sr, long taken) {
        sr.set("virtual_allocation", promised(sr));
        sr.set("physical_utilisation", Math.max(0, sr.number("physical_utilisation")) + taken);
    }

    private static long promised(Row sr) {
        return sr.followAll("VDIs").stream()
                .mapToLong(vdi -> vdi.number("virtual_size"))
                .sum();
    }

    /** What all disks of an SR take; for one whose sums nobody has kept. */
    void recount(Row sr) {
        sr.set("virtual_allocation", promised(sr));
        sr.set(
                "physical_utilisation",
                sr.followAll("VDIs").stream()
                        .mapToLong(vdi -> vdi.number("physical_utilisation"))
                        .sum());
    }
}
