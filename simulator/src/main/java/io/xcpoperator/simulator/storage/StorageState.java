package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the facts the storage rules look at, and keeps the allowed operations that follow from them. */
final class StorageState {
    private final Database database;

    StorageState(Database database) {
        this.database = database;
    }

    /** Brings every SR, VDI and VBD up to date. */
    void refreshAll() {
        List.copyOf(database.all("VBD")).forEach(this::refreshVbd);
        List.copyOf(database.all("VDI")).forEach(this::refreshVdi);
        List.copyOf(database.all("SR")).forEach(this::refreshSr);
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

    /** Whether the SR's driver can do it at all. */
    boolean offers(SrOperation operation, Row sr) {
        return operation
                .feature()
                .filter(feature -> !features(sr).contains(feature))
                .isEmpty();
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
}
