package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.clock.SimClock;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the guest tells the pool: nothing at first, then (when {@code xenstore_data} has {@code vm-data/simagent}) tools
 * and addresses, the boot delay after its start.
 */
public final class GuestAgent {
    private static final Map<String, String> FEATURES = Map.of(
            "feature-shutdown", "1",
            "feature-reboot", "1",
            "feature-suspend", "1",
            "feature-vcpu-hotplug", "1");

    private final World world;
    private final CloudInit cloudInit;
    private final Map<String, SimClock.Timer> boots = new HashMap<>();

    GuestAgent(World world, CloudInit cloudInit) {
        this.world = world;
        this.cloudInit = cloudInit;
    }

    /** A guest starts to boot: its metrics are fresh and empty. */
    void boot(Row vm) {
        cancel(vm);
        cloudInit.boot(vm);
        if (vm.follow("guest_metrics").filter(GuestAgent::silent).isEmpty()) {
            renew(vm);
        }
        if (installed(vm)) {
            reportLater(vm);
        }
    }

    /** Nothing was ever reported there. */
    private static boolean silent(Row metrics) {
        return !metrics.flag("PV_drivers_detected") && metrics.map("other").isEmpty();
    }

    private void renew(Row vm) {
        vm.follow("guest_metrics").ifPresent(world.database()::destroy);
        var fields = new LinkedHashMap<String, Value>();
        fields.put("last_updated", Value.of(world.now()));
        fields.put("live", Value.of(true));
        fields.put("can_use_hotplug_vbd", Value.of("unspecified"));
        fields.put("can_use_hotplug_vif", Value.of("unspecified"));
        vm.set(
                "guest_metrics",
                world.database().create("VM_guest_metrics", fields).ref());
    }

    /** A guest wakes up: it reports what it reported before. */
    void wake(Row vm) {
        if (installed(vm)) {
            reportLater(vm);
        }
    }

    private static boolean installed(Row vm) {
        return vm.hasEntry("xenstore_data", "vm-data/simagent");
    }

    private void reportLater(Row vm) {
        if (world.delays().boot().isZero()) {
            report(vm);
            return;
        }
        boots.put(vm.ref(), world.later(world.delays().boot(), () -> {
            boots.remove(vm.ref());
            if (vm.exists() && vm.text("power_state").equals("Running")) {
                report(vm);
                VmOperations.refresh(vm);
            }
        }));
    }

    /** The agent runs: operating system, drivers, addresses, features. */
    public void report(Row vm) {
        Row metrics = vm.follow("guest_metrics").orElse(null);
        if (metrics == null) {
            return;
        }
        metrics.set("other", FEATURES);
        metrics.set(
                "os_version",
                Map.of(
                        "name", "Debian GNU/Linux 12 (bookworm)",
                        "uname", "6.1.0",
                        "distro", "debian",
                        "major", "12",
                        "minor", "0"));
        metrics.set("PV_drivers_version", Map.of("major", "7", "minor", "30", "micro", "0", "build", "12"));
        metrics.set("PV_drivers_up_to_date", true);
        metrics.set("PV_drivers_detected", true);
        metrics.set("can_use_hotplug_vbd", "yes");
        metrics.set("can_use_hotplug_vif", "yes");
        metrics.set("networks", addresses(vm));
        metrics.set("last_updated", world.now());
    }

    private static Map<String, String> addresses(Row vm) {
        var addresses = new LinkedHashMap<String, String>();
        List<Row> vifs = vm.followAll("VIFs");
        for (Row vif : vifs) {
            String device = vif.text("device");
            String address = GuestAddress.of(vif.text("MAC"));
            addresses.put(device + "/ip", address);
            addresses.put(device + "/ipv4/0", address);
        }
        return addresses;
    }

    /** The guest is gone; what it said last is worth nothing, as the daemon keeps it: empty. */
    void gone(Row vm) {
        cancel(vm);
        vm.follow("guest_metrics").ifPresent(metrics -> {
            metrics.set("other", Map.of());
            metrics.set("os_version", Map.of());
            metrics.set("PV_drivers_version", Map.of());
            metrics.set("PV_drivers_up_to_date", false);
            metrics.set("PV_drivers_detected", false);
            metrics.set("can_use_hotplug_vbd", "unspecified");
            metrics.set("can_use_hotplug_vif", "unspecified");
            metrics.set("networks", Map.of());
        });
    }

    private void cancel(Row vm) {
        SimClock.Timer boot = boots.remove(vm.ref());
        if (boot != null) {
            boot.cancel();
        }
    }
}
