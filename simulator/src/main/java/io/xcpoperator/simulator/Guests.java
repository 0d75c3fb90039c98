package io.xcpoperator.simulator;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.vm.VmMessages;
import java.util.Map;
import java.util.function.Consumer;

/** What guests do by themselves. VMs go by uuid. */
public final class Guests {
    private final World world;
    private final VmMessages vms;

    Guests(World world, VmMessages vms) {
        this.world = world;
        this.vms = vms;
    }

    /** The guest shuts itself down. */
    public void shutsDown(String uuid) {
        with(uuid, vms::powerOff);
    }

    /** The guest crashes and stays off. */
    public void crashes(String uuid) {
        with(uuid, vms::powerOff);
    }

    public void reboots(String uuid) {
        with(uuid, vms::reboot);
    }

    /** Tools and addresses appear. */
    public void toolsAppear(String uuid) {
        with(uuid, vms::tools);
    }

    /** The files that its cloud-init read at its first boot, by name; empty where it found none. */
    public Map<String, String> cloudInit(String uuid) {
        return world.locked(() -> vms.read(vm(uuid)));
    }

    /** How many run. */
    public long running() {
        return world.locked(() -> world.database().all("VM").stream()
                .filter(vm -> vm.text("power_state").equals("Running") && !vm.flag("is_control_domain"))
                .count());
    }

    private void with(String uuid, Consumer<Row> act) {
        world.locked(() -> act.accept(vm(uuid)));
    }

    private Row vm(String uuid) {
        return world.database().findByUuid("VM", uuid).orElseThrow(() -> new IllegalArgumentException("no VM " + uuid));
    }
}
