package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.Records;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The view and the token it stands for. Two calls of {@code event.from} may be under way, the long poll and a barrier:
 * an answer counts only if it knows more than the view and starts no later than where the view stands.
 */
final class MirrorState {
    private final Set<XapiClass> classes;
    private final Indexing indexing;
    private final Interner interner = new Interner();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile PoolView view = PoolView.empty();
    private String token = "";
    private long epoch;

    MirrorState(Set<XapiClass> classes, List<MarkIndex> marks) {
        this.classes = classes;
        this.indexing = new Indexing(marks);
    }

    /** A place in the stream of one connection. An empty token asks for everything. */
    record Position(long epoch, String token) {
        boolean isStart() {
            return token.isEmpty();
        }
    }

    PoolView view() {
        return view;
    }

    Position position() {
        lock.lock();
        try {
            return new Position(epoch, token);
        } finally {
            lock.unlock();
        }
    }

    /** The next answer that counts is one that holds everything. */
    Position restart() {
        lock.lock();
        try {
            epoch++;
            token = "";
            return new Position(epoch, token);
        } finally {
            lock.unlock();
        }
    }

    /** What the answer to a call from {@code since} changed; empty when it no longer counts. */
    Optional<List<PoolChange>> apply(Position since, EventReply reply) {
        lock.lock();
        try {
            boolean outdated = since.epoch() != epoch
                    || since.token().compareTo(token) > 0
                    || (since.isStart() && !token.isEmpty())
                    || reply.token().compareTo(token) < 0;
            if (outdated) {
                return Optional.empty();
            }
            List<PoolChange> changes = since.isStart() ? replace(reply) : update(reply);
            token = reply.token();
            return Optional.of(changes);
        } finally {
            lock.unlock();
        }
    }

    /** The classes of which the pool has more or fewer objects than the view. */
    Set<XapiClass> miscounted(EventReply reply) {
        PoolView now = view;
        Set<XapiClass> wrong = EnumSet.noneOf(XapiClass.class);
        reply.counts().forEach((type, count) -> {
            if (classes.contains(type) && now.size(type) != count) {
                wrong.add(type);
            }
        });
        return wrong;
    }

    private List<PoolChange> update(EventReply reply) {
        if (reply.events().isEmpty()) {
            return List.of();
        }
        List<PoolChange> changes = new ArrayList<>();
        ViewEditor editor = new ViewEditor(view, indexing);
        for (EventReply.Event event : reply.events()) {
            if (classes.contains(event.type())) {
                apply(event, editor, changes);
            }
        }
        if (!changes.isEmpty()) {
            view = editor.done();
        }
        return changes;
    }

    private void apply(EventReply.Event event, ViewEditor editor, List<PoolChange> changes) {
        Object snapshot = event.snapshot();
        XapiRecord before = editor.get(event.type(), event.ref());
        if (snapshot == null) {
            if (before != null) {
                editor.remove(event.type(), event.ref());
                changes.add(new PoolChange(Optional.of(before), Optional.empty()));
            }
            return;
        }
        XapiRecord after = project(event, snapshot);
        if (!after.equals(before)) {
            editor.put(after);
            changes.add(new PoolChange(Optional.ofNullable(before), Optional.of(after)));
        }
    }

    /** The view becomes what the answer holds; what is the same as before is not a change, nor is it copied. */
    private List<PoolChange> replace(EventReply reply) {
        List<PoolChange> changes = new ArrayList<>();
        PoolView old = view;
        ViewEditor editor = new ViewEditor(old, indexing);
        Set<Ref> present = new HashSet<>();
        for (EventReply.Event event : reply.events()) {
            if (classes.contains(event.type()) && event.snapshot() != null) {
                apply(event, editor, changes);
                XapiRecord now = editor.get(event.type(), event.ref());
                if (now != null) {
                    present.add(now.ref());
                }
            }
        }
        for (Map.Entry<XapiClass, Table> table : old.tables().entrySet()) {
            for (XapiRecord record : table.getValue().all()) {
                if (!present.contains(record.ref())) {
                    editor.remove(table.getKey(), record.ref().value());
                    changes.add(new PoolChange(Optional.of(record), Optional.empty()));
                }
            }
        }
        view = editor.done();
        return changes;
    }

    private XapiRecord project(EventReply.Event event, Object snapshot) {
        return Records.read(event.type(), interner.intern(event.ref()), Fields.bounded(snapshot, interner::intern));
    }
}
