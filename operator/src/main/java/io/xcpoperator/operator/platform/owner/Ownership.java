package io.xcpoperator.operator.platform.owner;

import java.util.Map;
import java.util.Optional;

/** Whose an XAPI object is, judged by its mark (S1, S13). Only {@link Ours} allows a write that is not the mark itself. Pure. */
public sealed interface Ownership {
    /** No mark at all. */
    record Unmarked() implements Ownership {}

    /** Cluster, namespace, name, resource UID and object uuid all agree. */
    record Ours(OwnerMark mark) implements Ownership {}

    /** The mark names another uuid: XAPI copied it with the object. It proves nothing. */
    record Inherited(OwnerMark mark) implements Ownership {}

    /** The mark of another resource. */
    record AnothersOwn(OwnerMark mark) implements Ownership {}

    /** Our namespace and name, but another resource UID or cluster: a rebuilt cluster or a restored Git repository. */
    record PreviousIncarnation(OwnerMark mark) implements Ownership {}

    /** There is a mark, and it cannot be read: nothing may be concluded. */
    record Unreadable() implements Ownership {}

    /** Judges the mark under {@link OwnerMark#KEY} of the object with this uuid. */
    static Ownership of(Map<String, String> otherConfig, String objectUuid, Owner me) {
        return of(otherConfig, OwnerMark.KEY, objectUuid, me);
    }

    /** The same of a mark under another key: a snapshot has its VM's beside its own. */
    static Ownership of(Map<String, String> otherConfig, String key, String objectUuid, Owner me) {
        String text = otherConfig.get(key);
        if (text == null || text.isEmpty()) {
            return new Unmarked();
        }
        Optional<OwnerMark> parsed = OwnerMark.parse(text);
        if (parsed.isEmpty()) {
            return new Unreadable();
        }
        OwnerMark mark = parsed.get();
        if (!mark.objectUuid().equals(objectUuid)) {
            return new Inherited(mark);
        }
        if (!mark.key().equals(me.key())) {
            return new AnothersOwn(mark);
        }
        boolean same = mark.resourceUid().equals(me.uid()) && mark.clusterId().equals(me.clusterId());
        return same ? new Ours(mark) : new PreviousIncarnation(mark);
    }
}
