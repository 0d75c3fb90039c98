package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the next version of a view; untouched classes are shared. Used by one thread, once. */
final class ViewEditor {
    private final PoolView from;
    private final Indexing indexing;
    private final Map<XapiClass, Table.Editor> editors = new EnumMap<>(XapiClass.class);

    ViewEditor(PoolView from, Indexing indexing) {
        this.from = from;
        this.indexing = indexing;
    }

    @Nullable
    XapiRecord get(XapiClass type, String ref) {
        return editor(type).get(ref);
    }

    @Nullable
    XapiRecord put(XapiRecord object) {
        return editor(object.xapiClass()).put(object);
    }

    @Nullable
    XapiRecord remove(XapiClass type, String ref) {
        return editor(type).remove(ref);
    }

    PoolView done() {
        Map<XapiClass, Table> tables = new EnumMap<>(XapiClass.class);
        tables.putAll(from.tables());
        editors.forEach((type, editor) -> tables.put(type, editor.done()));
        return new PoolView(tables);
    }

    private Table.Editor editor(XapiClass type) {
        return editors.computeIfAbsent(type, _ -> new Table.Editor(from.table(type), indexing));
    }
}
