package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.MessageClass;
import io.xcpoperator.xapi.types.MessageRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Instant;

/** An alert: the fields of class message that are used. */
public record MessageRecord(
        MessageRef ref,
        String uuid,
        String name,
        long priority,
        MessageClass cls,
        String objUuid,
        Instant timestamp,
        String body)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static MessageRecord read(MessageRef ref, Fields fields) {
        return new MessageRecord(
                ref,
                fields.string("uuid"),
                fields.string("name"),
                fields.integer("priority"),
                MessageClass.of(fields.string("cls")),
                fields.string("obj_uuid"),
                fields.instant("timestamp"),
                fields.string("body"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.MESSAGE;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
