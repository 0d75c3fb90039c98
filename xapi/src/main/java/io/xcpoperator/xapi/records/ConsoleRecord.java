package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.ConsoleProtocol;
import io.xcpoperator.xapi.types.ConsoleRef;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;

/** A console of a running VM: the fields of class console that are used. */
public record ConsoleRecord(
        ConsoleRef ref,
        String uuid,
        ConsoleProtocol protocol,
        String location,
        VmRef vm,
        Map<String, String> otherConfig)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static ConsoleRecord read(ConsoleRef ref, Fields fields) {
        return new ConsoleRecord(
                ref,
                fields.string("uuid"),
                ConsoleProtocol.of(fields.string("protocol")),
                fields.string("location"),
                new VmRef(fields.ref("VM")),
                fields.map("other_config"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.CONSOLE;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
