package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.XapiClass;

/** One object of the pool, reduced to the fields that are used. Equality of two records means nothing of interest changed. */
public sealed interface XapiRecord
        permits BondRecord,
                CertificateRecord,
                ConsoleRecord,
                HostMetricsRecord,
                HostRecord,
                MessageRecord,
                NetworkRecord,
                PbdRecord,
                PifMetricsRecord,
                PifRecord,
                PoolRecord,
                SrRecord,
                TaskRecord,
                VbdRecord,
                VdiRecord,
                VifRecord,
                VlanRecord,
                VmGuestMetricsRecord,
                VmMetricsRecord,
                VmRecord {
    Ref ref();

    XapiClass xapiClass();

    /** The uuid, or the empty string where the reply had none. */
    String uuidText();
}
