package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.types.ConsoleRef;
import java.util.Map;

/** Messages of class console that answer at once. Parameters and errors: the XAPI data model. */
public interface ConsoleCalls {
    @Call("console.get_record")
    ConsoleRecord getRecord(ConsoleRef console);

    @Call("console.get_all_records")
    Map<ConsoleRef, ConsoleRecord> getAllRecords();
}
