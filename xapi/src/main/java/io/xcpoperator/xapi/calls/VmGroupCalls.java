package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVmGroup;
import io.xcpoperator.xapi.types.VmGroupRef;
import java.util.Set;

/** Messages of class VM_group that answer at once. Parameters and errors: the XAPI data model. */
public interface VmGroupCalls {
    @Call("VM_group.create")
    VmGroupRef create(NewVmGroup args);

    @Call("VM_group.destroy")
    void destroy(VmGroupRef vmGroup);

    @Call("VM_group.get_by_name_label")
    Set<VmGroupRef> getByNameLabel(String label);
}
