package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.CertificateRef;
import io.xcpoperator.xapi.types.ConsoleRef;
import io.xcpoperator.xapi.types.HostMetricsRef;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.MessageRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.PifMetricsRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.VmGuestMetricsRef;
import io.xcpoperator.xapi.types.VmMetricsRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.XapiClass;

/** Reads a record of any mirrored class. */
public final class Records {
    private Records() {}

    /** Never fails on a field's value. */
    public static XapiRecord read(XapiClass type, String ref, Fields fields) {
        return switch (type) {
            case VM -> VmRecord.read(new VmRef(ref), fields);
            case VBD -> VbdRecord.read(new VbdRef(ref), fields);
            case VDI -> VdiRecord.read(new VdiRef(ref), fields);
            case VIF -> VifRecord.read(new VifRef(ref), fields);
            case PIF -> PifRecord.read(new PifRef(ref), fields);
            case PIF_METRICS -> PifMetricsRecord.read(new PifMetricsRef(ref), fields);
            case NETWORK -> NetworkRecord.read(new NetworkRef(ref), fields);
            case VLAN -> VlanRecord.read(new VlanRef(ref), fields);
            case BOND -> BondRecord.read(new BondRef(ref), fields);
            case SR -> SrRecord.read(new SrRef(ref), fields);
            case PBD -> PbdRecord.read(new PbdRef(ref), fields);
            case HOST -> HostRecord.read(new HostRef(ref), fields);
            case HOST_METRICS -> HostMetricsRecord.read(new HostMetricsRef(ref), fields);
            case VM_METRICS -> VmMetricsRecord.read(new VmMetricsRef(ref), fields);
            case VM_GUEST_METRICS -> VmGuestMetricsRecord.read(new VmGuestMetricsRef(ref), fields);
            case POOL -> PoolRecord.read(new PoolRef(ref), fields);
            case TASK -> TaskRecord.read(new TaskRef(ref), fields);
            case MESSAGE -> MessageRecord.read(new MessageRef(ref), fields);
            case CONSOLE -> ConsoleRecord.read(new ConsoleRef(ref), fields);
            case CERTIFICATE -> CertificateRecord.read(new CertificateRef(ref), fields);
        };
    }
}
