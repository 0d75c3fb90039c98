package io.xcpoperator.simulator.db;

import io.xcpoperator.simulator.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Reading texts out of values. */
final class Rows {
    private Rows() {}

    static List<String> texts(List<Value> items) {
        var texts = new ArrayList<String>(items.size());
        for (Value item : items) {
            if (item instanceof Value.Str(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }
}
