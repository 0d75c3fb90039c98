package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.util.Map;

/** Messages of class VDI that take long: each starts a task and returns at once. */
public interface VdiTasks {
    @Call("VDI.create")
    TaskRef create(NewVdi args);

    @Call("VDI.destroy")
    TaskRef destroy(VdiRef vdi);

    @Call("VDI.resize")
    TaskRef resize(VdiRef vdi, long size);

    /** Removed before 26.16: MESSAGE_REMOVED. */
    @Call(value = "VDI.resize_online", since = "main")
    TaskRef resizeOnline(VdiRef vdi, long size);

    @Call("VDI.snapshot")
    TaskRef snapshot(VdiRef vdi);

    @Call("VDI.clone")
    TaskRef clone(VdiRef vdi);

    @Call(value = "VDI.copy", heavy = true)
    TaskRef copy(VdiRef vdi, SrRef sr);

    /**
     * Copies the content only, into a disk that is there.
     *
     * @param base OpaqueRef:NULL for all of it
     * @param into at least as large, and attached to nothing
     */
    @Call(value = "VDI.copy", heavy = true)
    TaskRef copyInto(VdiRef vdi, SrRef sr, VdiRef base, VdiRef into);

    @Call(value = "VDI.pool_migrate", heavy = true)
    TaskRef poolMigrate(VdiRef vdi, SrRef sr, Map<String, String> options);
}
