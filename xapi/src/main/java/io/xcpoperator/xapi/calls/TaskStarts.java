package io.xcpoperator.xapi.calls;

/** The messages that start a task, by class. */
public interface TaskStarts {
    VmTasks vm();

    VbdTasks vbd();

    VdiTasks vdi();

    VifTasks vif();

    PifTasks pif();

    VlanTasks vlan();

    BondTasks bond();

    SrTasks sr();

    PbdTasks pbd();

    HostTasks host();

    PoolTasks pool();
}
