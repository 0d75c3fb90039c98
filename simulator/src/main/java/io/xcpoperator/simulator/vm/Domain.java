package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A VM's domain on a host: what appears in the records when it is built, and goes when it is torn down. */
public final class Domain {
    private static final Map<String, String> BIOS = Map.ofEntries(
            Map.entry("bios-vendor", "Xen"),
            Map.entry("bios-version", ""),
            Map.entry("system-manufacturer", "Xen"),
            Map.entry("system-product-name", "HVM domU"),
            Map.entry("system-version", ""),
            Map.entry("system-serial-number", ""),
            Map.entry("baseboard-manufacturer", ""),
            Map.entry("baseboard-product-name", ""),
            Map.entry("baseboard-version", ""),
            Map.entry("baseboard-serial-number", ""),
            Map.entry("baseboard-asset-tag", ""),
            Map.entry("baseboard-location-in-chassis", ""),
            Map.entry("enclosure-asset-tag", ""),
            Map.entry("hp-rombios", ""),
            Map.entry("oem-1", "Xen"),
            Map.entry("oem-2", "MS_VM_CERT/SHA1/bdbeb6e0a816d43fa6d3fe8aaef04c2bad9d3e3d"));

    private final World world;
    private final GuestAgent agent;
    private final Devices devices;
    private final AtomicLong ids = new AtomicLong();

    Domain(World world, GuestAgent agent, Devices devices) {
        this.world = world;
        this.agent = agent;
        this.devices = devices;
    }

    static Map<String, String> biosStrings() {
        return BIOS;
    }

    /** What a start sets before it looks for a host, so also when it finds none (recording 02-015). */
    static void prepare(Row vm) {
        if (vm.text("domain_type").equals("hvm") && vm.map("bios_strings").isEmpty()) {
            vm.set("bios_strings", BIOS);
        }
    }

    /** Builds it: the VM runs (or is paused) on the host from now on, and its guest boots. */
    void build(Row vm, Row host, boolean paused) {
        devices.disks().attachAll(vm);
        firstBoot(vm);
        vm.set("memory_target", vm.number("memory_dynamic_max"));
        place(vm, host, paused);
        vm.follow("metrics").ifPresent(metrics -> started(vm, metrics));
        devices.nics().attachAll(vm);
        agent.boot(vm);
    }

    /** Brings a suspended VM back: what the guest was is in its image. */
    void restore(Row vm, Row host, boolean paused) {
        dropImage(vm);
        vm.set("memory_target", vm.number("memory_dynamic_max"));
        place(vm, host, paused);
        agent.wake(vm);
    }

    private void dropImage(Row vm) {
        Optional<Row> image = vm.follow("suspend_VDI");
        vm.set("suspend_VDI", Value.NULL_REF);
        image.ifPresent(devices.volumes()::destroy);
    }

    private void place(Row vm, Row host, boolean paused) {
        vm.set("domid", ids.incrementAndGet());
        vm.set("resident_on", host.ref());
        vm.set("power_state", paused ? "Paused" : "Running");
        console(vm, host);
    }

    private static void firstBoot(Row vm) {
        boolean hvm = vm.text("domain_type").equals("hvm");
        if (hvm && !vm.hasEntry("platform", "device-model")) {
            boolean uefi = vm.entry("HVM_boot_params", "firmware").equals("uefi");
            vm.putEntry("platform", "device-model", uefi ? "qemu-upstream-uefi" : "qemu-upstream-compat");
        }
        if (vm.map("last_boot_CPU_flags").isEmpty()) {
            vm.set("last_boot_CPU_flags", Map.of("vendor", "GenuineIntel", "features", ""));
        }
    }

    private void started(Row vm, Row metrics) {
        if (vm.text("generation_id").equals("0:0")) {
            vm.set("generation_id", world.database().ids().generation());
        }
        boolean hvm = vm.text("domain_type").equals("hvm");
        metrics.set("start_time", world.now());
        metrics.set("VCPUs_number", vm.number("VCPUs_at_startup"));
        metrics.set("memory_actual", vm.number("memory_target"));
        metrics.set("hvm", hvm);
        metrics.set("current_domain_type", vm.text("domain_type"));
        metrics.set("last_updated", world.now());
    }

    private void console(Row vm, Row host) {
        for (Row console : vm.followAll("consoles")) {
            world.database().destroy(console);
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("VM", Value.of(vm.ref()));
        fields.put("protocol", Value.of("rfb"));
        Row console = world.database().create("console", fields);
        console.set("location", "https://" + host.text("address") + "/console?uuid=" + console.uuid());
    }

    /** Moves it, running, to another host. */
    void move(Row vm, Row host) {
        vm.set("domid", ids.incrementAndGet());
        vm.set("resident_on", host.ref());
        console(vm, host);
    }

    /** Tears it down: the VM is halted. */
    void destroy(Row vm) {
        if (vm.text("power_state").equals("Suspended")) {
            dropImage(vm);
        } else {
            leave(vm);
            vm.set("memory_target", 0);
        }
        vm.set("power_state", "Halted");
        devices.detach(vm);
        vm.follow("metrics").ifPresent(metrics -> metrics.set("last_updated", world.now()));
    }

    /** The domain is gone from its host, devices stay as they are: as in a suspended VM. */
    void leave(Row vm) {
        agent.gone(vm);
        vm.set("domid", -1);
        vm.set("resident_on", Value.NULL_REF);
        List.copyOf(vm.followAll("consoles")).forEach(world.database()::destroy);
    }

    /** As after a crash of its host: only the record changes. */
    void forget(Row vm) {
        agent.gone(vm);
        vm.set("power_state", "Halted");
        vm.set("domid", -1);
        vm.set("resident_on", Value.NULL_REF);
        devices.detach(vm);
    }

    /** The same domain id again would be the same boot: a reboot makes another. */
    void reboot(Row vm) {
        vm.set("domid", ids.incrementAndGet());
        vm.set("power_state", "Running");
        vm.follow("metrics").ifPresent(metrics -> started(vm, metrics));
        agent.boot(vm);
    }

    Instant now() {
        return world.now();
    }
}
