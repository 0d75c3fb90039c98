package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.World;
import java.util.List;
import java.util.Map;

/** Everything VMs do, and the parts others need: the guest's side of it. */
public record VmMessages(World world, GuestAgent agent, Domain domain, Devices devices, CloudInit cloudInit) {

    public static VmMessages of(World world, Devices devices) {
        CloudInit cloudInit = new CloudInit(devices.volumes().contents());
        GuestAgent agent = new GuestAgent(world, cloudInit);
        return new VmMessages(world, agent, new Domain(world, agent, devices), devices, cloudInit);
    }

    public List<Behaviour> behaviours() {
        return List.of(
                new PowerMessages(domain, new SuspendImages(devices.volumes())),
                new MigrationMessages(domain),
                new StorageMotion(domain, devices.volumes()),
                new VmCreation(devices.volumes()),
                new VmSettings(),
                new VtpmMessages(),
                new VmMemorySettings(),
                new VmQueries());
    }

    /** What its cloud-init found at its first boot, by the file's name. */
    public Map<String, String> read(Row vm) {
        return cloudInit.of(vm.ref());
    }

    /** The guest switches itself off, or crashes: the VM halts, whatever anybody wanted. */
    public void powerOff(Row vm) {
        domain.destroy(vm);
        VmOperations.refresh(vm);
    }

    /** The guest reboots by itself. */
    public void reboot(Row vm) {
        domain.reboot(vm);
        VmOperations.refresh(vm);
    }

    /** The agent in the guest starts to run. */
    public void tools(Row vm) {
        agent.report(vm);
        VmOperations.refresh(vm);
    }

    /** The host under it died: only the record is left. */
    public void lost(Row vm) {
        domain.forget(vm);
        VmOperations.refresh(vm);
    }

    /** Values that follow from others, for VMs that came into being otherwise than by VM.create. */
    public void complete(Row vm) {
        if (!vm.flag("is_control_domain")) {
            VmMemory.refreshOverhead(vm);
            vm.set("domid", -1);
        }
        VmOperations.refresh(vm);
    }
}
