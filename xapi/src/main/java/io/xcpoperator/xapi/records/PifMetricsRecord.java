package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.PifMetricsRef;
import io.xcpoperator.xapi.types.XapiClass;

/** The link state of a PIF; the speed is in Mbit/s: the fields of class PIF_metrics that are used. */
public record PifMetricsRecord(
        PifMetricsRef ref,
        String uuid,
        boolean carrier,
        long speed,
        boolean duplex,
        String vendorName,
        String deviceName,
        String pciBusPath)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static PifMetricsRecord read(PifMetricsRef ref, Fields fields) {
        return new PifMetricsRecord(
                ref,
                fields.string("uuid"),
                fields.bool("carrier"),
                fields.integer("speed"),
                fields.bool("duplex"),
                fields.string("vendor_name"),
                fields.string("device_name"),
                fields.string("pci_bus_path"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.PIF_METRICS;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
