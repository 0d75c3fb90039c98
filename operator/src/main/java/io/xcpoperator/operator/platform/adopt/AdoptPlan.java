package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.OwnTags;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What it takes to stand for an object that exists: one write, the mark, and what the spec says of names and tags. Pure. */
public sealed interface AdoptPlan {
    /** These writes, in order; none when all is so. */
    record Write(List<AdoptAction> actions) implements AdoptPlan {
        public Write {
            actions = List.copyOf(actions);
        }
    }

    /** The object is not ours to touch (S1, S13). */
    record Refused(Reason reason, String message) implements AdoptPlan {}

    /** The plan for a resource that is to live on. */
    static AdoptPlan adopt(Owner me, Existing object, Wanted wanted, Approvals approvals) {
        return switch (Ownership.of(object.otherConfig(), object.uuid(), me)) {
            case Ownership.Ours _ -> new Write(drift(object, wanted));
            case Ownership.Unmarked _, Ownership.Inherited _ -> withMark(me, object, wanted);
            case Ownership.AnothersOwn(OwnerMark mark) ->
                new Refused(
                        Reason.OwnedByAnother,
                        "%s %s carries the owner mark of %s; not touched. Its owner must let it go first (deletionPolicy Retain, then delete)"
                                .formatted(object.noun(), object.uuid(), mark.key()));
            case Ownership.PreviousIncarnation _
            when approvals.grants(Approvals.TAKE_OVER, object.uuid()) -> withMark(me, object, wanted);
            case Ownership.PreviousIncarnation(OwnerMark mark) ->
                new Refused(
                        Reason.PreviousIncarnation,
                        "%s %s was made for %s by an earlier cluster or resource: annotate xcp-operator.io/%s=%s to go on with it"
                                .formatted(
                                        object.noun(),
                                        object.uuid(),
                                        mark.key(),
                                        Approvals.TAKE_OVER,
                                        approvals.value(Approvals.TAKE_OVER, object.uuid())));
            case Ownership.Unreadable _ ->
                new Refused(
                        Reason.MarkUnreadable,
                        "%s %s carries an owner mark that cannot be read (other_config %s); not touched"
                                .formatted(object.noun(), object.uuid(), OwnerMark.KEY));
        };
    }

    /** What a person is asked to approve now: to go on with an object of an earlier cluster. */
    static Set<String> asked(Owner me, Existing object) {
        return Ownership.of(object.otherConfig(), object.uuid(), me) instanceof Ownership.PreviousIncarnation
                ? Set.of(object.uuid())
                : Set.of();
    }

    /**
     * The plan for a resource that goes and retains: nothing but our keys are taken away. The mark goes last; a memory of
     * tags left behind would make the next resource take tags away that are a person's by then.
     */
    static List<AdoptAction> release(Owner me, Existing object) {
        return Ownership.of(object.otherConfig(), object.uuid(), me) instanceof Ownership.Ours
                ? Stream.of(OwnTags.KEY, OwnerMark.KEY)
                        .filter(object.otherConfig()::containsKey)
                        .map(key -> new AdoptAction(AdoptAction.Verb.REMOVE_KEY, key, "", true, "let it go"))
                        .toList()
                : List.of();
    }

    /** Just the mark. */
    static List<AdoptAction> mark(Owner me, Existing object) {
        return List.of(new AdoptAction(
                AdoptAction.Verb.SET_KEY,
                OwnerMark.KEY,
                me.markFor(object.uuid()).toString(),
                object.otherConfig().containsKey(OwnerMark.KEY),
                "mark it as %s's".formatted(me.key())));
    }

    private static Write withMark(Owner me, Existing object, Wanted wanted) {
        var actions = new ArrayList<AdoptAction>(mark(me, object));
        actions.addAll(drift(object, wanted));
        return new Write(actions);
    }

    private static List<AdoptAction> drift(Existing object, Wanted wanted) {
        var actions = new ArrayList<AdoptAction>();
        text(AdoptAction.Verb.SET_NAME, "nameLabel", object.nameLabel(), wanted.nameLabel())
                .ifPresent(actions::add);
        text(AdoptAction.Verb.SET_DESCRIPTION, "description", object.description(), wanted.description())
                .ifPresent(actions::add);
        if (wanted.tags() != null) {
            OwnTags tags = OwnTags.plan(wanted.tags(), object.tags(), object.otherConfig());
            tags.ours().ifPresent(value -> actions.add(tagsKey(object, value)));
            tags.add()
                    .forEach(tag ->
                            actions.add(AdoptAction.of(AdoptAction.Verb.ADD_TAG, tag, "tags + \"%s\"".formatted(tag))));
            tags.remove()
                    .forEach(tag -> actions.add(
                            AdoptAction.of(AdoptAction.Verb.REMOVE_TAG, tag, "tags − \"%s\"".formatted(tag))));
        }
        return actions;
    }

    private static AdoptAction tagsKey(Existing object, String value) {
        boolean present = object.otherConfig().containsKey(OwnTags.KEY);
        return new AdoptAction(
                value.isEmpty() ? AdoptAction.Verb.REMOVE_KEY : AdoptAction.Verb.SET_KEY,
                OwnTags.KEY,
                value,
                present,
                "remember which tags are ours");
    }

    private static Optional<AdoptAction> text(
            AdoptAction.Verb verb, String field, String actual, @Nullable String wanted) {
        return wanted == null || wanted.equals(actual)
                ? Optional.empty()
                : Optional.of(AdoptAction.of(verb, wanted, "%s \"%s\" → \"%s\"".formatted(field, actual, wanted)));
    }
}
