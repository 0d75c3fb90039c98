package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.MessageRecord;
import io.xcpoperator.xapi.types.MessageClass;
import io.xcpoperator.xapi.types.MessageRef;

/** Messages of class message that answer at once. Parameters and errors: the XAPI data model. */
public interface MessageCalls {
    @Call("message.get_record")
    MessageRecord getRecord(MessageRef message);

    @Call("message.create")
    MessageRef create(String name, long priority, MessageClass cls, String objUuid, String body);

    @Call("message.destroy")
    void destroy(MessageRef message);
}
